import { expect, test } from 'vitest'
import { ManualClock, settle } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import type { Integration, SendResult } from '../integrations/contract.ts'
import { second } from '../model/instant.ts'
import type { Delivery } from '../model/notification.ts'
import { IntegrationQueue } from './integration-queue.ts'

const delivery = {
  notification: { groupKey: '{}:{}' },
  alerts: [],
  reason: 'first notification',
} as unknown as Delivery
const refused: SendResult = { sent: false, retry: false, reason: 'clientError', error: 'unexpected status code 400' }
const broken: SendResult = { sent: false, retry: true, reason: 'serverError', error: 'unexpected status code 500' }

function setUp(send: Integration['send']) {
  const clock = new ManualClock()
  const start = clock.now()
  const bus = new EventBus()
  const attempts: { at: number; error?: string }[] = []
  bus.on('notification attempted', ({ error }: Extract<TocsinEvent, { type: 'notification attempted' }>) =>
    attempts.push({ at: (clock.now() - start) / second, ...(error === undefined ? {} : { error }) }),
  )
  const integration: Integration = { name: 'webhook', index: 0, sendResolved: true, send, close: async () => {} }
  const ref = { receiver: 'team', name: 'webhook', index: 0 }
  const queue = new IntegrationQueue({ integration, ref, clock, bus, random: () => 0.5 })
  const abort = new AbortController()
  const timeOut = () => abort.abort(new DOMException('over', 'TimeoutError'))
  const retire = new AbortController()
  const signals = { abort: abort.signal, retire: retire.signal }
  return { clock, queue, attempts, abort, retire, signals, timeOut }
}

test('what is taken is delivered at the first attempt', async () => {
  const { queue, attempts, signals } = setUp(async () => ({ sent: true }))
  expect(await queue.deliver(delivery, signals)).toEqual({ delivered: true, attempts: 1 })
  expect(attempts).toEqual([{ at: 0 }])
})

test('what is refused is not tried again', async () => {
  const { queue, signals } = setUp(async () => refused)
  expect(await queue.deliver(delivery, signals)).toEqual({
    delivered: false,
    attempts: 1,
    reason: 'clientError',
    error:
      'team/webhook[0]: notify retry canceled due to unrecoverable error after 1 attempts: unexpected status code 400',
  })
})

test('a passing failure is tried again, later each time', async () => {
  const results = [broken, broken, broken]
  const { clock, queue, attempts, signals } = setUp(async () => results.shift() ?? { sent: true })
  const delivered = queue.deliver(delivery, signals)
  await clock.advance(10 * second)
  expect(await delivered).toEqual({ delivered: true, attempts: 4 })
  expect(attempts.map(({ at }) => at)).toEqual([0, 0.5, 1.25, 2.375])
})

test('when the time is over, the last failure is the reason', async () => {
  const { clock, queue, signals, timeOut } = setUp(async () => broken)
  const delivered = queue.deliver(delivery, signals)
  await clock.advance(2 * second)
  timeOut()
  expect(await delivered).toMatchObject({ delivered: false, attempts: 3, reason: 'serverError' })
  expect(clock.pending).toBe(0)
})

test('an attempt that hangs until the time is over has the time as its reason', async () => {
  const hang: Integration['send'] = (_, signal) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () =>
        resolve({ sent: false, retry: true, reason: 'contextDeadlineExceeded', error: 'aborted' }),
      ),
    )
  const { queue, signals, timeOut } = setUp(hang)
  const delivered = queue.deliver(delivery, signals)
  await settle()
  timeOut()
  expect(await delivered).toMatchObject({ attempts: 1, reason: 'contextDeadlineExceeded' })
})

test('closing the pipeline cancels', async () => {
  const { clock, queue, abort, signals } = setUp(async () => broken)
  abort.abort(new DOMException('closed', 'AbortError'))
  expect(await queue.deliver(delivery, signals)).toMatchObject({ attempts: 0, reason: 'contextCanceled' })
  expect(clock.pending).toBe(0)
})

test('an integration that throws fails this notification and no other', async () => {
  let calls = 0
  const { queue, signals } = setUp(async () => {
    if (calls++ === 0) throw new TypeError('a mistake')
    return { sent: true }
  })
  expect(await queue.deliver(delivery, signals)).toMatchObject({ delivered: false, reason: 'other' })
  expect(await queue.deliver(delivery, signals)).toMatchObject({ delivered: true })
})

test('a queue that retires lets the attempt under way come to its end, and makes no other', async () => {
  let finish: (result: SendResult) => void = () => {}
  const { clock, queue, retire, signals } = setUp(() => new Promise((resolve) => (finish = resolve)))
  const [taken, failed] = [queue.deliver(delivery, signals), queue.deliver(delivery, signals)]
  await settle()
  const finishSecond = finish
  retire.abort()
  finishSecond(broken)
  expect(await failed).toMatchObject({ delivered: false, attempts: 1, reason: 'serverError' })
  expect(clock.pending).toBe(0)
  void taken
})

test('at most 64 requests are under way, and one that waits in vain is given up in time', async () => {
  let underWay = 0
  let most = 0
  const { queue, signals, timeOut } = setUp((_, signal) => {
    most = Math.max(most, ++underWay)
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        underWay--
        resolve(broken)
      }),
    )
  })
  const deliveries = Array.from({ length: 100 }, () => queue.deliver(delivery, signals))
  await settle()
  timeOut()
  const results = await Promise.all(deliveries)
  expect(most).toBe(64)
  expect(results.filter(({ attempts }) => attempts === 0)).toHaveLength(36)
})
