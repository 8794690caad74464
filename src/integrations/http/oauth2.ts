// Tokens for http_config's oauth2: fetched when needed, kept until shortly before they expire.
// As Go's golang.org/x/oauth2 with common/config's oauth2RoundTripper.

import type { Clock } from '../../clock.ts'
import { type Duration, type Instant, second } from '../../model/instant.ts'
import { jwtBearerGrant, type OAuth2Config } from '../../schema/oauth2.ts'
import type { WireRequest } from '../network.ts'
import { abortable } from './abortable.ts'
import { readCredential } from './credential.ts'
import type { HttpClient } from './http-client.ts'
import { parseToken, type Token } from './token.ts'
import { assertionRequest, clientCredentialsRequest } from './token-request.ts'

/** A token is not used any more so long before its end. */
const earlyRenewal: Duration = 10 * second

/** A token server that hangs holds up every notification of the receiver: it gets this long. */
const fetchTimeout: Duration = 30 * second

interface CachedToken {
  readonly authorization: string
  readonly expiresAt: Instant
  /** What it was fetched with: another secret wants another token. */
  readonly secret: string
}

/** Hands out the Authorization header of one oauth2 configuration. */
export class TokenSource {
  readonly #oauth2: OAuth2Config
  readonly #clock: Clock
  readonly #client: HttpClient
  #token: CachedToken | undefined
  #fetching: { readonly secret: string; readonly token: Promise<CachedToken> } | undefined
  /** How the server wants the client's secret; found out by the first fetch that succeeds. */
  #secretIn: 'header' | 'body' | undefined

  constructor(options: { readonly oauth2: OAuth2Config; readonly clock: Clock; readonly client: HttpClient }) {
    this.#oauth2 = options.oauth2
    this.#clock = options.clock
    this.#client = options.client
  }

  /** A valid `Bearer …`. Requests that come while a token is fetched share it. Throws when none is to be had. */
  async authorization(signal: AbortSignal): Promise<string> {
    const secret = await this.#readSecret()
    const known = this.#token
    if (known !== undefined && known.secret === secret && this.#clock.now() < known.expiresAt)
      return known.authorization
    if (this.#fetching?.secret !== secret) this.#fetching = { secret, token: this.#renew(secret) }
    return (await abortable(this.#fetching.token, signal)).authorization
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  get #isSigned(): boolean {
    return this.#oauth2.grantType === jwtBearerGrant
  }

  #readSecret(): Promise<string> {
    const { clientCertificateKey, clientCertificateKeyFile, clientSecret, clientSecretFile } = this.#oauth2
    return this.#isSigned
      ? readCredential('oauth2 client certificate key', clientCertificateKey, clientCertificateKeyFile)
      : readCredential('oauth2 client secret', clientSecret, clientSecretFile)
  }

  async #renew(secret: string): Promise<CachedToken> {
    try {
      const { type, text, expiresIn } = await this.#fetch(secret)
      const expiresAt =
        expiresIn === undefined ? Number.POSITIVE_INFINITY : this.#clock.now() + expiresIn - earlyRenewal
      this.#token = { authorization: `${type} ${text}`, expiresAt, secret }
      return this.#token
    } finally {
      this.#fetching = undefined
    }
  }

  /** The secret goes into the header first; a server that refuses that is asked once more with it in the body. */
  async #fetch(secret: string): Promise<Token> {
    if (this.#isSigned) return this.#ask(assertionRequest(this.#oauth2, secret, this.#clock.now()), secret)
    const first = this.#secretIn ?? 'header'
    try {
      const token = await this.#ask(clientCredentialsRequest(this.#oauth2, secret, first), secret)
      this.#secretIn = first
      return token
    } catch (error) {
      if (this.#secretIn !== undefined) throw error
    }
    const token = await this.#ask(clientCredentialsRequest(this.#oauth2, secret, 'body'), secret)
    this.#secretIn = 'body'
    return token
  }

  async #ask(request: WireRequest, secret: string): Promise<Token> {
    const timeout = new AbortController()
    const timer = this.#clock.at(this.#clock.now() + fetchTimeout, () => timeout.abort(new Error('no answer in time')))
    try {
      const reply = await this.#client.send(request, timeout.signal, new Set())
      return parseToken(reply, [secret, encodeURIComponent(secret)])
    } catch (error) {
      const message = (error as Error).message
      throw new Error(message.startsWith('oauth2: ') ? message : `oauth2: cannot fetch token: ${message}`)
    } finally {
      timer.cancel()
    }
  }
}
