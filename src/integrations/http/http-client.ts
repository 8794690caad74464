// Sends requests by one http_config: headers, credentials, redirects, and the answer's first bytes.

import type { HttpClientConfig } from '../../schema/http-client.ts'
import type { WireReply, WireRequest } from '../network.ts'
import type { Connections } from './connections.ts'
import { type Answer, exchange } from './exchange.ts'
import { authorizationFor, configuredHeaders, sensitiveHeaders } from './headers.ts'
import type { TokenSource } from './oauth2.ts'
import { basicAuthorization } from './proxy.ts'
import { mostRedirects, redirected, sharesCredentials } from './redirect.ts'
import { parseTarget, resolveLocation, type Target } from './target.ts'

/** One request on its way. */
interface Hop {
  readonly request: Omit<WireRequest, 'url'>
  readonly target: Target
  /** False once a redirect left the first host. */
  readonly trusted: boolean
  readonly signal: AbortSignal
}

export class HttpClient {
  readonly #http: HttpClientConfig
  readonly #connections: Connections
  readonly #tokens: TokenSource | undefined
  readonly #userAgent: string
  #last: { readonly url: string; readonly target: Target } | undefined
  #running = 0
  #whenIdle: (() => void) | undefined

  constructor(options: {
    readonly http: HttpClientConfig
    readonly connections: Connections
    readonly tokens: TokenSource | undefined
    readonly userAgent: string
  }) {
    this.#http = options.http
    this.#connections = options.connections
    this.#tokens = options.tokens
    this.#userAgent = options.userAgent
  }

  /**
   * Sends a request and follows its redirects. Throws for everything but an answer.
   * @param secrets receives every credential that was used, also when it throws.
   */
  async send(request: WireRequest, signal: AbortSignal, secrets: Set<string>): Promise<WireReply> {
    this.#running++
    try {
      const { url, ...first } = request
      const origin = this.#parse(url)
      let hop: Hop = { request: first, target: origin, trusted: true, signal }
      for (let requests = 1; ; requests++) {
        const answer = await this.#dispatch(hop, secrets)
        const next = this.#http.followRedirects ? redirected(hop.request, answer.status) : undefined
        const location = answer.headers.location ?? ''
        if (next === undefined || location === '') return { ...answer, secrets: [...secrets] }
        if (requests >= mostRedirects) throw new Error(`stopped after ${mostRedirects} redirects`)
        const target = resolveLocation(hop.target, location)
        secrets.add(location)
        const trusted = hop.trusted && sharesCredentials(target.hostname, origin.hostname)
        hop = { request: next, target, trusted, signal }
      }
    } finally {
      this.#running--
      if (this.#running === 0) this.#whenIdle?.()
    }
  }

  /** Waits for requests that run, then closes all connections. */
  async close(): Promise<void> {
    if (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    await this.#connections.close()
    await this.#tokens?.close()
  }

  /** Most integrations have one URL all their life. */
  #parse(url: string): Target {
    if (this.#last?.url !== url) this.#last = { url, target: parseTarget(url) }
    return this.#last.target
  }

  async #dispatch(hop: Hop, secrets: Set<string>): Promise<Answer> {
    const { target, request, signal } = hop
    // Most requests need nothing that would have to be awaited.
    const credential = hop.trusted ? this.#authorization(target, signal) : userOnly(target)
    const authorization = credential instanceof Promise ? await credential : credential
    if (authorization !== undefined) addCredential(secrets, authorization)
    const configured = this.#http.httpHeaders === undefined ? noHeaders : await configuredHeaders(this.#http)
    for (const secret of configured.secrets) secrets.add(secret)
    const way = this.#connections.wayTo(target)
    const { agent, proxy } = way instanceof Promise ? await way : way
    // A proxy of HTTP is told where to go in the request line; everything else is connected to the target itself.
    const absolute = proxy !== undefined && proxy.kind !== 'socks5' && target.protocol === 'http:'
    const headers = ['Host', target.host, 'User-Agent', this.#userAgent]
    for (const [name, value] of Object.entries(request.headers)) {
      if (hop.trusted || !sensitiveHeaders.has(name.toLowerCase())) headers.push(name, value)
    }
    // As Go's round trippers do: what the integration itself says counts before what is configured.
    const hasOwn = hop.trusted && request.headers.Authorization !== undefined
    if (authorization !== undefined && !hasOwn) headers.push('Authorization', authorization)
    headers.push(...(hop.trusted ? configured.headers : withoutSensitive(configured.headers)))
    if (absolute && proxy.user !== undefined) headers.push('Proxy-Authorization', basicAuthorization(proxy.user))
    return await exchange(
      agent,
      {
        origin: target.origin,
        path: absolute ? `http://${target.host}${target.path}` : target.path,
        method: request.method,
        headers,
        body: request.body ?? null,
      },
      signal,
    )
  }

  /** At once where it needs no file. The token of oauth2 replaces even the URL's user info, as Go's oauth2.Transport does. */
  #authorization(target: Target, signal: AbortSignal): string | undefined | Promise<string | undefined> {
    if (this.#tokens !== undefined) return this.#tokens.authorization(signal)
    const { basicAuth, authorization } = this.#http
    if (basicAuth === undefined && authorization === undefined) return userOnly(target)
    return authorizationFor(target, this.#http)
  }
}

const noHeaders: Awaited<ReturnType<typeof configuredHeaders>> = { headers: [], secrets: [] }

function userOnly(target: Target): string | undefined {
  return target.user === undefined ? undefined : basicAuthorization(target.user)
}

function addCredential(secrets: Set<string>, authorization: string): void {
  const [type, credential = ''] = splitOnce(authorization)
  secrets.add(credential)
  if (type !== 'Basic') return
  const [, password = ''] = splitOnce(Buffer.from(credential, 'base64').toString(), ':')
  secrets.add(password)
}

function splitOnce(text: string, separator = ' '): [string, string] | [string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

function withoutSensitive(headers: readonly string[]): readonly string[] {
  return headers.filter((_, i) => !sensitiveHeaders.has((headers[i - (i % 2)] as string).toLowerCase()))
}
