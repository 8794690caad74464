// Damages a data directory at random, starts on it, and compares row by row what is there with what was undamaged: the storage alone
// mostly, and the whole server every now and then.
//
//   node test/support/corruption-run.ts 10000 [seed]

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EventBus } from '../../src/events/bus.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import { type AppWorld, configuration, makeAppWorld, makeSnapshotWorld, startApp } from './corruption-app.ts'
import { isCut, isWhole, makeWorld, openTables, type Piece, type TextRow, type World } from './corruption-world.ts'
import { type Corruption, corrupt, type Files } from './corruptions.ts'
import { ManualClock } from './manual-clock.ts'
import { randomNumbers } from './random.ts'
import { memoryDirectory, scratchDirectory } from './scratch-directory.ts'

/** What a run has found. `faults` has to be empty. */
export interface CorruptionAccount {
  readonly corruptions: number
  /** Of which the whole server was started. */
  readonly servers: number
  /** How often something was set aside. */
  readonly setAside: number
  /** Rows that lay in no damaged piece: all of them have to be there. */
  readonly soundRows: number
  /** Rows in what was damaged, and how many of these were there all the same. */
  readonly damagedRows: number
  readonly damagedRowsSaved: number
  /** Rows that had been removed before the damage and were back after it. */
  readonly returnedRows: number
  readonly faults: readonly string[]
}

export interface CorruptionRunOptions {
  readonly count: number
  readonly seed: number
  readonly progress?: (done: number) => void
}

/** Every so many corruptions the whole server is started. */
const serverEvery = 10

type Sum = { -readonly [name in Exclude<keyof CorruptionAccount, 'faults'>]: number }

/** How one corruption is judged. */
interface Judging<W> {
  readonly world: W
  readonly corruption: Corruption
  readonly sum: Sum
  readonly fault: (text: string) => void
}

export async function corruptionRun({ count, seed, progress }: CorruptionRunOptions): Promise<CorruptionAccount> {
  const random = randomNumbers(seed)
  const worlds = [
    await makeWorld('closed', random),
    await makeWorld('killed', random),
    await makeWorld('young', random),
  ] as const
  const appWorlds = [await makeAppWorld('closed'), await makeAppWorld('killed'), makeSnapshotWorld()] as const
  const sum: Sum = {
    corruptions: 0,
    servers: 0,
    setAside: 0,
    soundRows: 0,
    damagedRows: 0,
    damagedRowsSaved: 0,
    returnedRows: 0,
  }
  const faults: string[] = []
  for (let done = 0; done < count; done++) {
    const isServer = done % serverEvery === 0
    const turn = Math.floor(isServer ? done / serverEvery : done) % worlds.length
    const judge = isServer ? judgeApp(appWorlds[turn] as AppWorld) : judgeStorage(worlds[turn] as World)
    const corruption = corrupt(judge.files, random)
    const fault = (text: string): void => {
      faults.push(`#${done} ${judge.name}: ${corruption.kind}, ${corruption.file}: ${text}`)
    }
    await judge.look({ corruption, sum, fault }).catch((error: unknown) => fault(String(error)))
    sum.corruptions++
    progress?.(done + 1)
  }
  return { ...sum, faults }
}

interface Judge {
  readonly name: string
  readonly files: World['files']
  /** Starts on what was damaged, and looks at what there is. */
  look(judging: Omit<Judging<never>, 'world'>): Promise<void>
}

function judgeStorage(world: World): Judge {
  return {
    ...world,
    look: (judging) =>
      inDirectory(judging.corruption.files, async (directory) => {
        judgeRows({ ...judging, world, found: await startTwice(directory) })
      }),
  }
}

function judgeApp(world: AppWorld): Judge {
  return {
    ...world,
    look: (judging) =>
      inDirectory(judging.corruption.files, (directory) => judgeThings({ ...judging, world, directory })),
  }
}

async function inDirectory(files: Files, look: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(memoryDirectory, 'tocsin-corrupt-'))
  try {
    for (const [name, bytes] of files) {
      if (bytes === 'directory') mkdirSync(join(directory, name))
      else writeFileSync(join(directory, name), bytes)
    }
    await look(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Of what is gone without a trace nobody can tell. */
function isGone({ kind }: Corruption): boolean {
  return ['deleted', 'empty', 'truncated', 'cut to its head'].includes(kind)
}

interface Found {
  readonly rows: ReadonlyMap<string, TextRow>
  readonly rowsAfterRestart: ReadonlyMap<string, TextRow>
  readonly setAside: readonly string[]
  /** What was told at the second start: nothing may be left to tell. */
  readonly toldLater: readonly string[]
}

async function startTwice(directory: string): Promise<Found> {
  const first = await startIn(directory)
  const second = await startIn(directory)
  return { rows: first.rows, rowsAfterRestart: second.rows, setAside: first.told, toldLater: second.told }
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

function judgeRows({ world, corruption, found, sum, fault }: Judging<World> & { readonly found: Found }): void {
  let lost = 0
  const known = new Set<string>()
  for (const { table, row, pieces } of world.rows) {
    const name = `${table}: ${row.key}`
    known.add(name)
    const isThere = found.rows.get(name)?.text === row.text
    if (areSound(pieces, world, corruption)) {
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
    if (found.rowsAfterRestart.get(name)?.text !== text) fault(`${name} was gone after the next start`)
  }
  if (found.setAside.length > 0) sum.setAside++
  else if (lost > 0 && !isGone(corruption)) fault(`${lost} rows were lost without a word`)
  if (found.toldLater.length > 0) fault(`the second start told: ${found.toldLater.join('; ')}`)
}

function areSound(
  pieces: readonly Piece[],
  { files }: { readonly files: World['files'] },
  corruption: Corruption,
): boolean {
  return pieces.every(
    (piece) => isWhole(piece, { before: files, after: corruption.files }) && !isCut(piece, corruption),
  )
}

async function judgeThings(judging: Judging<AppWorld> & { readonly directory: string }): Promise<void> {
  const { world, corruption, sum, fault, directory } = judging
  await using scratch = await scratchDirectory(memoryDirectory)
  await using app = await startApp(directory, await scratch.write('alertmanager.yml', configuration))
  const found = { silence: await app.things('silence'), alert: await app.things('alert') }
  const setAside = await app.setAside()
  const marks = new Set(world.things.map(({ mark }) => mark))
  const strangers = [...found.silence, ...found.alert].filter((mark) => !marks.has(mark))
  if (world.hasChecksums) for (const mark of strangers) fault(`${mark} is what nobody ever said`)
  // Where there are no checksums, a text may be another one, and nobody can tell.
  let lost = -strangers.length
  for (const { kind, mark, pieces } of world.things) {
    const isThere = found[kind].has(mark)
    if (areSound(pieces, world, corruption)) {
      sum.soundRows++
      if (!isThere) fault(`${mark} was undamaged and is lost`)
    } else {
      sum.damagedRows++
      if (isThere) sum.damagedRowsSaved++
      else lost++
    }
  }
  sum.servers++
  if (setAside.length > 0) sum.setAside++
  else if (lost > 0 && !isGone(corruption)) fault(`${lost} were lost without a word`)
  // It takes what is new as if nothing had been.
  await app.silence('new')
  await app.fire('new')
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
