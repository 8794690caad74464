// Where a request goes, taken from a URL's text as Go's net/url and net/http take it: the path and the query stay as
// they were written, which a WHATWG URL would normalise.

import { formatGoUrl, parseGoUrl } from '../../schema/go-url.ts'

/** The parts of an absolute http(s) URL. */
export interface Target {
  readonly protocol: 'http:' | 'https:'
  /** Without brackets, in lower case, in ASCII. */
  readonly hostname: string
  /** The port that is connected to. */
  readonly port: string
  /** Scheme, host and port: what identifies a pool. */
  readonly origin: string
  /** What the Host header says: the port is in it when it was in the URL. */
  readonly host: string
  /** Path and query, never empty. */
  readonly path: string
  /** From the user info, percent-decoded. */
  readonly user?: { readonly name: string; readonly password: string }
}

/** Reads an absolute URL; a fragment is dropped. Throws an Error that does not repeat it. */
export function parseTarget(text: string): Target {
  const { user, ...url } = parseGoUrl(text)
  const protocol = `${url.scheme}:`
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`unsupported protocol scheme "${url.scheme}"`)
  if (url.host === '' || url.host.startsWith(':')) throw new Error('no Host in request URL')
  const { hostname, port } = splitHost(url.host)
  const bracketed = hostname.includes(':') ? `[${hostname}]` : hostname
  const connected = port === '' ? defaultPort(protocol) : port
  const written = formatGoUrl({ ...url, fragment: '', rawFragment: '' })
  const target = {
    protocol,
    hostname,
    port: connected,
    origin: `${protocol}//${bracketed}:${connected}`,
    host: port === '' ? bracketed : `${bracketed}:${port}`,
    path: requestPath(written.replace(/^[a-z0-9+.-]+:\/\/[^/?]*/, '')),
  } as const
  if (user === undefined) return target
  return { ...target, user: { name: utf8(user.name), password: utf8(user.password ?? '') } }
}

/** The port that a scheme stands for. */
export function defaultPort(protocol: string): string {
  if (protocol === 'https:') return '443'
  return protocol === 'socks5:' ? '1080' : '80'
}

/**
 * Resolves the Location of a redirect against what was asked. Only a Location without a host keeps the user info, as
 * Go's ResolveReference does.
 */
export function resolveLocation(base: Target, location: string): Target {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return parseTarget(location)
  if (location.startsWith('//')) return parseTarget(`${base.protocol}${location}`)
  const { pathname, search } = new URL(location, `${base.protocol}//${base.host}${base.path}`)
  return { ...base, path: requestPath(`${pathname}${search}`) }
}

function splitHost(host: string): { hostname: string; port: string } {
  const port = /:(\d*)$/.exec(host)?.[1]
  const bare = port === undefined ? host : host.slice(0, -port.length - 1)
  if (port !== undefined && Number(port) > 65_535) throw new Error('invalid port in URL')
  // The WHATWG parser knows what a host may look like, and how it is spelt in ASCII.
  const url = URL.parse(`http://${utf8(bare)}`)
  if (url === null || url.pathname !== '/') throw new Error('invalid host in URL')
  return { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: port ?? '' }
}

/** As it stands in the request line, where nothing but visible ASCII may. */
function requestPath(written: string): string {
  const path = written.startsWith('/') ? written : `/${written}`
  return path.replace(/[^!-~]+/gu, (text) => encodeURIComponent(text.toWellFormed()))
}

/** go-url.ts keeps one character for each byte. */
function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
