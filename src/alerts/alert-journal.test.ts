import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { Alert } from '../model/alert.ts'
import { minute, second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import type { Row, Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { AlertStore } from './alert-store.ts'

/** A storage whose disk can be told to refuse, and that counts rows. */
function disk() {
  const kept = memoryStorage()
  const state = { refuses: false, written: new Map<string, number>() }
  const guarded = (name: string, table: Table<Row>): Table<Row> => ({
    all: () => table.all(),
    put: async (rows) => {
      if (state.refuses) throw new StorageError('full', 'the disk is full')
      state.written.set(name, (state.written.get(name) ?? 0) + rows.length)
      await table.put(rows)
    },
    remove: async (keys) => {
      if (state.refuses) throw new StorageError('full', 'the disk is full')
      await table.remove(keys)
    },
  })
  const storage = {
    problem: undefined,
    // The rows pass through as they are, whatever their type.
    table: (name: string, options: Parameters<Storage['table']>[1]) =>
      guarded(name, kept.table(name, options) as Table<Row>),
    [Symbol.asyncDispose]: async () => {},
  } as unknown as Storage
  return { storage, state }
}

function setUp({ clock = new ManualClock(), ...rest }: { clock?: ManualClock; storage?: Storage } = {}) {
  const made = disk()
  const storage = rest.storage ?? made.storage
  const open = (): AlertStore =>
    new AlertStore({ clock, bus: new EventBus(), storage, gcInterval: 30 * minute, perAlertnameLimit: 0 })
  const time = (at: number) => ({ at, text: new Date(at).toISOString().replace('.000', '') })
  const alert = (n: string, { end = 5 * minute, summary = '' } = {}): Alert => ({
    labels: LabelSet.fromRecord({ alertname: 'Disk', n }),
    annotations: LabelSet.fromRecord({ summary }),
    startsAt: time(clock.now() - (clock.now() % minute)),
    endsAt: time(clock.now() + end),
    updatedAt: time(clock.now()),
    generatorURL: 'http://prometheus.example/graph',
    timeout: false,
  })
  return { clock, storage, state: made.state, open, alert }
}

const plain = (store: AlertStore): unknown[] => [...store.all()].map((alert) => JSON.parse(JSON.stringify(alert)))

test('an alert that was answered for is there after the process died, as it was', async () => {
  const { open, alert } = setUp()
  const store = open()
  await store.put([alert('1', { summary: 'full' }), alert('2')])
  await store.put([alert('1', { end: 0 })])
  const next = open()
  expect(plain(next)).toEqual(plain(store))
  expect(next.isRestored(alert('1').labels.fingerprint)).toBe(true)
  await next.put([alert('1')])
  expect(next.isRestored(alert('1').labels.fingerprint)).toBe(false)
})

test('a put costs one row before it is answered', async () => {
  const { open, alert, state } = setUp()
  await open().put(Array.from({ length: 300 }, (_, n) => alert(`${n}`)))
  expect([...state.written]).toEqual([['alert_journal', 1]])
})

test('an end that moves is on disk within a second', async () => {
  const { clock, open, alert, state } = setUp()
  const store = open()
  await store.put([alert('1')])
  await clock.advance(second)
  await store.put([alert('1', { end: 9 * minute })])
  expect(state.written.get('alert_journal')).toBe(1)
  await clock.advance(second)
  expect(plain(open())).toEqual(plain(store))
})

/** The same in no particular order, and quick to compare. */
const texts = (store: AlertStore): ReadonlySet<string> => new Set(plain(store).map((alert) => JSON.stringify(alert)))

/** How many rows the disk has. */
const rowsIn = (storage: Storage): number =>
  storage.table('alert_journal', { durability: 'hot', decode: (value) => value as Row }).all().length

test('the journal is trimmed where it begins, and nothing is lost by it', async () => {
  const { clock, open, alert, state, storage } = setUp()
  const store = open()
  await store.put(Array.from({ length: 1200 }, (_, n) => alert(`${n}`)))
  for (let round = 1; round <= 40; round++) {
    await clock.advance(second)
    await store.put(Array.from({ length: 300 }, (_, n) => alert(`${n}`, { summary: `round ${round}` })))
  }
  expect(state.written.get('alert_journal')).toBeGreaterThan(40)
  expect(rowsIn(storage)).toBeLessThan(35)
  const next = open()
  expect(plain(next)).toHaveLength(1200)
  expect(texts(next)).toEqual(texts(store))
})

test('ends that keep moving do not make the journal longer and longer', async () => {
  const { clock, open, alert, storage } = setUp()
  const store = open()
  const labels = Array.from({ length: 1000 }, (_, n) => alert(`${n}`).labels)
  for (let round = 0; round < 130; round++) {
    await clock.advance(second)
    const told = alert('')
    await store.put(labels.map((set) => ({ ...told, labels: set })))
  }
  expect(rowsIn(storage)).toBeLessThan(60)
  await clock.advance(2 * second)
  expect(texts(open())).toEqual(texts(store))
})

test('an alert that nobody needs any more does not come back', async () => {
  const { clock, open, alert, storage } = setUp()
  const store = open()
  await store.put([alert('1'), alert('2', { end: 90 * minute })])
  await clock.advance(31 * minute)
  await clock.advance(2 * second)
  expect(rowsIn(storage)).toBe(2)
  expect([...open().all()].map(({ labels }) => labels.get('n'))).toEqual(['2'])
  await store.put([alert('1')])
  expect(open().size).toBe(2)
})

test('of two tellings the later one counts, however the clock was set', async () => {
  const { clock, open, alert } = setUp()
  const store = open()
  await store.put([alert('1', { summary: 'old' })])
  await clock.advance(11 * second)
  clock.step(clock.now() - 10 * minute)
  await store.put([alert('1', { summary: 'new' })])
  expect(plain(open())).toEqual(plain(store))
})

test('what the disk refuses is refused, and told all the same; told again it has to be kept', async () => {
  const { clock, open, alert, state } = setUp()
  const store = open()
  const told: number[] = []
  store.subscribe((alerts) => told.push(alerts.length))
  state.refuses = true
  await expect(store.put([alert('1')])).rejects.toThrow('the disk is full')
  await clock.advance(second)
  await expect(store.put([alert('1')])).rejects.toThrow('the disk is full')
  expect(told).toEqual([1, 1])
  state.refuses = false
  await store.put([alert('1')])
  expect(plain(open())).toEqual(plain(store))
})

test('what the disk has refused is offered again, whether or not anybody tells it again', async () => {
  const { clock, open, alert, state } = setUp()
  const store = open()
  state.refuses = true
  await expect(store.put([alert('1'), alert('2')])).rejects.toThrow('the disk is full')
  await clock.advance(15 * second)
  state.refuses = false
  expect([...open().all()]).toEqual([])
  await clock.advance(10 * second)
  expect(texts(open())).toEqual(texts(store))
  // It is kept now: a resend waits for nothing.
  state.refuses = true
  await store.put([alert('1', { end: 9 * minute })])
})

test('an alert that is over stays on disk for as long as somebody has to tell it', async () => {
  const { clock, open, alert } = setUp()
  const store = open()
  const { fingerprint } = alert('1').labels
  const inUse = new Set([fingerprint])
  store.keepThoseIn(() => inUse)
  await store.put([alert('1')])
  await clock.advance(40 * minute)
  expect(store.size).toBe(0)
  expect([...open().all()]).toHaveLength(1)
  inUse.clear()
  await clock.advance(40 * minute)
  expect([...open().all()]).toHaveLength(0)
})

test('closing writes what is still to be written', async () => {
  const { open, alert } = setUp()
  const store = open()
  await store.put([alert('1')])
  await store.put([alert('1', { end: 20 * minute })])
  await store[Symbol.asyncDispose]()
  expect(plain(open())).toEqual(plain(store))
})
