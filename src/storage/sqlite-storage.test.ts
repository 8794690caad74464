import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import { openSqliteStorage } from './sqlite-storage.ts'
import type { Row, Storage, Table, TableOptions } from './storage.ts'

const childScript = new URL('../../test/support/storage-child.ts', import.meta.url).pathname

interface Note extends Row {
  readonly text: string
}

const noteOptions: TableOptions<Note> = {
  durability: 'promised',
  // The suite writes nothing else.
  decode: (value) => value as Note,
}

function note(key: string, text = key, updatedAt = 1): Note {
  return { key, updatedAt, expiresAt: 2, text }
}

let directory: string
let bus: EventBus
let told: TocsinEvent[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tocsin-sqlite-'))
  bus = new EventBus()
  told = []
  bus.on('storage set aside', (event) => told.push(event))
  bus.on('storage failed', (event) => told.push(event))
})

afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 6))

function open(path = directory): Promise<Storage> {
  return openSqliteStorage({ directory: path, bus, clock })
}

function notes(storage: Storage, options: Partial<TableOptions<Note>> = {}): Table<Note> {
  return storage.table<Note>('notes', { ...noteOptions, ...options })
}

async function keep(...rows: readonly Note[]): Promise<void> {
  await using storage = await open()
  await notes(storage).put(rows)
}

async function kept(): Promise<readonly Note[]> {
  await using storage = await open()
  return notes(storage).all()
}

describe('SQLite storage', () => {
  it('gives back after a restart what it kept', async () => {
    await keep(note('a'), note('b'))
    expect(await kept()).toEqual([note('a'), note('b')])
    expect(told).toEqual([])
  })

  it('puts promised and hot rows into files of their own, with the promises that they need', async () => {
    await using storage = await open()
    await storage.table<Note>('kept', noteOptions).put([note('a')])
    await storage.table<Note>('fleeting', { ...noteOptions, durability: 'hot' }).put([note('a')])
    expect(readdirSync(directory).sort()).toEqual(['hot.db', 'hot.db-wal', 'promised.db', 'promised.db-wal'])
  })

  it('leaves the files of an Alertmanager alone', async () => {
    writeFileSync(join(directory, 'silences'), 'a snapshot')
    writeFileSync(join(directory, 'nflog'), 'another')
    await keep(note('a'))
    expect(readFileSync(join(directory, 'silences'), 'utf8')).toBe('a snapshot')
    expect(readFileSync(join(directory, 'nflog'), 'utf8')).toBe('another')
  })

  it('refuses a table name that is none', async () => {
    await using storage = await open()
    expect(() => storage.table('no; DROP', noteOptions)).toThrow(TypeError)
  })
})

describe('a directory that is in use', () => {
  it('is refused by name, within one process', async () => {
    await using _storage = await open()
    await expect(open()).rejects.toMatchObject({ code: 'in use', message: expect.stringContaining(directory) })
  })

  it('is refused while another process has it, and free as soon as that one is killed', async () => {
    const child = await startChild()
    await expect(open()).rejects.toMatchObject({ code: 'in use' })
    await child.kill()
    await using storage = await open()
    expect(notes(storage).all().length).toBeGreaterThan(0)
  })
})

describe('kill -9', () => {
  it.each([1, 2, 3])('loses no promised row that was acknowledged (%i)', async () => {
    const child = await startChild()
    while (child.acknowledged.size < 50) await child.nextLine()
    await child.kill()
    const keys = new Set((await kept()).map(({ key }) => key))
    for (const key of child.acknowledged) expect(keys).toContain(key)
  })
})

