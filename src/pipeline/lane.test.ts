import { expect, test } from 'vitest'
import { ManualClock, settle } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { Integration, SendResult } from '../integrations/contract.ts'
import type { Alert } from '../model/alert.ts'
import { day, hour, minute, second, zeroTimestamp } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { NotificationLog } from '../notification-log/notification-log.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { Deliveries } from './deliveries.ts'

const taken: SendResult = { sent: true }
const refused: SendResult = { sent: false, retry: false, reason: 'clientError', error: 'unexpected status code 400' }
const broken: SendResult = { sent: false, retry: true, reason: 'serverError', error: 'unexpected status code 500' }

function setUp(send: Integration['send'], more: Partial<Integration> = {}) {
  const clock = new ManualClock()
  const start = clock.now()
  const bus = new EventBus()
  const seconds = (): number => (clock.now() - start) / second
  const attempts: { at: number; error?: string }[] = []
  const failures: { attempts: number; reason: string; error: string }[] = []
  bus.on('notification attempted', ({ error }) => attempts.push({ at: seconds(), ...(error && { error }) }))
  bus.on('notification failed', ({ attempts, reason, error }) => failures.push({ attempts, reason, error }))
  const notificationLog = NotificationLog.open({ clock, bus, storage: memoryStorage(), retention: 5 * day })
  const deliveries = new Deliveries({ clock, bus, random: () => 0.5, notificationLog })
  const sent: { at: number; alerts: string }[] = []
  const integration: Integration = {
    name: 'webhook',
    index: 0,
    sendResolved: true,
    send: (delivery, signal) => {
      sent.push({ at: seconds(), alerts: delivery.alerts.map(({ labels }) => labels.get('n')).join(' ') })
      return send(delivery, signal)
    },
    close: async () => {},
    ...more,
  }
  deliveries.use(new Map([['team', [integration]]]))
  const holder = {}
  const tell = (...names: string[]): Promise<boolean> => deliveries.tell(notification(names, clock.now()), holder)
  return { clock, deliveries, integration, holder, tell, attempts, failures, sent }
}

function notification(names: readonly string[], now: number): Notification {
  const alerts: Alert[] = names.map((n) => {
    const at = { at: now, text: new Date(now).toISOString() }
    const labels = LabelSet.fromRecord({ alertname: 'A', n })
    return {
      labels,
      annotations: LabelSet.empty,
      startsAt: at,
      endsAt: zeroTimestamp,
      generatorURL: '',
      updatedAt: at,
      timeout: false,
    }
  })
  return {
    groupKey: '{}:{}',
    groupLabels: LabelSet.empty,
    routeId: '{}',
    routeLabels: LabelSet.empty,
    receiver: 'team',
    repeatInterval: 4 * hour,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    now,
    flush: 1,
    alerts,
  }
}

const hang: Integration['send'] = (_, signal) =>
  new Promise((resolve) =>
    signal.addEventListener('abort', () =>
      resolve({ sent: false, retry: true, reason: 'contextDeadlineExceeded', error: 'aborted' }),
    ),
  )

test('what is taken is told at the first attempt, and not again', async () => {
  const { tell, attempts } = setUp(async () => taken)
  expect(await tell('1')).toBe(true)
  expect(await tell('1')).toBe(true)
  expect(attempts).toEqual([{ at: 0 }])
})

test('what is refused is not tried again until it is told again', async () => {
  const { clock, tell, attempts, failures } = setUp(async () => refused)
  expect(await tell('1')).toBe(false)
  expect(failures).toEqual([
    {
      attempts: 1,
      reason: 'clientError',
      error:
        'team/webhook[0]: notify retry canceled due to unrecoverable error after 1 attempts: unexpected status code 400',
    },
  ])
  await clock.advance(hour)
  expect(clock.pending).toBe(0)
  void tell('1')
  await settle()
  expect(attempts).toHaveLength(2)
})

test('a passing failure is tried again, later each time, but never later than a minute and a half', async () => {
  const results: SendResult[] = Array.from({ length: 30 }, () => broken)
  const { clock, tell, attempts } = setUp(async () => results.shift() ?? taken)
  const told = tell('1')
  await clock.advance(hour)
  expect(await told).toBe(true)
  expect(attempts.slice(0, 4).map(({ at }) => at)).toEqual([0, 0.5, 1.25, 2.375])
  expect(attempts.at(-1)?.at).toBeLessThan(30 * 60)
})

test('what is told anew replaces the content, not the retries', async () => {
  let down = true
  const { clock, tell, sent, failures } = setUp(async () => (down ? broken : taken))
  const first = tell('1')
  await clock.advance(10 * minute)
  const before = sent.length
  const second = tell('1', '2')
  await settle()
  expect(await first).toBe(false)
  expect(failures).toMatchObject([{ reason: 'serverError', attempts: before }])
  expect(sent).toHaveLength(before)
  down = false
  await clock.advance(2 * minute)
  expect(await second).toBe(true)
  expect(sent.slice(before).map(({ alerts }) => alerts)).toEqual(['1 2'])
})

