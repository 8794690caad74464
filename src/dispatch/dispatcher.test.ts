import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { Alert } from '../model/alert.ts'
import { hour, minute, second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { indexRoutes, type Route } from '../routing/route.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { Dispatcher } from './dispatcher.ts'
import { GroupTimers } from './group-timers.ts'

const route: Route = {
  index: 0,
  id: '{}',
  key: '{}',
  receiver: 'team',
  groupBy: ['alertname'],
  groupByAll: false,
  groupWait: 30 * second,
  groupInterval: 5 * minute,
  repeatInterval: 4 * hour,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  labels: LabelSet.empty,
  matchers: [],
  continue: false,
  routes: [],
  routeIndex: indexRoutes([]),
}

function setUp(options: { startDelay?: number; route?: Partial<Route> } = {}) {
  const clock = new ManualClock()
  const start = clock.now()
  const told: { at: number; alerts: string[] }[] = []
  const state = { answer: (_: Notification): boolean | Promise<boolean> => true }
  const bus = new EventBus()
  const counts: number[] = []
  bus.on('group opened', ({ groups }) => counts.push(groups))
  bus.on('group closed', ({ groups }) => counts.push(groups))
  const dispatcher = new Dispatcher({
    clock,
    bus,
    route: { ...route, ...options.route },
    timers: GroupTimers.open({ clock, storage: memoryStorage() }),
    retention: 4 * hour,
    startAt: () => start + (options.startDelay ?? 0),
    release: () => {},
    run: async (notification) => {
      const alerts = notification.alerts.map(
        ({ labels, endsAt }) => `${labels.get('n')}${endsAt.at < 0 ? '' : ' resolved'}`,
      )
      told.push({ at: (notification.now - start) / second, alerts })
      return state.answer(notification)
    },
  })
  const send = (n: string, { started = 0, endsIn = hour }: { started?: number; endsIn?: number } = {}): void => {
    const time = (at: number) => ({ at, text: new Date(at).toISOString() })
    const now = clock.now()
    const alert: Alert = {
      labels: LabelSet.fromRecord({ alertname: 'Disk', n }),
      annotations: LabelSet.empty,
      startsAt: time(now - started),
      endsAt: time(now + endsIn),
      updatedAt: time(now),
      generatorURL: '',
      timeout: false,
    }
    dispatcher.dispatch([alert], now)
  }
  return { clock, dispatcher, told, send, state, counts }
}

test('a group flushes after group_wait, then every group_interval', async () => {
  const { clock, told, send } = setUp()
  send('1')
  await clock.advance(20 * second)
  send('2')
  await clock.advance(11 * minute)
  expect(told).toEqual([
    { at: 30, alerts: ['1', '2'] },
    { at: 330, alerts: ['1', '2'] },
    { at: 630, alerts: ['1', '2'] },
  ])
})

test('an alert that has waited long enough elsewhere opens a group that flushes at once', async () => {
  const { clock, told, send } = setUp()
  send('1', { started: 31 * second })
  await clock.advance(0)
  expect(told).toEqual([{ at: 0, alerts: ['1'] }])
})

test('one that started exactly group_wait ago waits', async () => {
  const { clock, told, send } = setUp()
  send('1', { started: 30 * second })
  await clock.advance(29 * second)
  expect(told).toEqual([])
})

test('no flush comes before the start delay is over', async () => {
  const { clock, told, send } = setUp({ startDelay: 2 * minute })
  send('1', { started: hour })
  await clock.advance(3 * minute)
  expect(told).toEqual([{ at: 120, alerts: ['1'] }])
})

test('an end that cannot be told is given up after the retention; what fires stays', async () => {
  const { clock, told, send, state, dispatcher } = setUp()
  state.answer = () => false
  send('1', { endsIn: 10 * hour })
  send('2', { endsIn: 10 * minute })
  await clock.advance(4 * hour)
  expect(told.at(-1)?.alerts).toEqual(['1', '2 resolved'])
  await clock.advance(20 * minute)
  expect(told.at(-1)?.alerts).toEqual(['1'])
  await clock.advance(14 * hour)
  expect(dispatcher.groupCount).toBe(0)
})

test('what was told as resolved leaves the group, and the empty group closes; the next alert opens a new one', async () => {
  const { clock, told, send, dispatcher, counts } = setUp()
  send('1')
  await clock.advance(40 * second)
  send('1', { endsIn: 0 })
  await clock.advance(5 * minute)
  expect(dispatcher.groupCount).toBe(0)
  send('1')
  await clock.advance(30 * second)
  expect(told.map(({ alerts }) => alerts)).toEqual([['1'], ['1 resolved'], ['1']])
  expect(counts).toEqual([1, 0, 1])
})

test('a resolved alert stays in the group until it could be told', async () => {
  const { clock, told, send, state } = setUp()
  state.answer = () => false
  send('1', { endsIn: minute })
  await clock.advance(6 * minute)
  state.answer = () => true
  await clock.advance(10 * minute)
  expect(told.map(({ alerts }) => alerts)).toEqual([['1'], ['1 resolved'], ['1 resolved']])
})

test('one that fires again while its end is being told stays', async () => {
  const { clock, told, send, state } = setUp()
  send('1', { endsIn: minute })
  await clock.advance(40 * second)
  state.answer = () => {
    send('1')
    return true
  }
  await clock.advance(5 * minute)
  state.answer = () => true
  await clock.advance(5 * minute)
  expect(told.map(({ alerts }) => alerts)).toEqual([['1'], ['1 resolved'], ['1']])
})

test('a flush that is not told yet holds up none of those that follow', async () => {
  const { clock, told, send, state } = setUp({ route: { groupInterval: 10 * second } })
  let finish: (told: boolean) => void = () => {}
  state.answer = () => new Promise((resolve) => (finish = resolve))
  send('1')
  await clock.advance(45 * second)
  expect(told.map(({ at }) => at)).toEqual([30, 40])
  state.answer = () => true
  finish(true)
  await clock.advance(15 * second)
  expect(told.map(({ at }) => at)).toEqual([30, 40, 50, 60])
})

test('an alert is unprocessed until a flush has looked at it', async () => {
  const { clock, send, dispatcher } = setUp()
  send('1')
  await clock.advance(40 * second)
  send('2')
  const [group] = [...dispatcher.groups()]
  expect([...(group?.alerts ?? [])].map(({ labels }) => group?.isUnprocessed(labels.fingerprint))).toEqual([
    false,
    true,
  ])
})

test('a stopped dispatcher flushes no more', async () => {
  const { clock, told, send, dispatcher } = setUp()
  send('1')
  dispatcher.stop()
  await clock.advance(hour)
  expect(told).toEqual([])
  expect(clock.pending).toBe(0)
})