describe('a damaged file', () => {
  const setAsideName = 'promised.db.corrupt-2026-01-02T030405006Z'

  it.each([
    { name: 'garbage', damage: () => Buffer.from('this is no database\n'.repeat(1000)), least: 0 },
    { name: 'cut off', damage: (file: Buffer) => file.subarray(0, 60_000), least: 100 },
    { name: 'zeroed in the middle', damage: (file: Buffer) => Buffer.from(file).fill(0, 8192, 30_000), least: 350 },
    { name: 'without its first page', damage: (file: Buffer) => Buffer.from(file).fill(0, 0, 8192), least: 500 },
  ])('that is $name is set aside whole, and told; what is sound of it is saved', async ({ damage, least }) => {
    const rows = Array.from({ length: 500 }, (_, index) => note(`${index}`, 'x'.repeat(100)))
    await keep(...rows)
    const damaged = damage(readFileSync(join(directory, 'promised.db')))
    writeFileSync(join(directory, 'promised.db'), damaged)
    writeFileSync(join(directory, 'promised.db-wal'), 'companion')

    const saved = await kept()
    expect(saved.length).toBeGreaterThanOrEqual(least)
    expect(saved).toEqual(rows.filter(({ key }) => saved.some((row) => row.key === key)))
    expect(readFileSync(join(directory, setAsideName))).toEqual(damaged)
    expect(told).toMatchObject([
      {
        type: 'storage set aside',
        file: join(directory, 'promised.db'),
        to: join(directory, setAsideName),
        rescued: saved.length,
      },
    ])
    await keep(note('new'))
    expect(await kept()).toEqual([...saved, note('new')])
  })

  it('takes its companions with it, and does not overwrite an earlier one', async () => {
    for (const suffix of ['', '-wal', '-shm'])
      writeFileSync(join(directory, `promised.db${suffix}`), `garbage${suffix}`)
    await kept()
    writeFileSync(join(directory, 'promised.db'), 'garbage once more')
    await kept()
    const content = (name: string) => readFileSync(join(directory, name), 'utf8')
    expect(content(setAsideName)).toBe('garbage')
    expect(content(`${setAsideName}-wal`)).toBe('garbage-wal')
    expect(content(`${setAsideName}-2`)).toBe('garbage once more')
  })

  it('of a newer version is refused and left as it is', async () => {
    await keep(note('a'))
    const newer = new Database(join(directory, 'promised.db'))
    newer.pragma('user_version = 99')
    newer.pragma(`application_id = ${0x54637000 + 99}`)
    newer.close()
    await expect(open()).rejects.toMatchObject({ code: 'newer', message: expect.stringContaining('promised.db') })
    expect(told.filter(({ type }) => type === 'storage set aside')).toEqual([])
  })

  it('costs a single row that cannot be read nothing but that row, which is set aside and told', async () => {
    await keep(note('a'), note('b'), note('c'))
    const database = new Database(join(directory, 'promised.db'))
    database.prepare("UPDATE notes SET value = '{broken' WHERE key = 'b'").run()
    database.close()

    expect(await kept()).toEqual([note('a'), note('c')])
    expect(told).toMatchObject([
      { type: 'storage set aside', to: 'table set_aside', error: expect.stringMatching(/row b of notes/) },
    ])
    const after = new Database(join(directory, 'promised.db'))
    expect(after.prepare('SELECT from_table, key, value FROM set_aside').all()).toEqual([
      { from_table: 'notes', key: 'b', value: '{broken' },
    ])
    after.close()
    told.splice(0)
    expect(await kept()).toEqual([note('a'), note('c')])
    expect(told).toEqual([])
  })
})

