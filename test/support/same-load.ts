// The same alerts for several servers, step by step, so that what their webhooks hear can be compared. Each step waits until the
// one before it was told whole: then it does not matter how long a server takes.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../src/model/instant.ts'
import type { AlertRouter } from './alert-router.ts'
import type { Arrival, WebhookSink } from './webhook-sink.ts'

/** Every group has its own way, and begins at its own step. */
const groupCount = 40
const begins = 8

/** Alerts of one more group, told again every second. */
const seaSize = 300

/** An alert of a group: when it fires and when it is over, in steps from where the group begins. */
interface Span {
  readonly instance: string
  readonly from: number
  readonly to?: number
}

/** Lasts; ends; grows; ends and fires again; grows while another ends. */
const ways: readonly (readonly Span[])[] = [
  [{ instance: '1', from: 0 }],
  [{ instance: '1', from: 0, to: 2 }],
  [1, 2, 4].map((from) => ({ instance: `${from}`, from })),
  [0, 3, 6].map((from) => ({ instance: '1', from, to: from + 1 })),
  [
    { instance: '1', from: 0, to: 3 },
    { instance: '2', from: 1, to: 5 },
    { instance: '3', from: 3 },
  ],
]

/** How many steps it takes until every group has gone its way. */
export const loadSteps = begins + 7

/** About how long a step takes: group_wait and group_interval. */
const stepSeconds = 4

/** How long a step may take on a busy machine, in milliseconds. */
const patience = 60_000

/** A configuration for this load; more routes and other matchers as wanted. */
export function loadConfig(url: string, { more = '', teamB = 'team="b"' } = {}): string {
  return `
route:
  receiver: a
  group_by: [g]
  group_wait: ${stepSeconds}s
  group_interval: ${stepSeconds}s
  repeat_interval: 1h
  routes:
    ${more}
    - { receiver: b, matchers: ['${teamB}'] }
    - { receiver: c, matchers: [team="c"] }
receivers:
  - { name: a, webhook_configs: [{ url: '${url}a' }] }
  - { name: b, webhook_configs: [{ url: '${url}b' }] }
  - { name: c, webhook_configs: [{ url: '${url}c' }] }
`
}

interface LoadOptions {
  /** May be another one after a while. What is not answered with 200 is posted again. */
  readonly router: () => AlertRouter
  readonly sink: WebhookSink
  /** Called when what happens at a step was taken. */
  readonly onStep: (step: number) => void
}

/** Plays the load to a server. Rejects when what happened at a step is not told. */
export async function playLoad({ router, sink, onStep }: LoadOptions): Promise<void> {
  const times: string[] = []
  for (let step = 0; step < loadSteps; step++) {
    times.push(new Date().toISOString())
    const changes = changesAt(step, times)
    const earlier = countByGroup(sink.arrivals)
    await postUntilTaken(
      router,
      changes.map(({ alert }) => alert),
    )
    onStep(step)
    const changed = new Set(changes.map(({ g }) => g))
    const waiting = (): readonly string[] => {
      const told = countByGroup(sink.arrivals)
      return [...changed].filter((g) => (told.get(g) ?? 0) === (earlier.get(g) ?? 0))
    }
    const deadline = Date.now() + patience
    for (let i = 0; waiting().length > 0; i++) {
      if (Date.now() > deadline) throw new Error(`step ${step}: nothing was told of the groups ${waiting().join(' ')}`)
      if (i % 10 === 0) await postUntilTaken(router, sea(times[0] as string))
      await sleep(100)
    }
  }
  // What comes again comes with the next flush.
  await sleep(1.5 * stepSeconds * 1000)
}

/** What is posted at a step, given when the steps so far began. */
function changesAt(step: number, times: readonly string[]): readonly { readonly g: string; readonly alert: object }[] {
  return Array.from({ length: groupCount }, (_, index) => {
    const g = `${index}`
    const begin = index % begins
    const team = ['a', 'b', 'c'][index % 3] as string
    return (ways[index % ways.length] as readonly Span[])
      .map(({ instance, from, to }) => ({ instance, fires: begin + from, ends: to === undefined ? to : begin + to }))
      .filter(({ fires, ends }) => fires === step || ends === step)
      .map(({ instance, fires, ends }) => ({
        g,
        alert: {
          labels: { alertname: 'A', g, team, instance },
          startsAt: times[fires],
          endsAt: ends === step ? times[step] : '2099-01-01T00:00:00Z',
        },
      }))
  }).flat()
}

function sea(startsAt: string): readonly object[] {
  return Array.from({ length: seaSize }, (_, n) => ({ labels: { alertname: 'Sea', g: 'sea', n: `${n}` }, startsAt }))
}

async function postUntilTaken(router: () => AlertRouter, alerts: readonly object[]): Promise<void> {
  for (;;) {
    const reply = await router()
      .post('/api/v2/alerts', alerts)
      .catch(() => undefined)
    if (reply?.status === 200) return
    await sleep(50)
  }
}

function countByGroup(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { payload } of arrivals) {
    const g = payload.groupLabels.g ?? ''
    counts.set(g, (counts.get(g) ?? 0) + 1)
  }
  return counts
}

/** How long after an answer its server may have died without having noted it. */
const inDoubt = 500

/**
 * What each group told, in its order: `a 7: 1 -2` is that the receiver a heard of group 7 that alert 1 fires and 2 is over.
 * @param kills when a server died: what may not have been answered by then may come again, and counts once
 */
export function toldByGroup(
  arrivals: readonly Arrival[],
  kills: readonly Instant[],
): Readonly<Record<string, readonly string[]>> {
  const told: Record<string, string[]> = {}
  const last = new Map<string, Arrival>()
  for (const arrival of arrivals) {
    const { groupLabels, receiver, alerts } = arrival.payload
    const names = alerts.map(({ labels, status }) => `${status === 'firing' ? '' : '-'}${labels.instance ?? labels.n}`)
    const group = `${receiver} ${groupLabels.g}`
    const content = names.join(' ')
    const previous = last.get(group)
    const answered = previous?.answeredAt ?? previous?.at ?? 0
    const isDoubted = kills.some((kill) => kill <= arrival.at && Math.abs(kill - answered) < inDoubt)
    last.set(group, arrival)
    if (told[group]?.at(-1) === content && isDoubted) continue
    told[group] = [...(told[group] ?? []), content]
  }
  return told
}
