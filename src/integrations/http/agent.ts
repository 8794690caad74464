// Opens undici's pools. Loaded by whoever sends first.

import { Agent } from 'undici'
import type { TlsConfig } from '../../schema/tls.ts'
import { connectorFor } from './connector.ts'
import type { ProxyServer } from './proxy.ts'
import { type TlsMaterial, tlsConnectOptions } from './tls.ts'

/** More requests than this to one origin wait: a receiver that hangs must not eat all sockets. */
const connectionsPerOrigin = 64

/** An idle connection is kept this long, unless the peer's Keep-Alive header says less. */
const idleTimeout = 60_000

/** A peer that stops in the middle of its answer. What it said until then counts. */
const bodyPause = 10_000

/** The pools of all origins behind one proxy, or behind none. Throws when a certificate or key is none. */
export function openAgent(options: {
  readonly tls: TlsConfig | undefined
  readonly material: TlsMaterial
  readonly http2: boolean
  readonly proxy: ProxyServer | undefined
  /** A flat list of names and values. */
  readonly proxyConnectHeader: readonly string[]
}): Agent {
  const { tls, material, http2, proxy, proxyConnectHeader } = options
  return new Agent({
    connect: connectorFor({
      tls: tlsConnectOptions(tls, material),
      serverName: tls?.serverName ?? '',
      http2,
      proxy,
      proxyConnectHeader,
    }),
    allowH2: http2,
    connections: connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: idleTimeout,
    keepAliveMaxTimeout: 5 * idleTimeout,
    // How long an attempt may take is said by its signal.
    headersTimeout: 0,
    bodyTimeout: bodyPause,
  })
}
