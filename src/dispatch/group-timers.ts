// Where each group is in its rhythm, kept on disk, so that groups go on after a restart as if there had been none.

import type { Clock, Timer } from '../clock.ts'
import { type Duration, type Instant, millisecond } from '../model/instant.ts'
import type { Row, Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'

/** Where a group is in its rhythm. */
export interface GroupTimer {
  readonly nextFlush: Instant
  /** How often it has flushed. */
  readonly flushes: number
  /** What was over and known by then has been told as resolved and has left the group. */
  readonly toldUntil: Instant
  /** Whether the last flush was told to its end. */
  readonly settled: boolean
  /** The group's key, where that is not the one of its route. */
  readonly groupKey?: string
}

interface GroupTimerRow extends Row, GroupTimer {}

/** Changes are gathered for so long. What is younger is computed anew from the group's alerts. */
const lag: Duration = 100 * millisecond

/** How many rows are written at once. */
const batch = 500

/** Remembers the timers of groups by the names that the dispatcher gives them. */
export class GroupTimers implements AsyncDisposable {
  readonly #clock: Clock
  readonly #table: Table<GroupTimerRow>
  readonly #rows = new Map<string, GroupTimerRow>()
  /** Names of which the disk has another state, or none. */
  readonly #unwritten = new Set<string>()
  #timer: Timer | undefined
  #isWritingSoon = false
  #writing: Promise<void> = Promise.resolve()
  #closed = false

  private constructor({ clock, storage }: { readonly clock: Clock; readonly storage: Storage }) {
    this.#clock = clock
    this.#table = storage.table<GroupTimerRow>('group_timers', {
      durability: 'hot',
      packed: true,
      decode: decodeTimer,
      reconcile: (found) => this.#lackingIn(found),
    })
    for (const row of this.#table.all()) this.#rows.set(row.key, row)
  }

  /** Opens them with what the storage holds. */
  static open(options: { readonly clock: Clock; readonly storage: Storage }): GroupTimers {
    return new GroupTimers(options)
  }

  /** What is remembered of a group. */
  recall(name: string): GroupTimer | undefined {
    return this.#rows.get(name)
  }

  /**
   * Remembers where a group is. A new one that flushes before the lag is over is written in this turn, ahead of whatever happens to its
   * alerts next: after a crash nobody would know that the end of one is still to be told.
   */
  note(name: string, timer: GroupTimer): void {
    const now = this.#clock.now()
    if (timer.nextFlush <= now + lag && !this.#rows.has(name)) this.#writeAfterThisTask()
    this.#rows.set(name, { ...timer, key: name, updatedAt: now, expiresAt: timer.nextFlush })
    this.#changed(name)
  }

  forget(name: string): void {
    if (this.#rows.delete(name)) this.#changed(name)
  }

  /** Forgets all groups but these. */
  retain(names: ReadonlySet<string>): void {
    for (const name of [...this.#rows.keys()]) if (!names.has(name)) this.forget(name)
  }

  /** Writes what is still to be written. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    await this.#writing
    await this.#write()
  }

  #changed(name: string): void {
    this.#unwritten.add(name)
    if (this.#closed) return
    this.#timer ??= this.#clock.at(this.#clock.now() + lag, () => {
      this.#timer = undefined
      this.#writing = this.#writing.then(() => this.#write())
    })
  }

  #writeAfterThisTask(): void {
    if (this.#isWritingSoon) return
    this.#isWritingSoon = true
    const written = Promise.resolve().then(() => {
      this.#isWritingSoon = false
      return this.#write()
    })
    this.#writing = Promise.all([this.#writing, written]).then(() => {})
  }

  /** What the disk refuses goes with the next change: a group without its timer is told of late or early, but is told of. */
  async #write(): Promise<void> {
    const names = [...this.#unwritten]
    for (let from = 0; from < names.length; from += batch) {
      const some = names.slice(from, from + batch)
      for (const name of some) this.#unwritten.delete(name)
      const rows = some.map((name) => this.#rows.get(name)).filter((row) => row !== undefined)
      try {
        await Promise.all([this.#table.put(rows), this.#table.remove(some.filter((name) => !this.#rows.has(name)))])
      } catch (error) {
        if (!(error instanceof StorageError)) throw error
        for (const name of some) this.#unwritten.add(name)
      }
    }
  }

  #lackingIn(found: readonly GroupTimerRow[]): readonly GroupTimerRow[] {
    const there = new Map(found.map((row) => [row.key, row.nextFlush]))
    return [...this.#rows.values()].filter(({ key, nextFlush }) => there.get(key) !== nextFlush)
  }
}

function decodeTimer(value: unknown): GroupTimerRow | undefined {
  const row = value as GroupTimerRow
  const numbers = [row.updatedAt, row.expiresAt, row.nextFlush, row.flushes, row.toldUntil]
  const isKeyed = typeof row.key === 'string' && ['string', 'undefined'].includes(typeof row.groupKey)
  return isKeyed && numbers.every(Number.isFinite) && typeof row.settled === 'boolean' ? row : undefined
}
