// How costs grow: the CPU time for one alert, one notification and one silence, with few and with many of them in the server.

import { setTimeout as sleep } from 'node:timers/promises'
import type { RouterKind } from '../support/alert-router.ts'
import { send } from './http/load.ts'
import { alertBatches } from './prometheus-alerts.ts'
import type { RunOptions } from './rounds.ts'
import type { Form } from './scenario.ts'
import type { Server } from './server.ts'
import { type ListedSilence, silenceChanges, silenceRequests } from './silence-requests.ts'
import { Stage } from './stage.ts'

/** What is plotted: a point for each amount. */
export interface Growth {
  readonly name: string
  readonly title: string
  /** What there is more and more of. */
  readonly amount: string
  /** Microseconds of CPU time for one of these. */
  readonly per: string
}

/** Microseconds of CPU time at an amount, a value for each round. */
export interface GrowthPoint {
  readonly amount: number
  readonly values: readonly number[]
}

export interface GrowthResult extends Growth {
  readonly of: Readonly<Partial<Record<RouterKind, readonly GrowthPoint[]>>>
}

/** By the names of what is plotted, and then by the amount. */
type Costs = ReadonlyMap<string, ReadonlyMap<number, number>>

interface Study {
  readonly plots: readonly Growth[]
  readonly amounts: Readonly<Record<Form, readonly number[]>>
  /** Microseconds for each plot and amount. */
  costs(stage: Stage, amounts: readonly number[]): Promise<Costs>
}

const quiet = `
route: { receiver: nobody, group_by: [alertname], group_wait: 1h }
receivers: [{ name: nobody }]
`

const alerts: Study = {
  plots: [
    { name: 'alerts-new', title: 'Taking in a new alert', amount: 'alerts in the server', per: 'alert' },
    { name: 'alerts-resent', title: 'Taking in a resent alert', amount: 'alerts in the server', per: 'alert' },
  ],
  amounts: { full: [10_000, 100_000, 300_000], short: [3_000, 10_000] },
  async costs(stage, amounts) {
    const server = await stage.start({ configuration: quiet })
    const startsAt = Date.now()
    const fresh = new Map<number, number>()
    const resent = new Map<number, number>()
    const taken = async (from: number, count: number, later = 0): Promise<number> => {
      const endsAt = startsAt + 3_600_000 + later
      const requests = alertBatches({ from, count, batchSize: 256, startsAt, endsAt })
      const before = server.cpu()
      await send({ port: server.port, requests })
      await server.settled()
      return ((server.cpu() - before) / count) * 1e6
    }
    let there = 2_000
    await taken(0, there) // the first ones are slow to everybody
    for (const amount of amounts) {
      // The last ones are measured; those before come in parts, as all of their requests would fill the machine's memory too.
      const measured = Math.min(10_000, amount - there)
      while (there < amount - measured) {
        const part = Math.min(20_000, amount - measured - there)
        await taken(there, part)
        there += part
      }
      fresh.set(amount, await taken(there, measured))
      resent.set(amount, await taken(there, measured, 15_000))
      there = amount
    }
    return new Map([
      ['alerts-new', fresh],
      ['alerts-resent', resent],
    ])
  },
}

const groups: Study = {
  plots: [{ name: 'groups', title: 'Notifying a group again', amount: 'groups in the server', per: 'notification' }],
  amounts: { full: [100, 1_000, 10_000], short: [100, 1_000] },
  async costs(stage, amounts) {
    const costs = new Map<number, number>()
    for (const amount of amounts) {
      const sink = await stage.sink()
      // A thousand notifications a second, with few groups and with many: nothing but their number differs.
      const interval = amount / 1000
      const server = await stage.start({
        configuration: `
route: { receiver: team, group_by: [pod], group_wait: 1s, group_interval: ${interval * 1000}ms, repeat_interval: ${interval * 500}ms }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }]
`,
      })
      await send({ port: server.port, requests: alertBatches({ count: amount, batchSize: 250 }) })
      await sink.reached({ path: '/team', groups: amount }, 60)
      await sleep(Math.max(interval, 3) * 1000) // the first ones are slow to everybody
      const seconds = stage.form === 'short' ? 3 : Math.max(10, 2 * interval)
      const arrived = (await sink.arrivals()).length
      const before = server.cpu()
      await sleep(seconds * 1000)
      const cpu = server.cpu() - before
      costs.set(amount, (cpu / ((await sink.arrivals()).length - arrived)) * 1e6)
      await server.stop()
    }
    return new Map([['groups', costs]])
  },
}

