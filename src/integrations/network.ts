// The port to the network: what an integration hands over to be sent, and what comes back. Production is http.ts;
// tests pass their own.

import type { Duration } from '../model/instant.ts'
import type { HttpClientConfig } from '../schema/http-client.ts'

/** One HTTP request, before authentication, proxies and redirects, which are the network's business. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Absolute. User info becomes Basic authentication, a fragment is dropped. Treated as a secret. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** What else must not show in an error, besides the URL: keys in headers or in the body. */
  readonly secrets?: readonly string[]
}

/** Who asks, and how he wants to be connected. */
export interface WireOptions {
  /** Whose connections are used: every holder has pools of his own, so that a slow receiver starves no other. */
  readonly holder: object
  /** `http_config`; undefined for the defaults. */
  readonly http: HttpClientConfig | undefined
  readonly signal: AbortSignal
}

/** An answer of the last hop. */
export interface WireReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** At most the first MiB. */
  readonly body: string
  /** What must not show in an error, should the peer echo it: the URL, credentials. */
  readonly secrets?: readonly string[]
}

/** No answer: not connected, closed, garbage, aborted, or a credential that could not be read. */
export interface WireFailure {
  readonly status?: never
  /** Free of secrets: `Post "<redacted>": connect ECONNREFUSED 127.0.0.1:80`. */
  readonly error: string
}

/** Sends requests. Never rejects: whatever goes wrong outside is a WireFailure. */
export interface Network {
  request(request: WireRequest, options: WireOptions): Promise<WireReply | WireFailure>
  /** Throws when certificates that the config names cannot be used, which Alertmanager refuses at start. */
  check?(http: HttpClientConfig | undefined): void
  /** Loads what the first request needs. A start does without; but an update of the package must not come between start and request. */
  prepare?(): Promise<void>
  /** Closes the holder's connections once its requests are over. */
  release?(holder: object): Promise<void>
}

/** How long a new connection may take. Go bounds only the TLS handshake, by the same ten seconds. */
export const connectTimeout: Duration = 10_000
