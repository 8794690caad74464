import { expect, test } from 'vitest'
import { ManualClock, settle } from '../../../test/support/manual-clock.ts'
import { EventBus } from '../../events/bus.ts'
import type { Alert } from '../../model/alert.ts'
import { hour, minute, second } from '../../model/instant.ts'
import { LabelSet } from '../../model/labels.ts'
import { LiveFeed, mostReaders } from './live-feed.ts'
import type { LiveStream } from './live-stream.ts'

function setUp() {
  const clock = new ManualClock()
  const bus = new EventBus()
  const feed = new LiveFeed({ clock, bus })
  const alertOf = (name: string, { ends = hour, annotation = '' } = {}): Alert => {
    const time = (at: number) => ({ at, text: new Date(at).toISOString() })
    return {
      labels: LabelSet.fromRecord({ name }),
      annotations: LabelSet.fromRecord({ annotation }),
      startsAt: time(0),
      endsAt: time(clock.now() + ends),
      updatedAt: time(clock.now()),
      generatorURL: '',
      timeout: false,
    }
  }
  const change = (alert: Alert, previous?: Alert): void => bus.emit({ type: 'alert changed', alert, previous })
  return { clock, bus, feed, alertOf, change }
}

/** Reads what has come so far: the name and the data of each event. */
function reading(stream: LiveStream | undefined): () => Promise<readonly (readonly [string, unknown])[]> {
  let text = ''
  stream?.on('data', (chunk) => {
    text += chunk
  })
  return async () => {
    await settle()
    return [...text.matchAll(/event: (.+)\ndata: (.*)\n/g)].map(([, name, data]) => [
      name ?? '',
      JSON.parse(data ?? ''),
    ])
  }
}

const hello = ['hello', {}]

test('twenty thousand changes are one small message', async () => {
  const { clock, feed, alertOf, change } = setUp()
  const read = reading(feed.read(undefined))
  for (let index = 0; index < 20_000; index++) change(alertOf(`a${index}`))
  await clock.advance(second)
  expect(await read()).toEqual([
    hello,
    ['change', { now: expect.any(String), alerts: { began: 20_000, ended: 0, changed: 0 } }],
  ])
})

test('a mere resend is no news; an end, a new beginning and another annotation are', async () => {
  const { clock, feed, alertOf, change } = setUp()
  const read = reading(feed.read(undefined))
  const firing = alertOf('a')
  change(alertOf('a', { ends: 2 * hour }), firing)
  await clock.advance(second)
  expect(await read()).toEqual([hello])
  const over = alertOf('a', { ends: 0 })
  change(over, firing)
  change(firing, over)
  change(alertOf('a', { annotation: 'b' }), firing)
  // Over before anybody heard of it.
  change(over)
  await clock.advance(second)
  expect((await read()).at(-1)).toMatchObject(['change', { alerts: { began: 1, ended: 1, changed: 1 } }])
})

test('a mere resend is news of an alert from before the start, which is now known to be still true', async () => {
  const { clock, bus, feed, alertOf } = setUp()
  const read = reading(feed.read(undefined))
  const alert = alertOf('a')
  bus.emit({ type: 'alert changed', alert, previous: alert, isBack: true })
  await clock.advance(second)
  expect((await read()).at(-1)).toMatchObject(['change', { alerts: { began: 0, ended: 0, changed: 1 } }])
})

test('everything else that a page shows', async () => {
  const { clock, bus, feed } = setUp()
  const read = reading(feed.read(undefined))
  bus.emit({ type: 'silence removed', id: 's' })
  bus.emit({ type: 'group closed', groupKey: 'g', groups: 0 })
  bus.emit({ type: 'config refused', file: 'f', error: 'broken', at: 0 })
  const integration = { receiver: 'r', name: 'webhook', index: 0 }
  bus.emit({ type: 'notification failed', integration, groupKey: 'g', reason: 'other', error: '', attempts: 1 })
  await clock.advance(second)
  expect((await read()).at(-1)?.[1]).toEqual({
    now: expect.any(String),
    silences: { count: 1, ids: ['s'] },
    groups: 1,
    notifications: { sent: 0, failed: 1 },
    config: { loaded: false, error: 'broken' },
  })
})

test('who comes back goes on where it was', async () => {
  const { clock, feed, alertOf, change } = setUp()
  const place = feed.position()
  change(alertOf('a'))
  await clock.advance(second)
  const between = feed.position()
  change(alertOf('b'))
  await clock.advance(second)
  expect(await reading(feed.read(place))()).toHaveLength(3)
  expect(await reading(feed.read(between))()).toHaveLength(2)
  expect(await reading(feed.read(feed.position()))()).toEqual([hello])
})

test.each(['', 'nonsense', 'x-1.1', '0.0', '-1'])('who comes with %j starts over', async (place) => {
  const { feed } = setUp()
  expect(await reading(feed.read(place))()).toEqual([hello, ['start-over', {}]])
})

test('who comes back too late starts over', async () => {
  const { clock, feed, alertOf, change } = setUp()
  const place = feed.position()
  const stream = feed.read(undefined)
  stream?.resume()
  for (let index = 0; index < 300; index++) {
    change(alertOf(`a${index}`))
    await clock.advance(second)
  }
  expect(await reading(feed.read(place))()).toEqual([hello, ['start-over', {}]])
})

test('when nobody reads for a while, nothing listens any more', async () => {
  const { clock, bus, feed } = setUp()
  const stream = feed.read(undefined)
  stream?.destroy()
  await settle()
  const place = feed.position()
  await clock.advance(6 * minute)
  expect(bus.hears('alert changed')).toBe(false)
  expect(clock.pending).toBe(0)
  expect(await reading(feed.read(place))()).toEqual([hello, ['start-over', {}]])
})

test('one who does not keep up is cut off, and the others are not', async () => {
  const { clock, bus, feed } = setUp()
  const slow = feed.read(undefined)
  const read = reading(feed.read(undefined))
  for (let index = 0; index < 30; index++) {
    bus.emit({ type: 'config refused', file: 'f', error: 'x'.repeat(20_000), at: 0 })
    await clock.advance(second)
  }
  expect(slow?.destroyed).toBe(true)
  expect(await read()).toHaveLength(31)
  expect(feed.readers).toBe(1)
})

test('no more readers than it can bear, and none after the end', async () => {
  const { clock, feed } = setUp()
  const streams = Array.from({ length: mostReaders }, () => feed.read(undefined))
  expect(feed.read(undefined)).toBeUndefined()
  feed.close()
  for (const stream of streams) stream?.resume()
  await settle()
  expect(streams.every((stream) => stream?.readableEnded)).toBe(true)
  expect(feed.read(undefined)).toBeUndefined()
  expect(clock.pending).toBe(0)
})

test('a stream without news shows that it is there', async () => {
  const { clock, feed } = setUp()
  let text = ''
  feed.read(undefined)?.on('data', (chunk) => {
    text += chunk
  })
  await clock.advance(50 * second)
  expect(text.match(/^: /gm)).toHaveLength(3)
})
