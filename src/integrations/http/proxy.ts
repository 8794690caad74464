// Which proxy a request takes: proxy_url with no_proxy, the environment's, or none. As Go's net/http Transport.

import type { ProxyConfig } from '../../schema/proxy.ts'
import { parseNoProxy } from './no-proxy.ts'
import { defaultPort, parseTarget, type Target } from './target.ts'

/** A proxy to connect to. */
export interface ProxyServer {
  readonly kind: 'http' | 'https' | 'socks5'
  readonly hostname: string
  readonly port: string
  readonly user?: { readonly name: string; readonly password: string }
}

/** Answers which proxy a target is reached by. */
export type ChooseProxy = (target: Target) => ProxyServer | undefined

/** An Error names a proxy URL that cannot be used, without its password. */
export function proxyChooser(
  options: Pick<ProxyConfig, 'proxyUrl' | 'noProxy' | 'proxyFromEnvironment'>,
  environment: Readonly<Record<string, string | undefined>>,
): ChooseProxy {
  if (options.proxyFromEnvironment) return environmentProxy(environment)
  const url = options.proxyUrl?.reveal() ?? ''
  if (url === '') return () => undefined
  const proxy = parseProxy(url)
  // Only with a no_proxy are loopback targets reached directly: Go asks httpproxy then, and http.ProxyURL otherwise.
  if (options.noProxy === '') return () => proxy
  const bypass = parseNoProxy(options.noProxy)
  return (target) => (bypass(target) ? undefined : proxy)
}

function environmentProxy(environment: Readonly<Record<string, string | undefined>>): ChooseProxy {
  const read = (name: string): string => environment[name] || environment[name.toLowerCase()] || ''
  const forHttp = parseOptional(read('HTTP_PROXY'))
  const forHttps = parseOptional(read('HTTPS_PROXY'))
  const bypass = parseNoProxy(read('NO_PROXY'))
  return (target) => {
    const proxy = target.protocol === 'https:' ? forHttps : forHttp
    return proxy === undefined || bypass(target) ? undefined : proxy
  }
}

function parseOptional(text: string): ProxyServer | undefined {
  return text === '' ? undefined : parseProxy(text.includes('://') ? text : `http://${text}`)
}

/** Reads `http://user:password@host:port`, https:// or socks5(h)://. */
export function parseProxy(text: string): ProxyServer {
  const scheme = /^([a-z0-9]+):\/\//i.exec(text)?.[1]?.toLowerCase() ?? ''
  const kind = scheme === 'socks5h' ? 'socks5' : scheme
  if (kind !== 'http' && kind !== 'https' && kind !== 'socks5') throw new Error(`unsupported proxy scheme "${scheme}"`)
  const target = parseTarget(text.replace(/^[a-z0-9]+:/i, kind === 'https' ? 'https:' : 'http:'))
  const written = /:\d+$/.test(target.host)
  return {
    kind,
    hostname: target.hostname,
    port: written ? target.port : defaultPort(kind === 'socks5' ? 'socks5:' : target.protocol),
    ...(target.user === undefined ? {} : { user: target.user }),
  }
}

/** The value of an Authorization or Proxy-Authorization header. */
export function basicAuthorization(user: { readonly name: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`
}
