import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock, settle } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import { hour, minute, second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { Matcher } from '../model/matcher.ts'
import { timestampOf } from '../model/timestamp.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { openSqliteStorage } from '../storage/sqlite-storage.ts'
import type { Storage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { SilenceInput } from './silence-rules.ts'
import { type SilenceLimits, SilenceStore } from './silence-store.ts'

const node1 = LabelSet.fromRecord({ instance: 'node1' })

function setUp({ storage = memoryStorage(), limits }: { storage?: Storage; limits?: Partial<SilenceLimits> } = {}) {
  const clock = new ManualClock()
  const bus = new EventBus()
  const told: TocsinEvent[] = []
  for (const type of ['silence set', 'silence expired', 'silence removed'] as const)
    bus.on(type, (event) => told.push(event))
  const open = () =>
    SilenceStore.open({
      clock,
      bus,
      storage,
      limits: { maxSilences: 0, maxSilenceSizeBytes: 0, ...limits },
      retention: 24 * hour,
    })
  return { clock, told, open, store: open() }
}

function silence(clock: ManualClock, changes: Partial<SilenceInput> = {}): SilenceInput {
  return {
    matchers: [new Matcher('=', 'instance', 'node1')],
    endsAt: timestampOf(clock.now() + hour),
    createdBy: 'me',
    comment: 'why',
    annotations: LabelSet.empty,
    ...changes,
  }
}

async function set(store: SilenceStore, input: SilenceInput): Promise<string> {
  const result = await store.set(input)
  if (!result.ok) throw new Error(result.message)
  return result.id
}

/** A storage whose disk can be told to refuse, and to answer only later. */
function moodyStorage() {
  const inner = memoryStorage()
  const mood: { refuses: boolean; hold: Promise<void> | undefined } = { refuses: false, hold: undefined }
  const attempt = async (write: () => Promise<void>): Promise<void> => {
    await mood.hold
    if (mood.refuses) throw new StorageError('full', 'no space left')
    await write()
  }
  const storage: Storage = {
    problem: undefined,
    table: (name, options) => {
      const table = inner.table(name, options)
      return {
        all: () => table.all(),
        put: (rows) => attempt(() => table.put(rows)),
        remove: (keys) => attempt(() => table.remove(keys)),
      }
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  }
  return { storage, mood }
}

describe('SilenceStore', () => {
  it('silences from its start until its end, at the very instants as well', async () => {
    const { clock, store } = setUp()
    const startsAt = timestampOf(clock.now() + 10 * second)
    const id = await set(store, silence(clock, { startsAt, endsAt: timestampOf(clock.now() + 20 * second) }))
    const verdicts = []
    for (const at of [0, 9.999, 10, 15, 19.999, 20, 21]) {
      await clock.advanceTo(startsAt.at + (at - 10) * second)
      verdicts.push([at, store.silencedBy(node1, clock.now()), store.count('active')])
    }
    expect(verdicts).toEqual([
      [0, [], 0],
      [9.999, [], 0],
      [10, [id], 1],
      [15, [id], 1],
      [19.999, [id], 1],
      [20, [], 0],
      [21, [], 0],
    ])
  })

  it('does not silence any more at the instant at which it was expired', async () => {
    const { clock, store } = setUp()
    const id = await set(store, silence(clock))
    expect(store.silencedBy(node1, clock.now())).toEqual([id])
    expect(await store.expire(id)).toBe('ok')
    expect(store.silencedBy(node1, clock.now())).toEqual([])
    expect(store.get(id)).toMatchObject({ endsAt: timestampOf(clock.now()) })
  })

  it('tells what changed', async () => {
    const { clock, store, told } = setUp()
    const first = await set(store, silence(clock))
    const startsAt = timestampOf(clock.now())
    await set(store, silence(clock, { id: first, startsAt, comment: 'because' }))
    const second = await set(store, silence(clock, { id: first, matchers: [new Matcher('=', 'a', 'b')] }))
    await store.expire(second)
    await clock.advance(25 * hour)
    expect(await store.gc()).toBe(2)
    expect(told).toMatchObject([
      { type: 'silence set', silence: { id: first }, previous: undefined },
      { type: 'silence set', silence: { id: first, comment: 'because' }, previous: { comment: 'why' } },
      { type: 'silence expired', silence: { id: first } },
      { type: 'silence set', silence: { id: second }, previous: undefined },
      { type: 'silence expired', silence: { id: second } },
      { type: 'silence removed', id: first },
      { type: 'silence removed', id: second },
    ])
    expect(store.list()).toEqual([])
  })

  it('keeps everything over a restart', async () => {
    const { clock, store, open } = setUp()
    const matchers = [new Matcher('=~', 'a', '.+'), new Matcher('!=', 'b', ''), new Matcher('!~', 'c', 'd|e')]
    await set(store, silence(clock, { matchers, annotations: LabelSet.fromRecord({ __proto__: '', key: 'value' }) }))
    const expired = await set(store, silence(clock))
    await store.expire(expired)
    const again = open()
    const plain = (opened: SilenceStore) => JSON.parse(JSON.stringify(opened.list()))
    expect(plain(again)).toEqual(plain(store))
    expect(again.silencedBy(LabelSet.fromRecord({ a: 'x', b: 'y' }), clock.now())).toHaveLength(1)
    expect(again.silencedBy(node1, clock.now())).toEqual([])
  })

  it('forgets what ended longer ago than the retention, on disk too', async () => {
    const { clock, store, open } = setUp()
    await set(store, silence(clock))
    await clock.advance(25 * hour - 1)
    expect([await store.gc(), store.size]).toEqual([0, 1])
    await clock.advance(1)
    expect([await store.gc(), store.size, open().size]).toEqual([1, 0, 0])
  })

  it('counts by state', async () => {
    const { clock, store } = setUp()
    await set(store, silence(clock))
    await set(store, silence(clock, { startsAt: timestampOf(clock.now() + minute) }))
    await store.expire(await set(store, silence(clock)))
    const counts = () => (['active', 'pending', 'expired'] as const).map((state) => store.count(state))
    expect(counts()).toEqual([1, 1, 1])
    await clock.advance(minute)
    expect(counts()).toEqual([2, 0, 1])
    await clock.advance(hour)
    expect(counts()).toEqual([0, 0, 3])
  })

  it('changes its version with every verdict that changes, be it by time alone', async () => {
    const { clock, store } = setUp()
    const versions = [store.version]
    await set(store, silence(clock, { startsAt: timestampOf(clock.now() + minute) }))
    versions.push(store.version)
    await clock.advance(30 * second)
    const before = store.version
    expect(before).toBe(versions.at(-1))
    await clock.advance(30 * second)
    versions.push(store.version)
    await clock.advance(hour)
    versions.push(store.version)
    await set(store, silence(clock))
    versions.push(store.version)
    expect(new Set(versions).size).toBe(versions.length)
  })

  it('survives a clock that is set back', async () => {
    const { clock, store } = setUp()
    const id = await set(store, silence(clock))
    const then = clock.now()
    clock.step(then + 48 * hour)
    const late = store.version
    expect(store.silencedBy(node1, clock.now())).toEqual([])
    clock.step(then + minute)
    expect(store.version).not.toBe(late)
    expect(store.silencedBy(node1, clock.now())).toEqual([id])
  })

  it.each([
    { name: 'a label that is no classic name', mode: 'classic-mode', label: 'a.b', ok: false },
    { name: 'a label that is no classic name', mode: 'utf8-strict-mode', label: 'a.b', ok: true },
    { name: 'a label that is no text', mode: 'fallback', label: '\ud800', ok: false },
  ] as const)('$name in $mode: $ok', async ({ mode, label, ok }) => {
    const { clock } = setUp()
    const limits = { maxSilences: 0, maxSilenceSizeBytes: 0 }
    const store = SilenceStore.open({
      clock,
      bus: new EventBus(),
      storage: memoryStorage(),
      limits,
      retention: hour,
      mode,
    })
    const result = await store.set(silence(clock, { matchers: [{ type: '=', name: label, value: 'x' }] }))
    expect(result.ok).toBe(ok)
  })
})

describe('SilenceStore on a disk that refuses', () => {
  it('shows nothing that is not kept', async () => {
    const { storage, mood } = moodyStorage()
    const { clock, store, told } = setUp({ storage })
    const id = await set(store, silence(clock))
    const before = store.list()
    told.splice(0)
    mood.refuses = true

    const refusal = { ok: false, code: 'storage', message: 'no space left' }
    expect(await store.set(silence(clock))).toEqual(refusal)
    expect(await store.set(silence(clock, { id, matchers: [new Matcher('=', 'a', 'b')] }))).toEqual(refusal)
    expect(await store.expire(id)).toEqual(refusal)
    await clock.advance(26 * hour)
    expect(await store.gc()).toBe(0)
    expect(store.list()).toEqual(before)
    expect(told).toEqual([])

    mood.refuses = false
    expect(await store.gc()).toBe(1)
  })

  it('answers only when it is kept', async () => {
    const { storage, mood } = moodyStorage()
    const { clock, store } = setUp({ storage })
    let release = (): void => {}
    mood.hold = new Promise((resolve) => {
      release = resolve
    })
    let answered = false
    const answer = store.set(silence(clock)).then(() => {
      answered = true
    })
    await settle()
    expect([answered, store.size]).toEqual([false, 0])
    release()
    await answer
    expect(store.size).toBe(1)
  })
})

describe('SilenceStore on a disk that comes back', () => {
  it('has what was on it, and gives it what it lacks', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tocsin-silences-'))
    try {
      const clock = new ManualClock()
      const onDisk = () => openSqliteStorage({ directory: join(directory, 'data'), bus: new EventBus(), clock })
      const earlier = await onDisk()
      const first = await set(setUp({ storage: earlier }).store, silence(clock))
      await earlier[Symbol.asyncDispose]()

      renameSync(join(directory, 'data'), join(directory, 'away'))
      const storage = await onDisk()
      const { store } = setUp({ storage })
      const second = await set(store, silence(clock))
      rmSync(join(directory, 'data'), { recursive: true })
      renameSync(join(directory, 'away'), join(directory, 'data'))
      const third = await set(store, silence(clock))
      expect(store.silencedBy(node1, clock.now()).toSorted()).toEqual([first, second, third].toSorted())
      await storage[Symbol.asyncDispose]()

      await using again = await onDisk()
      expect(setUp({ storage: again }).store.size).toBe(3)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})

describe('SilenceStore under simultaneous requests', () => {
  it('decides those about one silence one after the other', async () => {
    const { clock, store } = setUp()
    const id = await set(store, silence(clock))
    const replacement = silence(clock, { id, matchers: [new Matcher('=', 'a', 'b')] })
    const results = await Promise.all([store.set(replacement), store.expire(id), store.set(replacement)])
    expect(results).toMatchObject([{ ok: true }, 'ok', { ok: true }])
    expect([store.count('active'), store.count('expired')]).toEqual([2, 1])
  })

  it('lets no more in than the limit', async () => {
    const { clock, store } = setUp({ limits: { maxSilences: 3 } })
    const results = await Promise.all(Array.from({ length: 5 }, () => store.set(silence(clock))))
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, false, false])
    expect(results[4]).toMatchObject({ message: 'exceeded maximum number of silences: 3 (limit: 3)' })
  })
})
