// What many inhibition rules cost: deciding who is notified, and reading.

import { send } from '../http/load.ts'
import { monotonic } from '../monotonic.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Sink } from '../sink.ts'
import { median } from '../statistics.ts'
import { alertsListed, notified, notifiedOnce } from '../work-done.ts'

interface Size {
  readonly alerts: number
  /** Alerts that are told and answered before the clock runs. */
  readonly warmUp: number
  readonly rules: number
  /** Answers of all alerts. */
  readonly times: number
}

interface Prepared {
  readonly server: Server
  readonly sink: Sink
  /** One for each rule. */
  readonly sources: readonly Buffer[]
  readonly targets: readonly Buffer[]
  readonly resends: readonly Buffer[]
}

/** Every other target is inhibited: those of a team's even clusters. */
export const inhibition = defineScenario<Size, Prepared>({
  name: 'inhibition',
  title: 'New alerts with many inhibition rules, until each group is notified, and reading them',
  sizes: {
    full: { alerts: 20_000, warmUp: 5_000, rules: 1_000, times: 3 },
    short: { alerts: 2_000, warmUp: 500, rules: 200, times: 2 },
  },
  measures: ({ alerts, rules }) => {
    const what = `${alerts.toLocaleString('en')} alerts × ${rules.toLocaleString('en')} inhibition rules`
    return [
      {
        key: 'notified',
        title: `${what} until each group is notified`,
        unit: 's',
        better: 'less',
        cpu: { bar: { kind: 'times', factor: 6 } },
      },
      {
        key: 'get',
        title: `${what}: GET /alerts`,
        unit: 'ms',
        better: 'less',
        bars: [{ kind: 'times', factor: 50 }],
        cpu: { per: 'GET' },
      },
    ]
  },
  async prepare(stage, { alerts, warmUp, rules, times }) {
    const sink = await stage.sink()
    const server = await stage.start({ configuration: configuration(sink, rules) })
    const startsAt = Date.now() + 600_000 // see groupsOfTen of the silences
    const targets = {
      batchSize: 250,
      startsAt,
      labels: (index: number) => ({
        alertname: 'PodRestarting',
        service: `service-${Math.floor(index / 10)}`,
        team: `team-${Math.floor(index / 10) % rules}`,
        cluster: `cluster-${index % 2}`,
        severity: 'warning',
      }),
    }
    const warm = sink.reached({ path: '/team', groups: warmUp / 10 }, 120)
    await send({ port: server.port, requests: alertBatches({ ...targets, from: alerts + rules, count: warmUp }) })
    await warm
    await server.get('/api/v2/alerts')
    await server.settled()
    return {
      server,
      sink,
      sources: alertBatches({
        from: alerts,
        count: rules,
        batchSize: 250,
        startsAt,
        labels: (index) => ({
          alertname: 'TeamDown',
          team: `team-${index - alerts}`,
          cluster: 'cluster-0',
          severity: 'critical',
        }),
      }),
      targets: alertBatches({ ...targets, count: alerts }),
      resends: alertBatches({ ...targets, count: 250 * times, endsAt: startsAt + 2 * 3_600_000 }),
    }
  },
  async run({ server, sink, sources, targets, resends }, { alerts, warmUp }) {
    await send({ port: server.port, requests: sources, connections: 1 })
    const begun = monotonic()
    const before = server.cpu()
    const notified = sink.reached({ path: '/team', groups: (alerts + warmUp) / 10 }, 120)
    await send({ port: server.port, requests: targets })
    await notified
    const seconds = (monotonic() - begun) / 1000
    const cpu = server.cpu() - before

    const milliseconds: number[] = []
    const beforeReads = server.cpu()
    for (const request of resends) {
      await send({ port: server.port, requests: [request], connections: 1 })
      milliseconds.push((await server.get('/api/v2/alerts')).milliseconds)
    }
    return {
      notified: { value: seconds, cpu },
      get: { value: median(milliseconds), cpu: (server.cpu() - beforeReads) / resends.length },
    }
  },
  async check({ server, sink }, { alerts, warmUp, rules }) {
    const targets = alerts + warmUp
    const told = (await sink.arrivals()).filter(({ path }) => path === '/team')
    return [
      expectCount('alerts', await alertsListed(server), targets + rules),
      expectCount('alerts not inhibited', await alertsListed(server, '?inhibited=false'), targets / 2 + rules),
      server.kind === 'tocsin' ? notifiedOnce(told, targets / 10) : notified(told, targets / 10),
    ]
  },
})

function configuration(sink: Sink, rules: number): string {
  const lines = Array.from(
    { length: rules },
    (_, index) =>
      `- { source_matchers: ['alertname="TeamDown"', 'team="team-${index}"'], target_matchers: ['severity=~"warning|info"', 'team="team-${index}"'], equal: [cluster] }`,
  )
  return `
route:
  receiver: team
  group_by: [service]
  group_wait: 1s
  group_interval: 30s # when Alertmanager tells what it has missed before
  routes: [{ matchers: ['alertname="TeamDown"'], receiver: nobody }]
receivers: [{ name: nobody }, { name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }]
inhibit_rules:
${lines.join('\n')}
`
}