describe('a disk that refuses', () => {
  it('does not keep the start from happening; writes say what is wrong, and work once it is put right', async () => {
    const blocked = join(directory, 'data')
    writeFileSync(blocked, 'a file where a directory should be')
    await using storage = await open(blocked)
    const table = notes(storage)
    expect(table.all()).toEqual([])
    expect(storage.problem).toContain(blocked)
    expect(told).toMatchObject([{ type: 'storage failed' }, { type: 'storage failed' }])

    await expect(table.put([note('a')])).rejects.toMatchObject({
      name: 'StorageError',
      code: 'unwritable',
      message: expect.stringMatching(
        /cannot write .*promised\.db: .*make .* a directory that this process may write to/,
      ),
    })

    rmSync(blocked)
    await table.put([note('b')])
    expect(table.all()).toEqual([note('b')])
  })

  it('exchanges with the owner what either lacks once it is back', async () => {
    const child = await startChild()
    while (child.acknowledged.size < 10) await child.nextLine()
    await child.kill()
    // A WAL that cannot be made stands for a disk that can be read and not written.
    const walOf = join(directory, 'promised.db-wal')
    const wal = readFileSync(walOf)
    rmSync(walOf)
    symlinkSync('/nowhere/wal', walOf)
    await using storage = await open()
    expect(storage.problem).toBeDefined()
    await expect(notes(storage).put([note('a')])).rejects.toMatchObject({ code: 'unwritable' })

    rmSync(walOf)
    writeFileSync(walOf, wal)
    const found: Note[] = []
    const table = notes(storage, {
      reconcile: (rows) => {
        found.push(...rows)
        return []
      },
    })
    await table.put([note('a')])
    const keys = found.map(({ key }) => key)
    for (const key of child.acknowledged) expect(keys).toContain(key)
    expect(storage.problem).toBeUndefined()
  })

  it('that takes the file away under us gets what the owner knows, and gives what it does not', async () => {
    await keep(note('old'))
    renameSync(join(directory, 'promised.db'), join(directory, 'earlier.db'))
    await using storage = await open()
    const owned = new Map([['a', note('a')]])
    const table = notes(storage, {
      reconcile: (found) => {
        const lacking = [...owned.values()].filter(({ key }) => !found.some((row) => row.key === key))
        for (const row of found) owned.set(row.key, row)
        return lacking
      },
    })
    await table.put([note('a')])
    rmSync(join(directory, 'promised.db-wal'))
    renameSync(join(directory, 'earlier.db'), join(directory, 'promised.db'))
    await table.put([note('b')])
    expect([...owned.keys()]).toEqual(['a', 'old'])
    expect(table.all()).toEqual([note('old'), note('a'), note('b')])
  })

  it('that overwrites the file with garbage gets a new one with what the owner knows', async () => {
    await using storage = await open()
    const table = notes(storage, { reconcile: () => [note('a')] })
    await table.put([note('a')])
    renameSync(join(directory, 'promised.db'), join(directory, 'gone'))
    writeFileSync(join(directory, 'promised.db'), 'garbage')
    await table.put([note('b')])
    expect(table.all()).toEqual([note('a'), note('b')])
    expect(told).toMatchObject([{ type: 'storage set aside' }])
  })

  it('being full rejects writes, keeps what was kept, and works again when there is space', async () => {
    const child = await startChild({ fileSizeLimit: 64 * 1024 })
    await child.nextLine((line) => line.startsWith('refused'))
    const before = child.acknowledged.size
    await promisify(execFile)('prlimit', ['--pid', `${child.pid}`, '--fsize=unlimited:unlimited'])
    while (child.acknowledged.size === before) await child.nextLine()
    await child.kill()
    const keys = (await kept()).map(({ key }) => key)
    for (const key of child.acknowledged) expect(keys).toContain(key)
    for (const key of child.refused) expect(keys).not.toContain(key)
  })

  it.skipIf(process.getuid?.() === 0)('for lack of permission still gives what is on it', async () => {
    const child = await startChild()
    while (child.acknowledged.size < 10) await child.nextLine()
    await child.kill()
    const permit = (modes: { readonly files: number; readonly directory: number }): void => {
      for (const name of readdirSync(directory)) chmodSync(join(directory, name), modes.files)
      chmodSync(directory, modes.directory)
    }
    permit({ files: 0o400, directory: 0o500 })
    await using storage = await open()
    expect(storage.problem).toContain(directory)
    const table = notes(storage)
    const keys = table.all().map(({ key }) => key)
    for (const key of child.acknowledged) expect(keys).toContain(key)
    await expect(table.put([note('a')])).rejects.toMatchObject({ code: 'unwritable' })
    permit({ files: 0o600, directory: 0o700 })
    await table.put([note('a')])
    expect(table.all().map(({ key }) => key)).toEqual([...keys, 'a'])
  })
})

interface Child {
  readonly pid: number
  readonly acknowledged: ReadonlySet<string>
  readonly refused: ReadonlySet<string>
  nextLine(wanted?: (line: string) => boolean): Promise<string>
  kill(): Promise<void>
}

/** Starts test/support/storage-child.ts, which puts rows until it is killed and says which ones were kept. */
async function startChild({ fileSizeLimit }: { fileSizeLimit?: number } = {}): Promise<Child> {
  const command = [process.execPath, childScript, directory]
  // Node ignores SIGXFSZ, so that a write beyond the limit fails as it does on a full disk.
  const [program = '', ...args] =
    fileSizeLimit === undefined ? command : ['prlimit', `--fsize=${fileSizeLimit}:unlimited`, ...command]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const acknowledged = new Set<string>()
  const refused = new Set<string>()
  const nextLine = async (wanted: (line: string) => boolean = () => true): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error('the child ended')
      const [what, key = ''] = value.split(' ')
      if (what === 'kept') acknowledged.add(key)
      if (what === 'refused') refused.add(key)
      if (wanted(value)) return value
    }
  }
  await nextLine()
  return {
    pid: child.pid ?? 0,
    acknowledged,
    refused,
    nextLine,
    kill: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}
