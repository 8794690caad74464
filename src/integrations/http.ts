// The network in production: undici's pools, one set for each integration, and every option of http_config.

import type { Clock } from '../clock.ts'
import { type HttpClientConfig, httpClient } from '../schema/http-client.ts'
import type { OAuth2Config } from '../schema/oauth2.ts'
import { initialValues } from '../schema/object.ts'
import { Connections } from './http/connections.ts'
import { HttpClient } from './http/http-client.ts'
import { TokenSource } from './http/oauth2.ts'
import { proxyChooser } from './http/proxy.ts'
import { checkTls } from './http/tls.ts'
import type { Network, WireFailure, WireOptions, WireReply, WireRequest } from './network.ts'
import { abortText } from './over-http.ts'
import { redact, redacted } from './redact.ts'

/** The release of Alertmanager that receivers are told they hear from. */
const alertmanagerVersion = '0.34.0'

/** Talks HTTP to the world. */
export class HttpNetwork implements Network {
  readonly #clock: Clock
  readonly #userAgent: string
  readonly #environment: Readonly<Record<string, string | undefined>>
  readonly #defaults: HttpClientConfig = initialValues(httpClient.members)
  readonly #clients = new Map<object, HttpClient>()

  /**
   * @param options.version Tocsin's own.
   * @param options.environment where proxy_from_environment looks.
   */
  constructor(options: {
    readonly clock: Clock
    readonly version: string
    readonly environment?: Readonly<Record<string, string | undefined>>
  }) {
    this.#clock = options.clock
    this.#environment = options.environment ?? process.env
    // Receivers that look for Alertmanager find it; the comment tells a person who it was (RFC 9110, 10.1.5).
    this.#userAgent = `Alertmanager/${alertmanagerVersion} (Tocsin ${options.version})`
  }

  async request(request: WireRequest, options: WireOptions): Promise<WireReply | WireFailure> {
    const secrets = new Set<string>([request.url])
    try {
      const client = this.#clientOf(options.holder, options.http ?? this.#defaults)
      return await client.send(request, options.signal, secrets)
    } catch (error) {
      const operation = request.method[0] + request.method.slice(1).toLowerCase()
      const cause = options.signal.aborted ? abortText(options.signal) : errorText(error)
      return { error: `${operation} "${redacted}": ${redact(cause, [...secrets])}` }
    }
  }

  async prepare(): Promise<void> {
    await import('./http/agent.ts')
  }

  check(http: HttpClientConfig | undefined): void {
    checkTls(http?.tlsConfig)
    checkTls(http?.oauth2?.tlsConfig)
  }

  async release(holder: object): Promise<void> {
    const client = this.#clients.get(holder)
    this.#clients.delete(holder)
    await client?.close()
  }

  #clientOf(holder: object, http: HttpClientConfig): HttpClient {
    const known = this.#clients.get(holder)
    if (known !== undefined) return known
    const client = this.#open(http)
    this.#clients.set(holder, client)
    return client
  }

  #open(http: HttpClientConfig): HttpClient {
    const tokens = http.oauth2 === undefined ? undefined : this.#openTokens(http.oauth2)
    return new HttpClient({
      http,
      connections: this.#connect(http, http.enableHttp2),
      tokens,
      userAgent: this.#userAgent,
    })
  }

  /** Tokens are fetched over connections of their own: with oauth2's tls_config and proxy, not the receiver's. */
  #openTokens(oauth2: OAuth2Config): TokenSource {
    const client = new HttpClient({
      http: this.#defaults,
      connections: this.#connect(oauth2, false),
      tokens: undefined,
      userAgent: this.#userAgent,
    })
    return new TokenSource({ oauth2, clock: this.#clock, client })
  }

  #connect(options: HttpClientConfig | OAuth2Config, http2: boolean): Connections {
    return new Connections({
      tls: options.tlsConfig,
      http2,
      chooseProxy: proxyChooser(options, this.#environment),
      proxyConnectHeader: [...options.proxyConnectHeader].flatMap(([name, values]) =>
        values.flatMap((value) => [name, value?.reveal() ?? '']),
      ),
    })
  }
}

function errorText(error: unknown): string {
  // Node tries every address of a name, and gathers what became of each.
  if (error instanceof AggregateError) return error.errors.map(errorText).join('; ')
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}
