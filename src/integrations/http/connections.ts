// The pooled connections of one integration, by proxy and by origin; begun anew when a certificate file changed.

import type { Agent } from 'undici'
import type { TlsConfig } from '../../schema/tls.ts'
import type { openAgent } from './agent.ts'
import type { ChooseProxy, ProxyServer } from './proxy.ts'
import type { Target } from './target.ts'
import { readTlsMaterial, type TlsMaterial } from './tls.ts'

/** What a request needs to know about the way that it takes. */
interface Way {
  readonly agent: Agent
  readonly proxy: ProxyServer | undefined
}

/** What agents are opened with. */
interface Ready {
  readonly material: TlsMaterial
  readonly openAgent: typeof openAgent
}

export class Connections {
  readonly #tls: TlsConfig | undefined
  readonly #http2: boolean
  readonly #chooseProxy: ChooseProxy
  readonly #proxyConnectHeader: readonly string[]
  /** By the proxy; there is one proxy, or none, or two from the environment. */
  readonly #agents = new Map<ProxyServer | undefined, Agent>()
  /** Since the first request. */
  #ready: Ready | undefined
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
    if (fixed && this.#ready !== undefined) return this.#way(target, this.#ready)
    return this.#refresh().then((ready) => this.#way(target, ready))
  }

  #way(target: Target, { openAgent, material }: Ready): Way {
    if (this.#closed) throw new Error('the receiver was closed')
    const proxy = this.#chooseProxy(target)
    let agent = this.#agents.get(proxy)
    if (agent === undefined) {
      agent = openAgent({
        tls: this.#tls,
        material,
        http2: this.#http2,
        proxy,
        proxyConnectHeader: this.#proxyConnectHeader,
      })
      this.#agents.set(proxy, agent)
    }
    return { agent, proxy }
  }

  /** Breaks off what still runs. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#forgetAgents().map((agent) => agent.destroy()))
  }

  async #refresh(): Promise<Ready> {
    const material = await readTlsMaterial(this.#tls)
    const old = this.#ready
    if (old !== undefined && isSame(old.material, material)) return old
    // Only now, since most of the program's code is undici's, and a start has no use for it.
    const { openAgent } = await import('./agent.ts')
    this.#ready = { material, openAgent }
    // Nobody waits for the old ones: they close when their last request is answered, and have no error to tell.
    for (const agent of this.#forgetAgents()) agent.close().catch(() => {})
    return this.#ready
  }

  #forgetAgents(): readonly Agent[] {
    const agents = [...this.#agents.values()]
    this.#agents.clear()
    return agents
  }
}

function isSame(one: TlsMaterial, other: TlsMaterial): boolean {
  return one.ca === other.ca && one.cert === other.cert && one.key === other.key
}
