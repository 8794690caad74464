// Timelines made by chance, the same for the same seed: a few hours of alerts that fire, resolve, and fire again, and silences.

import { randomNumbers } from './random.ts'
import type { Second, Step } from './timeline-case.ts'
import { alert, at, config, expire, post, resolved, silence, webhook, type YamlObject } from './timeline-words.ts'

/** How long a scenario takes. */
export const scenarioEnd: Second = 3 * 3600

/** The routes of a scenario, which a test may change. Alerts have a team from a to d, and a name from A to E. */
export const scenarioRoutes: readonly YamlObject[] = [
  { receiver: 'b', matchers: ['team="b"'], group_wait: '10s', group_interval: '2m' },
  { receiver: 'c', matchers: ['team="c"'], group_by: ['alertname', 'team'], repeat_interval: '20m' },
]

const rule = { source_matchers: ['alertname="E"'], target_matchers: ['alertname="D"'], equal: ['team'] }

export function scenarioConfig(
  routes: readonly YamlObject[] = scenarioRoutes,
  { inhibits = true }: { readonly inhibits?: boolean } = {},
): string {
  return config({
    route: {
      receiver: 'a',
      group_by: ['alertname'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '1h',
      routes,
    },
    receivers: [webhook('c', { path: '/c1' }, { path: '/c2', send_resolved: false })],
    inhibit_rules: inhibits ? [rule] : [],
  })
}

/** What happens in the scenario of a seed, in its order. */
export function scenarioSteps(
  seed: number,
  { silences = true }: { readonly silences?: boolean } = {},
): readonly Step[] {
  const random = randomNumbers(seed)
  const steps: Step[] = []
  for (const alertname of ['A', 'B', 'C', 'D', 'E']) {
    for (const team of ['a', 'b', 'c', 'd']) {
      for (const instance of ['1', '2']) {
        const labels = { team, instance }
        for (let now = random(5_400_000); now < scenarioEnd * 1000; ) {
          const fires: Second = now / 1000
          const lasts = 1000 + random(3_600_000)
          // Half of them end by themselves, the others when somebody says so.
          const ends = random(2) === 0 ? `now+${lasts}ms` : '+60d'
          steps.push(at(fires, post(alert(alertname, { labels, startsAt: 'now', endsAt: ends }))))
          if (ends === '+60d') {
            steps.push(at((now + lasts) / 1000, post(resolved(alert(alertname, { labels, startsAt: `+${now}ms` })))))
          }
          now += lasts + 1 + random(2_400_000)
        }
      }
    }
  }
  for (let i = 0; silences && i < 6; i++) {
    const from = random(9_000_000)
    const name = `s${i}`
    const matchers = `alertname="${'ABCDE'[random(5)]}", team="${'abcd'[random(4)]}"`
    steps.push(at(from / 1000, silence(name, matchers, { until: `now+${1 + random(3600)}s` })))
    if (random(3) === 0) steps.push(at((from + random(600_000)) / 1000, expire(name)))
  }
  return steps.filter(({ at: second }) => second < scenarioEnd).toSorted((a, b) => a.at - b.at)
}