test('what was told while it was being replaced counts', async () => {
  let finish: (result: SendResult) => void = () => {}
  const { tell, sent } = setUp(() => new Promise((resolve) => (finish = resolve)))
  const first = tell('1')
  await settle()
  const second = tell('1')
  finish(taken)
  expect(await first).toBe(true)
  expect(await second).toBe(true)
  expect(sent).toHaveLength(1)
})

test('a receiver that says how long to wait is left alone for so long', async () => {
  const results: SendResult[] = [{ ...broken, reason: 'rateLimited', after: 2 * minute }]
  const { clock, tell, sent } = setUp(async () => results.shift() ?? taken)
  void tell('1')
  await clock.advance(minute)
  void tell('1', '2')
  await clock.advance(2 * minute)
  expect(sent).toEqual([
    { at: 0, alerts: '1' },
    { at: 120, alerts: '1 2' },
  ])
})

test('an attempt that hangs is over after ten seconds', async () => {
  let hangs = true
  const { clock, tell, attempts } = setUp((delivery, signal) => {
    if (!hangs) return Promise.resolve(taken)
    hangs = false
    return hang(delivery, signal)
  })
  const told = tell('1')
  await clock.advance(11 * second)
  expect(await told).toBe(true)
  expect(attempts.map(({ at }) => at)).toEqual([10, 10.5])
})

test('an integration that has a timeout of its own sees to that itself', async () => {
  const { clock, tell, attempts, deliveries } = setUp(hang, { timeout: minute })
  void tell('1')
  await clock.advance(5 * minute)
  expect(attempts).toEqual([])
  await deliveries.close()
})

test('a reload lets the attempt under way come to its end; the next one goes through the new integration', async () => {
  let finish: (result: SendResult) => void = () => {}
  const { clock, tell, deliveries, integration, sent } = setUp(() => new Promise((resolve) => (finish = resolve)))
  const told = tell('1')
  await settle()
  const through: string[] = []
  const next: Integration = {
    ...integration,
    send: async () => {
      through.push('new')
      return taken
    },
  }
  deliveries.use(new Map([['team', [next]]]))
  finish(broken)
  await clock.advance(second)
  expect(await told).toBe(true)
  expect(sent).toHaveLength(1)
  expect(through).toEqual(['new'])
})

test('when its integration is gone after a reload, nothing is tried any more', async () => {
  const { clock, tell, deliveries, sent } = setUp(async () => broken)
  const told = tell('1')
  await settle()
  deliveries.use(new Map())
  await clock.advance(hour)
  expect(await told).toBe(false)
  expect(sent).toHaveLength(1)
  expect(clock.pending).toBe(0)
})

test('what nobody wants to have told any more is not tried again', async () => {
  const { clock, tell, deliveries, holder, sent } = setUp(async () => broken)
  const told = tell('1')
  await settle()
  deliveries.drop(holder)
  expect(await told).toBe(false)
  await clock.advance(hour)
  expect(sent).toHaveLength(1)
})

test('closing ends the attempt under way, and no other follows', async () => {
  const { clock, tell, deliveries, sent, failures } = setUp(hang)
  const told = tell('1')
  await settle()
  await deliveries.close()
  expect(await told).toBe(false)
  expect(failures).toHaveLength(1)
  await clock.advance(hour)
  expect(sent).toHaveLength(1)
})

test('an integration that throws fails this notification and no other', async () => {
  let calls = 0
  const { tell, failures } = setUp(async () => {
    if (calls++ === 0) throw new TypeError('a mistake')
    return taken
  })
  expect(await tell('1')).toBe(false)
  expect(failures).toMatchObject([{ reason: 'other' }])
  expect(await tell('1')).toBe(true)
})

test('at most 64 attempts of one integration are under way', async () => {
  let underWay = 0
  let most = 0
  const { clock, deliveries } = setUp(async (delivery, signal) => {
    most = Math.max(most, ++underWay)
    const result = await hang(delivery, signal)
    underWay--
    return result
  })
  for (let i = 0; i < 100; i++) {
    void deliveries.tell({ ...notification(['1'], clock.now()), groupKey: `{}:{n="${i}"}` }, {})
  }
  await clock.advance(9 * second)
  expect(most).toBe(64)
  await deliveries.close()
})

test('an outage of a day with a flush each five minutes holds one notification for each group', async () => {
  const { clock, tell, deliveries } = setUp(async () => broken)
  let open = 0
  for (let i = 0; i < 288; i++) {
    open++
    void tell('1', `${i}`).then(() => open--)
    await clock.advance(5 * minute)
  }
  expect(open).toBe(1)
  expect(clock.pending).toBe(1)
  await deliveries.close()
})
