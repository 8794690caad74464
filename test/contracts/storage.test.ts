// What every Storage has to do, run over all of them.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { EventBus } from '../../src/events/bus.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import type { Durability, Row, Storage, Table } from '../../src/storage/storage.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { ManualClock } from '../support/manual-clock.ts'

interface Note extends Row {
  readonly text: string
}

function decodeNote(value: unknown): Note | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    return undefined
  // The suite writes nothing else.
  return value as Note
}

function note(key: string, text = key): Note {
  return { key, updatedAt: 1.5, expiresAt: 2.25, text }
}

function notes(storage: Storage, name = 'notes', durability: Durability = 'promised'): Table<Note> {
  return storage.table<Note>(name, { durability, decode: decodeNote })
}

const directories: string[] = []

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-storage-'))
  directories.push(directory)
  return directory
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

const sqlite = (directory: string) =>
  openSqliteStorage({
    directory: join(directory, 'made', 'when missing'),
    bus: new EventBus(),
    clock: new ManualClock(),
  })

describe.each([
  { name: 'memory', open: async () => memoryStorage() },
  { name: 'SQLite', open: () => sqlite(temporaryDirectory()) },
])('storage: $name', ({ open }) => {
  it('starts empty and well', async () => {
    await using storage = await open()
    expect(notes(storage).all()).toEqual([])
    expect(storage.problem).toBeUndefined()
  })

  it.each<Durability>(['promised', 'hot'])(
    'keeps %s rows in the order in which their keys came',
    async (durability) => {
      await using storage = await open()
      const table = notes(storage, 'notes', durability)
      await table.put([note('b'), note('a')])
      await table.put([note('c')])
      await table.put([note('b', 'changed')])
      expect(table.all()).toEqual([note('b', 'changed'), note('a'), note('c')])
    },
  )

  it('removes rows, and shrugs at those that are not there', async () => {
    await using storage = await open()
    const table = notes(storage)
    await table.put([note('a'), note('b')])
    await table.remove(['a', 'never was'])
    expect(table.all()).toEqual([note('b')])
    await table.put([])
    await table.remove([])
  })

  it('keeps tables apart, and opens the same one twice', async () => {
    await using storage = await open()
    await notes(storage, 'one').put([note('a')])
    await notes(storage, 'another_one').put([note('b')])
    expect(notes(storage, 'one').all()).toEqual([note('a')])
    expect(notes(storage, 'another_one').all()).toEqual([note('b')])
  })

  it('takes any text as key and value', async () => {
    await using storage = await open()
    const table = notes(storage)
    const odd = [
      '',
      ' ',
      "'; DROP TABLE notes; --",
      '\u0000',
      '{}/{a="b"}:{c="d"}',
      '🙂',
      '__proto__',
      'x'.repeat(70_000),
    ]
    await table.put(odd.map((text) => note(text)))
    expect(table.all()).toEqual(odd.map((text) => note(text)))
  })

  it('writes as encode says and reads as decode says', async () => {
    await using storage = await open()
    const table = storage.table<Note>('notes', {
      durability: 'promised',
      encode: ({ key, text }) => [key, text],
      decode: (value) => (Array.isArray(value) ? note(String(value[0]), `${value[1]}, decoded`) : undefined),
    })
    await table.put([note('a', 'text')])
    expect(table.all()).toEqual([note('a', 'text, decoded')])
  })

  it('leaves out rows that make no sense, whether decode says so or throws', async () => {
    await using storage = await open()
    await notes(storage).put([note('a'), note('b'), note('c')])
    const picky = storage.table<Note>('notes', {
      durability: 'promised',
      decode: (value) => {
        const { key } = value as Note
        if (key === 'a') throw new Error('not this one')
        return key === 'b' ? undefined : (value as Note)
      },
    })
    expect(picky.all()).toEqual([note('c')])
  })

  it('keeps nothing of a put of which one row cannot be written', async () => {
    await using storage = await open()
    const table = notes(storage)
    const circular: { self?: unknown } = {}
    circular.self = circular
    await expect(table.put([note('a'), { ...note('b'), ...circular }])).rejects.toThrow(TypeError)
    expect(table.all()).toEqual([])
  })

  it('takes many more rows than a batch, and many puts at once', async () => {
    await using storage = await open()
    const table = notes(storage, 'notes', 'hot')
    const rows = Array.from({ length: 1234 }, (_, index) => note(`row ${index}`))
    await table.put(rows)
    expect(table.all()).toHaveLength(1234)
    await Promise.all(rows.map((row) => table.put([{ ...row, text: 'again' }])))
    expect(new Set(table.all().map(({ text }) => text))).toEqual(new Set(['again']))
  })

  it('applies what was asked for in one moment in the order in which it was asked for', async () => {
    await using storage = await open()
    const table = notes(storage)
    await Promise.all([
      table.put([note('a', '1')]),
      table.put([note('b')]),
      table.remove(['a', 'b']),
      table.put([note('a', '2')]),
    ])
    expect(table.all()).toEqual([note('a', '2')])
  })

  it('writes what is waiting before it closes, and nothing afterwards', async () => {
    const storage = await open()
    const table = notes(storage)
    const waiting = table.put([note('a')])
    await storage[Symbol.asyncDispose]()
    await expect(waiting).resolves.toBeUndefined()
    await expect(table.put([note('b')])).rejects.toThrow(StorageError)
    await expect(table.remove(['a'])).rejects.toMatchObject({ code: 'closed' })
    await storage[Symbol.asyncDispose]()
  })
})
