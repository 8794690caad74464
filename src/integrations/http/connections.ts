// The pooled connections of one integration, by proxy and by origin; begun anew when a certificate file changed.

import { Agent } from 'undici'
import type { TlsConfig } from '../../schema/tls.ts'
import { connectorFor } from './connector.ts'
import type { ChooseProxy, ProxyServer } from './proxy.ts'
import type { Target } from './target.ts'
import { readTlsMaterial, type TlsMaterial, tlsConnectOptions } from './tls.ts'

/** More requests than this to one origin wait: a receiver that hangs must not eat all sockets. */
const connectionsPerOrigin = 64

/** An idle connection is kept this long, unless the peer's Keep-Alive header says less. */
const idleTimeout = 60_000

/** A peer that stops in the middle of its answer. What it said until then counts. */
const bodyPause = 10_000

/** What a request needs to know about the way that it takes. */
interface Way {
  readonly agent: Agent
  readonly proxy: ProxyServer | undefined
}

export class Connections {
  readonly #tls: TlsConfig | undefined
  readonly #http2: boolean
  readonly #chooseProxy: ChooseProxy
  readonly #proxyConnectHeader: readonly string[]
  /** By the proxy; there is one proxy, or none, or two from the environment. */
  readonly #agents = new Map<ProxyServer | undefined, Agent>()
  #material: TlsMaterial | undefined
  #closed = false

  constructor(options: {
    readonly tls: TlsConfig | undefined
    readonly http2: boolean
    readonly chooseProxy: ChooseProxy
    /** A flat list of names and values. */
    readonly proxyConnectHeader: readonly string[]
  }) {
    this.#tls = options.tls
    this.#http2 = options.http2
    this.#chooseProxy = options.chooseProxy
    this.#proxyConnectHeader = options.proxyConnectHeader
  }

  /** The pools for a target; at once where no certificate has to be read. Throws when certificates or keys cannot be read. */
  wayTo(target: Target): Way | Promise<Way> {
    const tls = this.#tls
    const fixed = tls === undefined || (tls.caFile === '' && tls.certFile === '' && tls.keyFile === '')
    if (fixed && this.#material !== undefined) return this.#way(target)
    return this.#refresh().then(() => this.#way(target))
  }

  #way(target: Target): Way {
    if (this.#closed) throw new Error('the receiver was closed')
    const proxy = this.#chooseProxy(target)
    let agent = this.#agents.get(proxy)
    if (agent === undefined) {
      agent = this.#open(proxy)
      this.#agents.set(proxy, agent)
    }
    return { agent, proxy }
  }

  /** Breaks off what still runs. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#forgetAgents().map((agent) => agent.destroy()))
  }

  async #refresh(): Promise<void> {
    const material = await readTlsMaterial(this.#tls)
    const old = this.#material
    if (old !== undefined && old.ca === material.ca && old.cert === material.cert && old.key === material.key) return
    this.#material = material
    // Nobody waits for the old ones: they close when their last request is answered, and have no error to tell.
    for (const agent of this.#forgetAgents()) agent.close().catch(() => {})
  }

  #open(proxy: ProxyServer | undefined): Agent {
    return new Agent({
      connect: connectorFor({
        tls: tlsConnectOptions(this.#tls, this.#material ?? { ca: '', cert: '', key: '' }),
        serverName: this.#tls?.serverName ?? '',
        http2: this.#http2,
        proxy,
        proxyConnectHeader: this.#proxyConnectHeader,
      }),
      allowH2: this.#http2,
      connections: connectionsPerOrigin,
      pipelining: 1,
      keepAliveTimeout: idleTimeout,
      keepAliveMaxTimeout: 5 * idleTimeout,
      // How long an attempt may take is said by its signal.
      headersTimeout: 0,
      bodyTimeout: bodyPause,
    })
  }

  #forgetAgents(): readonly Agent[] {
    const agents = [...this.#agents.values()]
    this.#agents.clear()
    return agents
  }
}
