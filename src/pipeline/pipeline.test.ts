import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../test/support/delivery.ts'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import { Inhibitor } from '../inhibition/inhibitor.ts'
import type { Integration, SendResult } from '../integrations/contract.ts'
import { hour } from '../model/instant.ts'
import type { Delivery, DeliveryData } from '../model/notification.ts'
import { NotificationLog } from '../notification-log/notification-log.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { Deliveries } from './deliveries.ts'
import { Pipeline } from './pipeline.ts'

const firing = deliveredAlert({ alertname: 'A', n: '1' })
const another = deliveredAlert({ alertname: 'A', n: '2' })
const over = deliveredAlert({ alertname: 'A', n: '1' }, { endsAt: resolvedAt })
const anotherOver = deliveredAlert({ alertname: 'A', n: '2' }, { endsAt: resolvedAt })

/** A pipeline with one integration that answers by a list. */
function setUp(results: SendResult[], { sendResolved = true } = {}) {
  const clock = new ManualClock(Date.UTC(2026, 0, 5, 13))
  const bus = new EventBus()
  const notificationLog = NotificationLog.open({ clock, bus, storage: memoryStorage(), retention: 120 * hour })
  const delivered: Delivery[] = []
  const integration: Integration = {
    name: 'slack',
    index: 0,
    sendResolved,
    async send(delivery) {
      delivered.push(delivery)
      return results.shift() ?? { sent: true }
    },
    async close() {},
  }
  const deliveries = new Deliveries({ clock, bus, random: () => 0, notificationLog })
  deliveries.use(new Map([['team', [integration]]]))
  const pipeline = new Pipeline({
    bus,
    inhibitor: new Inhibitor([]),
    silences: { silencedBy: () => [] },
    timeIntervals: new Map(),
    deliveries,
  })
  const group = {}
  const run = (...alerts: Delivery['alerts']) => pipeline.run(deliveryOf(alerts).notification, group)
  const kept = () => notificationLog.find('{}:{alertname="A"}', { receiver: 'team', name: 'slack', index: 0 })?.data
  return { run, kept, previous: () => delivered.map((delivery) => delivery.previous) }
}

const remember = (data: DeliveryData): SendResult => ({ sent: true, data })

// As nflog's Store in notify/dedup_stage.go and notify/set_notifies_stage.go.
test('what an integration remembers comes back with the next notification of the group', async () => {
  const { run, kept, previous } = setUp([remember({ ts: '1' }), { sent: true }, remember({ ts: '2', n: 3 })])
  await run(firing)
  expect(kept()).toEqual({ ts: '1' })
  await run(firing, another)
  expect(kept()).toEqual({ ts: '1' })
  await run(over, another)
  expect(kept()).toEqual({ ts: '2', n: 3 })
  await run(anotherOver)
  expect(previous()).toEqual([undefined, { ts: '1' }, { ts: '1' }, { ts: '2', n: 3 }])
})

test('a group that fires again begins with nothing', async () => {
  const { run, kept, previous } = setUp([remember({ ts: '1' })])
  await run(firing)
  await run(over)
  expect(kept()).toEqual({ ts: '1' })
  await run(firing)
  expect(previous()).toEqual([undefined, { ts: '1' }, undefined])
  expect(kept()).toBeUndefined()
})

test('what was not told changes nothing', async () => {
  const { run, kept, previous } = setUp([
    remember({ ts: '1' }),
    { sent: false, retry: false, reason: 'clientError', error: 'no' },
  ])
  await run(firing)
  expect(await run(firing, another)).toBe(false)
  expect(kept()).toEqual({ ts: '1' })
  await run(firing, another)
  expect(previous()).toEqual([undefined, { ts: '1' }, { ts: '1' }])
})

test('a resolve that is not to be told keeps what there is', async () => {
  const { run, kept } = setUp([remember({ ts: '1' })], { sendResolved: false })
  await run(firing)
  await run(over)
  expect(kept()).toEqual({ ts: '1' })
})
