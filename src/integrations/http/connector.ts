// Opens connections to targets, directly or through a proxy. undici pools what this opens.

import { request as httpRequest } from 'node:http'
import type { Socket } from 'node:net'
import { buildConnector } from 'undici'
import { connectTimeout } from '../network.ts'
import { basicAuthorization, type ProxyServer } from './proxy.ts'
import { openSocksTunnel } from './socks.ts'
import { defaultPort } from './target.ts'
import type { TlsConnectOptions } from './tls.ts'

/** What all connections of one pool have in common. */
interface ConnectorOptions {
  readonly tls: TlsConnectOptions
  /** '' for the target's own name. */
  readonly serverName: string
  readonly http2: boolean
  readonly proxy: ProxyServer | undefined
  /** Flat list of names and values for CONNECT. */
  readonly proxyConnectHeader: readonly string[]
}

/** A connect function for undici. */
export function connectorFor(options: ConnectorOptions): buildConnector.connector {
  const { proxy } = options
  const { tls, http2 } = options
  const connect = buildConnector({ ...tls, allowH2: http2, preferH2: http2, timeout: connectTimeout })
  const name = options.serverName === '' ? {} : { servername: options.serverName }
  if (proxy === undefined) return (target, callback) => connect({ ...target, ...name }, callback)

  const connectProxy = buildConnector({ ...tls, allowH2: false, timeout: connectTimeout })
  return (target, callback) => {
    openProxy(connectProxy, { proxy, name })
      .then((socket) => openWay({ socket, target, proxy, options }))
      .then((socket) => {
        if (target.protocol === 'https:') connect({ ...target, ...name, httpSocket: socket }, callback)
        else callback(null, socket)
      })
      .catch((error: Error) => callback(error, null))
  }
}

function openProxy(
  connect: buildConnector.connector,
  { proxy, name }: { proxy: ProxyServer; name: { readonly servername?: string } },
): Promise<Socket> {
  const { hostname, port, kind } = proxy
  const protocol = kind === 'https' ? 'https:' : 'http:'
  return new Promise((resolve, reject) => {
    connect({ hostname, host: hostname, port, protocol, ...name }, (error, socket) => {
      if (error === null) resolve(socket)
      else reject(new Error(`proxyconnect: ${error.message}`))
    })
  })
}

/** From the proxy on to the target. Destroys the socket when there is no way, or none in time. */
async function openWay(way: {
  readonly socket: Socket
  readonly target: buildConnector.Options
  readonly proxy: ProxyServer
  readonly options: ConnectorOptions
}): Promise<Socket> {
  const { socket, target, proxy, options } = way
  const address = { hostname: target.hostname, port: target.port || defaultPort(target.protocol) }
  const giveUp = (): unknown => socket.destroy(new Error('proxyconnect: the proxy does not answer'))
  socket.setTimeout(connectTimeout, giveUp)
  try {
    if (proxy.kind === 'socks5') await openSocksTunnel(socket, proxy, address)
    // A proxy of HTTP gets plain requests as they are, in absolute form: no tunnel.
    else if (target.protocol === 'https:') await openTunnel(socket, address, options)
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    socket.setTimeout(0).off('timeout', giveUp)
  }
}

/** Asks for a tunnel by CONNECT. What the proxy sends with a refusal is not shown: it may be a whole page. */
function openTunnel(
  socket: Socket,
  { hostname, port }: { readonly hostname: string; readonly port: string },
  { proxy, proxyConnectHeader }: ConnectorOptions,
): Promise<void> {
  const authority = `${hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname}:${port}`
  const login = proxy?.user === undefined ? [] : ['Proxy-Authorization', basicAuthorization(proxy.user)]
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: 'CONNECT',
      path: authority,
      headers: ['Host', authority, ...proxyConnectHeader, ...login],
      createConnection: () => socket,
    })
    request.once('connect', ({ statusCode, statusMessage }) => {
      if (statusCode === 200) resolve()
      else reject(new Error(`proxyconnect: ${statusCode} ${statusMessage}`))
    })
    request.once('response', () => reject(new Error('proxyconnect: the proxy does not understand CONNECT')))
    request.once('error', reject)
    request.end()
  })
}
