// Which rows the journal has on disk, oldest first, and what of them still counts: whether the journal is too long, and what has to be
// written again before its oldest rows may go.

import type { Fingerprint } from '../model/fingerprint.ts'
import type { JournalRow } from './journal-row.ts'

/** What an end, or an alert that is gone, takes in the journal, measured in alerts. */
const endWeight = 1 / 16

/** The journal may be this many times as long as a fresh one would be, and a bit for small ones. */
const longest = { factor: 2, alerts: 5000 }

/** A row that is on disk: which alerts it has whole, and what it weighs. */
interface Entry {
  readonly key: string
  readonly wholes: readonly Fingerprint[]
  readonly weight: number
}

/** Rows that may be taken away once these alerts are written again. */
export interface Beginning {
  readonly keys: readonly string[]
  readonly counting: readonly Fingerprint[]
}

export class JournalLength {
  #entries: Entry[] = []
  #weight = 0
  /** The row in which an alert was last written whole. Whatever an older row says of it counts no more. */
  readonly #homes = new Map<Fingerprint, Entry>()

  get isTooLong(): boolean {
    return this.#weight > longest.factor * this.#homes.size + longest.alerts
  }

  /** Takes note that the row is at the journal's end. */
  add({ key, alerts, ends, gone }: JournalRow): void {
    const wholes = alerts.map(({ labels }) => labels.fingerprint)
    const entry = { key, wholes, weight: alerts.length + (ends.length + gone.length) * endWeight }
    this.#entries.push(entry)
    this.#weight += entry.weight
    for (const fingerprint of wholes) this.#homes.set(fingerprint, entry)
    for (const fingerprint of gone) this.#homes.delete(fingerprint)
  }

  /**
   * The oldest rows, with about `most` alerts that still count. Ends and what is gone need not be written again: the alerts that they
   * speak of stand in still older rows, or further on.
   */
  beginning(most: number): Beginning {
    const keys: string[] = []
    const counting: Fingerprint[] = []
    for (const entry of this.#entries) {
      if (counting.length >= most || keys.length >= most) break
      keys.push(entry.key)
      for (const fingerprint of entry.wholes) if (this.#homes.get(fingerprint) === entry) counting.push(fingerprint)
    }
    return { keys, counting }
  }

  /** Takes note that these rows are gone. */
  drop(keys: readonly string[]): void {
    const dropped = new Set(keys)
    this.#entries = this.#entries.filter((entry) => {
      const stays = !dropped.has(entry.key)
      if (!stays) this.#weight -= entry.weight
      return stays
    })
  }

  /** Takes note that these are all rows, oldest first. */
  reset(rows: readonly JournalRow[]): void {
    this.#entries = []
    this.#weight = 0
    this.#homes.clear()
    for (const row of rows) this.add(row)
  }
}
