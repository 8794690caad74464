// Opens connections to mail servers: TCP, with TLS from the first byte on where that is wanted.

import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import type { Clock } from '../../clock.ts'
import { connectTimeout } from '../network.ts'

/** Names of ports that Alertmanager would find in /etc/services. */
const namedPorts: ReadonlyMap<string, number> = new Map([
  ['smtp', 25],
  ['smtps', 465],
  ['submissions', 465],
  ['submission', 587],
])

/** The number of a port that is given as a number or a name. Throws for what is neither. */
export function portNumber(port: string): number {
  const number = namedPorts.get(port) ?? (/^\d{1,5}$/.test(port) ? Number(port) : 0)
  if (number > 0 && number < 65_536) return number
  throw new Error(`there is no port ${JSON.stringify(port)}`)
}

/** What TLS asks the server to prove: the configured name, or that of the host. */
export function tlsOptionsFor(host: string, options: ConnectionOptions): ConnectionOptions {
  // SNI takes no addresses; those are checked against the certificate all the same.
  return { host, ...(isIP(host) === 0 ? { servername: host } : {}), ...options }
}

/** Connects. `tls` is undefined for a plain connection. */
export function openSocket(options: {
  readonly host: string
  readonly port: string
  readonly tls: ConnectionOptions | undefined
  readonly clock: Clock
  readonly signal: AbortSignal
}): Promise<Socket> {
  const { host, tls, clock, signal } = options
  const address = { host, port: portNumber(options.port) }
  return new Promise((resolve, reject) => {
    const socket =
      tls === undefined ? connectTcp(address, settle) : connectTls({ ...tlsOptionsFor(host, tls), ...address }, settle)
    const timer = clock.at(clock.now() + connectTimeout, () => socket.destroy(new Error('connecting took too long')))
    signal.addEventListener('abort', abandon)
    socket.once('error', settle)
    if (signal.aborted) abandon()

    function abandon(): void {
      socket.destroy(new Error('given up'))
    }
    function settle(error?: Error): void {
      timer.cancel()
      signal.removeEventListener('abort', abandon)
      socket.off('error', settle)
      if (error === undefined) {
        resolve(socket)
        return
      }
      // It may fail again, with nobody to listen.
      socket.on('error', () => {})
      reject(error)
    }
  })
}
