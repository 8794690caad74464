// Which other origins may use /api/v2 from a browser: none, unless --web.cors.origin says so. With `.*` the answers are
// Alertmanager's (rs/cors with its defaults). Any other pattern names the origin instead of `*`.

import type { IncomingHttpHeaders } from 'node:http'
import { Regexp } from '../model/regexp.ts'

type Headers = Readonly<Record<string, string>>

const allowedMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])
const allowedHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'x-requested-with'])

export class CrossOrigin {
  readonly #origins: Regexp | undefined
  readonly #any: boolean

  /** @param pattern for the whole origin; undefined allows none. Throws a RegexpSyntaxError. */
  constructor(pattern: string | undefined) {
    this.#origins = pattern === undefined ? undefined : new Regexp(pattern)
    this.#any = pattern === '.*'
  }

  /** True for the question that a browser asks before a request that is not simple. */
  static isPreflight(method: string, headers: IncomingHttpHeaders): boolean {
    return method === 'OPTIONS' && Boolean(headers['access-control-request-method'])
  }

  /** The headers of the 204 that answers a preflight. */
  preflight(headers: IncomingHttpHeaders): Headers {
    const vary = { vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' }
    const allowed = this.#allowed(headers.origin)
    const method = headers['access-control-request-method'] ?? ''
    const asked = headers['access-control-request-headers']
    if (allowed === undefined || !allowedMethods.has(method) || !areAllowed(asked)) return vary
    return {
      ...vary,
      'access-control-allow-origin': allowed,
      'access-control-allow-methods': method,
      ...(asked ? { 'access-control-allow-headers': asked } : {}),
    }
  }

  /** The value of Access-Control-Allow-Origin on a request's own answer; undefined for none. */
  allowOrigin(method: string, origin: string | undefined): string | undefined {
    return method === 'OPTIONS' || allowedMethods.has(method) ? this.#allowed(origin) : undefined
  }

  #allowed(origin: string | undefined): string | undefined {
    if (!origin || !this.#origins?.matches(origin)) return undefined
    return this.#any ? '*' : origin
  }
}

function areAllowed(asked: string | string[] | undefined): boolean {
  if (!asked) return true
  return String(asked)
    .split(',')
    .every((name) => allowedHeaders.has(name.trim().toLowerCase()))
}
