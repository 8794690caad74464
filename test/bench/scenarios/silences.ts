// What many silences cost: the first answer after new alerts, and notifying.

import { send } from '../http/load.ts'
import { monotonic } from '../monotonic.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount } from '../scenario.ts'
import type { Server } from '../server.ts'
import { silenceRequests } from '../silence-requests.ts'
import type { Sink } from '../sink.ts'
import { alertsListed, missedIn, notifiedOnce } from '../work-done.ts'

/** How often the alerts for it are told and answered. */
const warmUps = 4

interface Size {
  readonly alerts: number
  /** Alerts that are taken in and answered before the clock runs, which no silence matches. */
  readonly warmUp: number
  readonly silences: number
  /** Of these silences each matches one alert. */
  readonly matching: number
}

interface Prepared {
  readonly server: Server
  readonly batches: readonly Buffer[]
}

export const silencesRead = defineScenario<Size, Prepared>({
  name: 'silences-read',
  title: 'The first GET /alerts after new alerts, with many silences; the CPU time is that of taking the alerts in too',
  sizes: {
    full: { alerts: 10_000, warmUp: 5_000, silences: 1_000, matching: 500 },
    short: { alerts: 2_000, warmUp: 500, silences: 500, matching: 250 },
  },
  measures: ({ alerts, silences }) => [
    {
      key: 'first',
      title: `first GET, ${alerts.toLocaleString('en')} new alerts, ${silences.toLocaleString('en')} silences`,
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'times', factor: 50 }],
      cpu: {},
    },
  ],
  async prepare(stage, { alerts, warmUp, silences, matching }) {
    const server = await stage.start({
      configuration: `
route: { receiver: nobody, group_by: [alertname, cluster], group_wait: 1h }
receivers: [{ name: nobody }]
`,
    })
    await send({ port: server.port, requests: silenceRequests({ count: silences, matching }) })
    const startsAt = Date.now()
    for (let pass = 0; pass < warmUps; pass++) {
      const endsAt = startsAt + 1_800_000 + pass * 15_000
      const requests = alertBatches({ from: alerts, count: warmUp, batchSize: 256, startsAt, endsAt })
      await send({ port: server.port, requests })
      await server.get('/api/v2/alerts')
    }
    await server.settled()
    return { server, batches: alertBatches({ count: alerts, batchSize: 256 }) }
  },
  async run({ server, batches }) {
    const before = server.cpu()
    await send({ port: server.port, requests: batches })
    const { milliseconds } = await server.get('/api/v2/alerts')
    return { first: { value: milliseconds, cpu: server.cpu() - before } }
  },
  async check({ server }, { alerts, warmUp, matching }) {
    return [
      expectCount('alerts', await alertsListed(server), alerts + warmUp),
      expectCount('alerts not silenced', await alertsListed(server, '?silenced=false'), alerts + warmUp - matching),
    ]
  },
})

export const silencesNotified = defineScenario<Size, Prepared & { readonly sink: Sink }>({
  name: 'silences-notified',
  title: 'New alerts with many silences, until each group is notified',
  sizes: {
    full: { alerts: 20_000, warmUp: 5_000, silences: 5_000, matching: 1_000 },
    short: { alerts: 2_000, warmUp: 500, silences: 500, matching: 100 },
  },
  mostRounds: 2,
  measures: ({ alerts, silences }) => [
    {
      key: 'notified',
      title: `${alerts.toLocaleString('en')} alerts × ${silences.toLocaleString('en')} silences until each group is notified`,
      unit: 's',
      better: 'less',
      bars: [{ kind: 'times', factor: 10 }],
      cpu: { bar: { kind: 'times', factor: 60 } },
    },
    {
      key: 'missed',
      title: "alerts × silences: missing in their group's first notification",
      unit: 'alerts',
      better: 'less',
      bars: [{ kind: 'at most', value: 0 }],
    },
  ],
  async prepare(stage, { alerts, warmUp, silences, matching }) {
    const sink = await stage.sink()
    const server = await stage.start({
      configuration: `
route: { receiver: team, group_by: [service], group_wait: 1s, group_interval: 5m }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }]
`,
    })
    await send({ port: server.port, requests: silenceRequests({ count: silences, matching }) })
    const warm = sink.reached({ path: '/team', groups: warmUp / 10 }, 600)
    await send({ port: server.port, requests: groupsOfTen(alerts, warmUp) })
    await warm
    await server.settled()
    return { server, sink, batches: groupsOfTen(0, alerts) }
  },
  async run({ server, sink, batches }, { alerts, warmUp, matching }) {
    const begun = monotonic()
    const before = server.cpu()
    const notified = sink.reached({ path: '/team', groups: (alerts + warmUp - matching) / 10 }, 600)
    await send({ port: server.port, requests: batches })
    await notified
    return {
      notified: { value: (monotonic() - begun) / 1000, cpu: server.cpu() - before },
      missed: { value: missedIn(await sink.arrivals(), alerts + warmUp - matching) },
    }
  },
  async check({ server, sink }, { alerts, warmUp, matching }) {
    return [
      expectCount('alerts', await alertsListed(server), alerts + warmUp),
      notifiedOnce(await sink.arrivals(), (alerts + warmUp - matching) / 10),
    ]
  },
})

/**
 * Groups of ten that stand side by side, none in two requests. They seem to have begun a little later than they come, as with
 * a clock that is ahead: so each group waits its whole group_wait, however long the posting takes, and is flushed once.
 */
function groupsOfTen(from: number, count: number): readonly Buffer[] {
  return alertBatches({
    from,
    count,
    batchSize: 250,
    startsAt: Date.now() + 600_000,
    labels: (index) => ({ service: `service-${Math.floor(index / 10)}` }),
  })
}
