// Where a request goes below a configured URL. As Go code does it that changes a url.URL's Path and RawQuery.

import { posix } from 'node:path'
import { compareUtf8 } from '../model/labels.ts'
import { formatGoUrl, parseGoUrl } from '../schema/go-url.ts'

/** The URL with a text behind its path, escaped but for slashes, and with more query parameters, which replace those of the same names. */
export function belowUrl(base: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const url = parseGoUrl(base)
  // go-url.ts keeps one character for each byte.
  const whole = `${url.path}${Buffer.from(path, 'utf8').toString('latin1')}`
  const parameters = Object.keys(query).length === 0 ? url.query : withParameters(url.query, query)
  return formatGoUrl({ ...url, path: whole, rawPath: '', query: parameters })
}

/** The URL with a slash at the end of its path. */
export function slashed(url: string): string {
  return parseGoUrl(url).path.endsWith('/') ? url : belowUrl(url, '/')
}

/** Parameters as url.Values.Encode writes them: sorted by name, blanks as `+`. */
export function encodeQuery(parameters: Iterable<readonly [name: string, value: string]>): string {
  return [...parameters]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([name, value]) => `${queryEscape(name)}=${queryEscape(value)}`)
    .join('&')
}

function withParameters(query: string, more: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(Buffer.from(query, 'latin1').toString('utf8'))
  for (const [name, value] of Object.entries(more)) parameters.set(name, value)
  return encodeQuery(parameters)
}

/** As Go's url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** The URL with a path joined to its own, without slashes that are too many. As url.URL's JoinPath. */
export function joinedUrl(base: string, path: string): string {
  const url = parseGoUrl(base)
  const more = Buffer.from(path, 'utf8').toString('latin1')
  const join = (own: string): string => posix.join('/', own, more)
  return formatGoUrl({ ...url, path: join(url.path), rawPath: url.rawPath === '' ? '' : join(url.rawPath) })
}
