import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import { openSqliteStorage } from './sqlite-storage.ts'
import type { Row, Storage, Table } from './storage.ts'

interface Note extends Row {
  readonly text: string
}

let directory: string
let bus: EventBus
let told: TocsinEvent[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tocsin-packs-'))
  bus = new EventBus()
  told = []
  bus.on('storage set aside', (event) => told.push(event))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function open(): Promise<Storage> {
  return openSqliteStorage({ directory, bus, clock: new ManualClock() })
}

function notes(storage: Storage): Table<Note> {
  return storage.table<Note>('notes', {
    durability: 'hot',
    packed: true,
    decode: (value) => (typeof (value as Note | undefined)?.text === 'string' ? (value as Note) : undefined),
  })
}

function note(key: string, text: string): Note {
  return { key, updatedAt: 1, expiresAt: 2, text }
}

/** The notes after a restart, by key. */
async function kept(): Promise<ReadonlyMap<string, string>> {
  await using storage = await open()
  return new Map(
    notes(storage)
      .all()
      .map(({ key, text }) => [key, text]),
  )
}

function inFile<T>(use: (database: Database.Database) => T): T {
  const database = new Database(join(directory, 'hot.db'))
  try {
    return use(database)
  } finally {
    database.close()
  }
}

function rowCount(): number {
  return inFile((database) => database.prepare<[], number>('SELECT count(*) FROM notes').pluck().get() ?? 0)
}

it('what one turn writes is one row of the file, and comes back as it was last', async () => {
  {
    await using storage = await open()
    const table = notes(storage)
    table.all()
    await Promise.all([table.put([note('a', '1'), note('b', '1')]), table.put([note('c', '1')]), table.remove(['b'])])
    await table.put([note('a', '2')])
    await table.remove(['c', 'unknown'])
    await table.put([note('c', '3')])
  }
  expect(rowCount()).toBe(4)
  expect(await kept()).toEqual(
    new Map([
      ['a', '2'],
      ['c', '3'],
    ]),
  )
})

it('is trimmed where it begins, and loses nothing by it, nor brings anything back', async () => {
  const expected = new Map<string, string>()
  for (const run of [1, 2]) {
    await using storage = await open()
    const table = notes(storage)
    table.all()
    for (let round = 0; round < 60; round++) {
      const rows = Array.from({ length: 250 }, (_, i) => note(`${(i * 7 + round) % 300}`, `${run}/${round}`))
      await table.put(rows)
      for (const { key, text } of rows) expected.set(key, text)
      const gone = [`${round}`, `${round * 2}`]
      await table.remove(gone)
      for (const key of gone) expected.delete(key)
    }
  }
  expect(await kept()).toEqual(expected)
  const length = inFile((database) =>
    database.prepare<[], number>("SELECT sum(json_array_length(value, '$.rows')) FROM notes").pluck().get(),
  )
  // 30,000 were written.
  expect(length).toBeLessThan(3 * 300 + 5000 + 500)
})

it('rows that were written one by one are read, and join a pack when they change', async () => {
  {
    await using storage = await open()
    notes(storage)
  }
  inFile((database) =>
    database
      .prepare('INSERT INTO notes (key, updated_at, expires_at, value) VALUES (?, 1, 2, ?)')
      .run('old', JSON.stringify(note('old', '1'))),
  )
  expect(await kept()).toEqual(new Map([['old', '1']]))
  {
    await using storage = await open()
    const table = notes(storage)
    table.all()
    await table.put([note('old', '2')])
  }
  expect(await kept()).toEqual(new Map([['old', '2']]))
})

it('a row that makes no sense costs no other of its pack, and is told once', async () => {
  {
    await using storage = await open()
    await notes(storage).put([note('a', '1'), { ...note('b', '1'), text: 5 } as unknown as Note, note('c', '1')])
  }
  expect([...(await kept()).keys()]).toEqual(['a', 'c'])
  expect(told).toMatchObject([{ error: expect.stringMatching(/row b of notes/) }])
  told.splice(0)
  expect([...(await kept()).keys()]).toEqual(['a', 'c'])
  expect(told).toEqual([])
})
