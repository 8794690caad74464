// Redirects by Go's rules (net/http Client): which are followed, with what method, and what is kept from other hosts.

import type { WireRequest } from '../network.ts'

/** As Go's default: the eleventh request is not made. */
export const mostRedirects = 10

const described = ['content-type', 'content-encoding', 'content-language', 'content-location']

/** The request that follows an answer, without its URL; undefined when the answer is final. */
export function redirected(request: Omit<WireRequest, 'url'>, status: number): Omit<WireRequest, 'url'> | undefined {
  if (status === 307 || status === 308) return request
  if (status !== 301 && status !== 302 && status !== 303) return undefined
  const headers = Object.entries(request.headers).filter(([name]) => !described.includes(name.toLowerCase()))
  return { method: 'GET', headers: Object.fromEntries(headers) }
}

/** True when `host` is `original` or below it: credentials go there, too. */
export function sharesCredentials(host: string, original: string): boolean {
  if (host === original) return true
  return !/[:%]/.test(host) && host.endsWith(`.${original}`)
}
