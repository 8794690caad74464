// An hour without a receiver, in every way in which one can be away: what it hears afterwards, and that nobody else notices.

import { expect, test } from 'vitest'
import { type Behaviour, type Step, spanOf } from '../support/timeline-case.ts'
import { describeRequest, differences } from '../support/timeline-comparison.ts'
import { playTimeline } from '../support/timeline-player.ts'
import { openVirtualStage } from '../support/timeline-virtual.ts'
import { alert, at, config, post, receiver, resolved, usualTimings } from '../support/timeline-words.ts'

const minute = 60
const outage = { from: 10 * minute, to: 70 * minute }
const lasting = { startsAt: 'now', endsAt: '+60d' }
const grows = (instance: string) => alert('Grows', { ...lasting, labels: { instance } })
const growsAndEnds = (instance: string) => alert('GrowsAndEnds', { ...lasting, labels: { instance } })

/** Each alertname is a group. */
const steps: readonly Step[] = [
  at(0, post(...['Steady', 'Ends', 'Flaps'].map((name) => alert(name, lasting)), grows('1'), growsAndEnds('1'))),
  at(15 * minute, post(...['New', 'NewEnds', 'NewFlaps'].map((name) => alert(name, lasting)))),
  at(20 * minute, post(grows('2'), growsAndEnds('2'), resolved('Flaps'))),
  at(25 * minute, post(resolved('Ends'))),
  at(30 * minute, post(resolved('NewFlaps'))),
  at(40 * minute, post(grows('3'), resolved(growsAndEnds('1')))),
  at(45 * minute, post(alert('Flaps', lasting), alert('NewFlaps', lasting))),
  at(50 * minute, post(resolved('NewEnds'))),
]
const groups = 8

/** What nobody has heard that was away: what differs from what was heard before the outage, and nothing of what came and went. */
const missed = [
  'all alerts resolved: -Ends',
  'first notification: New',
  'first notification: NewFlaps',
  'new alerts added: -GrowsAndEnds@1 GrowsAndEnds@2',
  'new alerts added: Grows@1 Grows@2 Grows@3',
]

const absent: Readonly<Record<string, Behaviour>> = {
  refuses: { closes: true },
  hangs: { hangs: true },
  fails: { answers: 500 },
  throttles: { answers: 429 },
  'throttles-for-two-minutes': { answers: 429, retryAfter: 120 },
}

const everybody = config({
  route: {
    ...usualTimings,
    group_by: ['alertname'],
    routes: ['well', ...Object.keys(absent)].map((name) => ({ receiver: name, continue: true })),
  },
})

test('receivers that were away for an hour hear the final state of each group, once, and the one that was there noticed nothing', async () => {
  await using stage = await openVirtualStage({ config: everybody })
  const kinds = Object.entries(absent)
  const away = at(outage.from, ...kinds.map(([name, does]) => receiver(`/${name}`, does)))
  const back = at(outage.to, ...kinds.map(([name]) => receiver(`/${name}`, { answers: 200 })))
  await playTimeline({ steps: [...steps, away].toSorted((a, b) => a.at - b.at), until: outage.to - 1 }, stage)
  // One for each group that has something to tell; the one whose alert came and went has not.
  expect(await pending(stage)).toBe(kinds.length * missed.length)
  const heard = await playTimeline({ steps: [back], until: 3 * 3600 }, stage)
  expect(await pending(stage)).toBe(0)

  const namesHeard = (to: string, from: number) =>
    heard.filter(
      (each) => each.to === `/${to}` && each.answer === 200 && each.gaveUpAt === undefined && each.at >= from,
    )
  for (const [name] of kinds) {
    const afterwards = namesHeard(name, outage.from)
    const lines = afterwards.map((each) => describeRequest(each).slice(name.length + 2))
    expect([name, ...lines.sort()]).toEqual([name, ...missed])
    const last = Math.max(...afterwards.map((each) => each.at))
    expect(`${name} ${last <= outage.to + 120}`, `at ${spanOf(last)}`).toBe(`${name} true`)
    expect(stage.received().filter(({ to }) => to === `/${name}`).length).toBeLessThan(groups * 100)
  }

  await using undisturbed = await openVirtualStage({ config: everybody })
  const expected = await playTimeline({ steps, until: 3 * 3600 }, undisturbed)
  expect(differences(expected.filter(isWell), heard.filter(isWell), { seconds: 0 })).toEqual([])
  expect(heard.filter(isWell).length).toBeGreaterThan(groups)
})

const isWell = ({ to }: { readonly to: string }): boolean => to === '/well'

async function pending(stage: Awaited<ReturnType<typeof openVirtualStage>>): Promise<number> {
  const { body } = await stage.call({ method: 'GET', path: '/metrics' })
  return Number(/^tocsin_notifications_pending (\d+)$/m.exec(body)?.[1])
}
