// Damages a data directory at random, starts on it, and compares row by row what is there with what was undamaged.
//
//   node test/support/corruption-run.ts 10000 [seed]

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventBus } from '../../src/events/bus.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import { isCut, isWhole, makeWorld, openTables, type PlacedRow, type TextRow, type World } from './corruption-world.ts'
import { type Corruption, corrupt, type Files } from './corruptions.ts'
import { ManualClock } from './manual-clock.ts'
import { seededRandom } from './seeded-random.ts'

/** What a run has found. `faults` has to be empty. */
export interface CorruptionAccount {
  readonly corruptions: number
  /** How often something was set aside. */
  readonly setAside: number
  /** Rows in what was damaged, and how many of these were there all the same. */
  readonly damagedRows: number
  readonly damagedRowsSaved: number
  /** Rows that lay in no damaged piece: all of them have to be there. */
  readonly soundRows: number
  /** Rows that had been removed before the damage and were back after it. */
  readonly returnedRows: number
  readonly faults: readonly string[]
}

export interface CorruptionRunOptions {
  readonly count: number
  readonly seed: number
  readonly progress?: (done: number) => void
}

export async function corruptionRun({ count, seed, progress }: CorruptionRunOptions): Promise<CorruptionAccount> {
  const random = seededRandom(seed)
  const worlds = [
    await makeWorld('closed', random),
    await makeWorld('killed', random),
    await makeWorld('young', random),
  ]
  const sum = { corruptions: 0, setAside: 0, damagedRows: 0, damagedRowsSaved: 0, soundRows: 0, returnedRows: 0 }
  const faults: string[] = []
  for (let done = 0; done < count; done++) {
    const world = worlds[done % worlds.length] as World // there is one
    const corruption = corrupt(world.files, random)
    const found = await startOn(corruption.files).catch((error: unknown) => String(error))
    const told = `#${done} ${world.name}: ${corruption.kind}, ${corruption.file}`
    if (typeof found === 'string') faults.push(`${told}: ${found}`)
    else judge({ world, corruption, found, sum, fault: (text) => faults.push(`${told}: ${text}`) })
    sum.corruptions++
    progress?.(done + 1)
  }
  return { ...sum, faults }
}

interface Found {
  readonly rows: ReadonlyMap<string, TextRow>
  readonly rowsAfterRestart: ReadonlyMap<string, TextRow>
  readonly setAside: readonly string[]
  /** What was told at the second start: nothing may be left to tell. */
  readonly toldLater: readonly string[]
  readonly directory: readonly string[]
}

/** In memory where that can be had: waiting for the disk is most of the time otherwise. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

async function startOn(files: Files): Promise<Found> {
  const directory = mkdtempSync(join(place, 'tocsin-corrupt-'))
  try {
    for (const [name, bytes] of files) {
      if (bytes === 'directory') mkdirSync(join(directory, name))
      else writeFileSync(join(directory, name), bytes)
    }
    const first = await startIn(directory)
    const second = await startIn(directory)
    return {
      rows: first.rows,
      rowsAfterRestart: second.rows,
      setAside: first.told,
      toldLater: second.told,
      directory: readdirSync(directory),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const probe: TextRow = { key: 'probe', updatedAt: 1, expiresAt: 2, text: 'new' }

async function startIn(
  directory: string,
): Promise<{ readonly rows: ReadonlyMap<string, TextRow>; readonly told: readonly string[] }> {
  const bus = new EventBus()
  const told: string[] = []
  bus.on('storage set aside', ({ file, to, error }) => told.push(`${file} to ${to}: ${error}`))
  bus.on('storage failed', ({ error }) => told.push(error))
  await using storage = await openSqliteStorage({ directory, bus, clock: new ManualClock() })
  const opened = openTables(storage)
  const rows = [...opened].flatMap(([name, table]) => table.all().map((row) => [`${name}: ${row.key}`, row] as const))
  for (const table of opened.values()) await table.put([probe])
  return { rows: new Map(rows.filter(([, { key }]) => key !== probe.key)), told }
}

interface Judging {
  readonly world: World
  readonly corruption: Corruption
  readonly found: Found
  readonly sum: {
    setAside: number
    damagedRows: number
    damagedRowsSaved: number
    soundRows: number
    returnedRows: number
  }
  readonly fault: (text: string) => void
}

function judge({ world, corruption, found, sum, fault }: Judging): void {
  const nameOf = ({ table, row }: PlacedRow): string => `${table}: ${row.key}`
  const isSound = ({ pieces }: PlacedRow): boolean =>
    pieces.every(
      (piece) => isWhole(piece, { before: world.files, after: corruption.files }) && !isCut(piece, corruption),
    )
  let lost = 0
  const known = new Set<string>()
  for (const placed of world.rows) {
    const name = nameOf(placed)
    known.add(name)
    const isThere = found.rows.get(name)?.text === placed.row.text
    if (isSound(placed)) {
      sum.soundRows++
      if (!isThere) fault(`${name} was undamaged and is ${found.rows.has(name) ? 'older' : 'lost'}`)
    } else {
      sum.damagedRows++
      if (isThere) sum.damagedRowsSaved++
      else lost++
    }
  }
  for (const [name, { text }] of found.rows) {
    if (!world.texts.has(text)) fault(`${name} says what no row ever said`)
    if (!known.has(name)) sum.returnedRows++
  }
  if (found.setAside.length > 0) sum.setAside++
  // Of what is gone without a trace nobody can tell.
  const isGone = ['deleted', 'empty', 'truncated'].includes(corruption.kind)
  if (lost > 0 && found.setAside.length === 0 && !isGone) fault(`${lost} rows were lost without a word`)
  if (found.toldLater.length > 0) fault(`the second start told: ${found.toldLater.join('; ')}`)
  for (const [name, { text }] of found.rows) {
    if (found.rowsAfterRestart.get(name)?.text !== text) fault(`${name} was gone after the next start`)
  }
}

if (import.meta.main) {
  const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number)
  const progress = (done: number): void => {
    if (done % 500 === 0) process.stdout.write(`${done} of ${count}\n`)
  }
  const { faults, ...account } = await corruptionRun({ count, seed, progress })
  process.stdout.write(`${JSON.stringify(account, undefined, 2)}\n`)
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