const silences: Study = {
  plots: [
    { name: 'silences-changed', title: 'Changing a silence', amount: 'silences in the server', per: 'silence' },
    {
      name: 'silences-decided',
      title: 'Taking in an alert and reading it with the silences of it',
      amount: 'silences in the server',
      per: 'alert',
    },
  ],
  amounts: { full: [100, 1_000, 10_000], short: [100, 1_000] },
  async costs(stage, amounts) {
    const changed = new Map<number, number>()
    const decided = new Map<number, number>()
    const asked = 2_000
    for (const amount of amounts) {
      const server = await stage.start({ configuration: quiet })
      await send({ port: server.port, requests: silenceRequests({ count: amount, matching: 0 }) })
      const listed = await silencesListed(server)
      await changeSilences(server, silenceChanges(listed, 300)) // the first ones are slow to everybody
      const changes = silenceChanges(listed, 1_000)
      changed.set(amount, ((await changeSilences(server, changes)) / changes.length) * 1e6)
      const after = (await silencesListed(server)).length
      if (after !== amount) throw new Error(`${amount} silences were changed, and ${after} are there`)

      const alertsFirst = alertBatches({ from: asked, count: asked, batchSize: 250 })
      const alertsThen = alertBatches({ count: asked, batchSize: 250 })
      await send({ port: server.port, requests: alertsFirst })
      await server.get('/api/v2/alerts?filter=pod%3D%22checkout-backend-0%22')
      await server.settled()
      const before = server.cpu()
      await send({ port: server.port, requests: alertsThen })
      await server.get('/api/v2/alerts')
      await server.settled()
      decided.set(amount, ((server.cpu() - before) / asked) * 1e6)
      await server.stop()
    }
    return new Map([
      ['silences-changed', changed],
      ['silences-decided', decided],
    ])
  },
}

async function silencesListed(server: Server): Promise<readonly ListedSilence[]> {
  return JSON.parse((await server.read('/api/v2/silences')).toString()) as readonly ListedSilence[] // as the API has it
}

/** The CPU seconds that it takes. */
async function changeSilences(server: Server, requests: readonly Buffer[]): Promise<number> {
  await server.settled()
  const before = server.cpu()
  await send({ port: server.port, requests })
  await server.settled()
  return server.cpu() - before
}

/** The servers take turns here too, each in processes of its own. */
export async function measureGrowth({
  form,
  rounds,
  programs,
  progress,
  interrupted,
}: RunOptions): Promise<readonly GrowthResult[]> {
  const results: GrowthResult[] = []
  for (const study of [alerts, groups, silences]) {
    const amounts = study.amounts[form]
    const measured = new Map<RouterKind, Costs[]>()
    for (let round = 1; round <= rounds; round++) {
      for (const [kind, program] of programs) {
        interrupted.throwIfAborted()
        await using stage = new Stage({ kind, form, program })
        stage.endWith(interrupted)
        const costs = await study.costs(stage, amounts)
        measured.set(kind, [...(measured.get(kind) ?? []), costs])
        for (const [name, points] of costs) {
          const told = [...points].map(([amount, cost]) => `${amount}: ${cost.toFixed(1)} µs`).join(', ')
          progress(`growth of ${name} ${kind} ${round}/${rounds}: ${told}`)
        }
      }
    }
    for (const plot of study.plots) results.push({ ...plot, of: pointsOf(plot.name, amounts, measured) })
  }
  return results
}

function pointsOf(name: string, amounts: readonly number[], measured: ReadonlyMap<RouterKind, readonly Costs[]>) {
  return Object.fromEntries(
    [...measured].map(([kind, rounds]) => [
      kind,
      amounts.map((amount) => ({ amount, values: rounds.flatMap((costs) => costs.get(name)?.get(amount) ?? []) })),
    ]),
  )
}
