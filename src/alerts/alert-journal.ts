// Keeps alerts on disk at the price of one row for each put. The rows are a journal: what happens to an alert is written at its end, and
// nothing in it is ever changed. Where it begins, it is trimmed: what still counts of its oldest rows is written again at the end.

import type { Clock, Timer } from '../clock.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Duration, second } from '../model/instant.ts'
import type { Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { JournalLength } from './journal-length.ts'
import { type JournalRow, journalRow, journalRows, type MovedEnd } from './journal-row.ts'

/** How long the disk may not know of an end that has moved, or of an alert that nobody needs. */
const lag: Duration = second

/** When what the disk has refused is offered again. */
const retryInterval: Duration = 10 * second

/** How often the journal is looked at whether it has grown too long. */
const trimInterval: Duration = 10 * second

/** How many alerts, or ends, are written in one turn of the loop. */
const batch = 1000

export interface AlertJournalOptions {
  readonly clock: Clock
  readonly storage: Storage
  readonly alerts: AlertsToKeep
}

/** What the journal asks the store: the alerts as they are now. */
export interface AlertsToKeep {
  find(fingerprint: Fingerprint): Alert | undefined
  all(): Iterable<Alert>
}

/** Writes alerts down. The storage tells as an event when it cannot. */
export class AlertJournal {
  readonly #clock: Clock
  readonly #alerts: AlertsToKeep
  readonly #table: Table<JournalRow>
  /** The highest number in the storage or on its way there. */
  #revision = 0
  readonly #length = new JournalLength()
  /** Alerts whose end has moved without the journal knowing. */
  readonly #moved = new Set<Fingerprint>()
  /** Alerts that are gone without the journal knowing. */
  readonly #gone = new Set<Fingerprint>()
  /** Alerts that the disk has refused, and that nobody has told again since. */
  readonly #refused = new Set<Fingerprint>()
  /** Revisions that a client is not, or not yet, promised: the same alert told again has to wait for the disk too. */
  readonly #unkept = new Map<Fingerprint, number>()
  #lagTimer: Timer | undefined
  #trimTimer: Timer | undefined
  #trimming: Promise<void> = Promise.resolve()
  #closed = false

  constructor({ clock, storage, alerts }: AlertJournalOptions) {
    this.#clock = clock
    this.#alerts = alerts
    this.#table = storage.table('alert_journal', {
      ...journalRows(),
      reconcile: (found) => this.#lackingIn(found),
    })
  }

  /** Every alert that was kept, as it was last. Called once, at the start. */
  load(): Iterable<Alert> {
    const rows = inOrder(this.#table.all())
    this.#revision = rows.at(-1)?.revision ?? 0
    this.#length.reset(rows)
    return replay(rows).values()
  }

  /** True when the disk does not have the alert's last change yet. */
  isUnkept(fingerprint: Fingerprint): boolean {
    return this.#unkept.has(fingerprint)
  }

  /** Resolves when these alerts would survive the death of the process; rejects with a StorageError. */
  async keep(alerts: readonly Alert[]): Promise<void> {
    const revision = ++this.#revision
    for (const { labels } of alerts) {
      this.#unkept.set(labels.fingerprint, revision)
      this.#refused.delete(labels.fingerprint)
      this.#moved.delete(labels.fingerprint)
      this.#gone.delete(labels.fingerprint)
    }
    try {
      await this.#write(journalRow(revision, { alerts }))
    } catch (error) {
      for (const { labels } of alerts) {
        if (this.#unkept.get(labels.fingerprint) === revision) this.#refused.add(labels.fingerprint)
      }
      this.#writeLater(retryInterval)
      throw error
    }
    this.#kept(alerts, revision)
  }

  #kept(alerts: readonly Alert[], revision: number): void {
    for (const { labels } of alerts) {
      if ((this.#unkept.get(labels.fingerprint) ?? 0) <= revision) this.#unkept.delete(labels.fingerprint)
    }
  }

  /** Takes note that the alert's end has moved. It is on disk within a second, if the disk takes it. */
  endMoved(fingerprint: Fingerprint): void {
    this.#moved.add(fingerprint)
    this.#writeLater()
  }

  /** Takes note that nobody needs these alerts any more. */
  forget(fingerprints: Iterable<Fingerprint>): void {
    for (const fingerprint of fingerprints) {
      this.#gone.add(fingerprint)
      this.#moved.delete(fingerprint)
      this.#refused.delete(fingerprint)
      this.#unkept.delete(fingerprint)
    }
    if (this.#gone.size > 0) this.#writeLater()
  }

  /** Writes what is still to be written. */
  async close(): Promise<void> {
    this.#closed = true
    this.#lagTimer?.cancel()
    this.#trimTimer?.cancel()
    await this.#trimming
    await this.#writeNoted().catch(ignoreStorageError)
  }

  #writeLater(wait: Duration = lag): void {
    if (this.#closed) return
    this.#lagTimer ??= this.#clock.at(this.#clock.now() + wait, () => {
      this.#lagTimer = undefined
      void this.#writeNoted().catch((error) => {
        ignoreStorageError(error)
        // What the disk refuses stays noted.
        this.#writeLater(retryInterval)
      })
    })
  }

  async #writeNoted(): Promise<void> {
    while (this.#refused.size > 0 || this.#moved.size > 0 || this.#gone.size > 0) {
      const refused = takeSome(this.#refused)
      const moved = takeSome(this.#moved)
      const gone = takeSome(this.#gone)
      const alerts = this.#asTheyAre(refused)
      const ends: MovedEnd[] = []
      for (const fingerprint of moved) {
        const alert = this.#alerts.find(fingerprint)
        if (alert !== undefined) ends.push({ fingerprint, endsAt: alert.endsAt, updatedAt: alert.updatedAt })
      }
      const revision = ++this.#revision
      try {
        await this.#write(journalRow(revision, { alerts, ends, gone }))
        this.#kept(alerts, revision)
      } catch (error) {
        for (const { labels } of alerts) if (this.#unkept.has(labels.fingerprint)) this.#refused.add(labels.fingerprint)
        for (const fingerprint of moved) this.#moved.add(fingerprint)
        // One that has come back meanwhile was written, or refused, as a change.
        for (const fingerprint of gone) if (this.#alerts.find(fingerprint) === undefined) this.#gone.add(fingerprint)
        throw error
      }
    }
  }

  async #write(row: JournalRow): Promise<void> {
    await this.#table.put([row])
    this.#length.add(row)
    this.#trimLater()
  }

  #trimLater(): void {
    if (this.#closed || !this.#length.isTooLong) return
    this.#trimTimer ??= this.#clock.at(this.#clock.now() + trimInterval, () => {
      this.#trimTimer = undefined
      this.#trimming = this.#trim().catch(ignoreStorageError)
    })
  }

  /** Takes rows away, always the oldest, so that no row can outlive a later one that overrules it. */
  async #trim(): Promise<void> {
    while (this.#length.isTooLong && !this.#closed) {
      const { keys, counting } = this.#length.beginning(batch)
      const alerts = this.#asTheyAre(counting)
      if (alerts.length > 0) await this.#write(journalRow(++this.#revision, { alerts }))
      await this.#table.remove(keys)
      this.#length.drop(keys)
    }
  }

  #asTheyAre(fingerprints: readonly Fingerprint[]): readonly Alert[] {
    return fingerprints.map((fingerprint) => this.#alerts.find(fingerprint)).filter((alert) => alert !== undefined)
  }

  /** The file was away for a while, or is a new one: it gets every alert that it has not as the store has it. */
  #lackingIn(found: readonly JournalRow[]): readonly JournalRow[] {
    const kept = replay(inOrder(found))
    const alerts: Alert[] = []
    const gone = new Set(kept.keys())
    for (const alert of this.#alerts.all()) {
      const { fingerprint } = alert.labels
      gone.delete(fingerprint)
      const there = kept.get(fingerprint)
      if (there?.updatedAt.at === alert.updatedAt.at && there.endsAt.at === alert.endsAt.at) continue
      alerts.push(alert)
    }
    this.#revision = Math.max(this.#revision, ...found.map(({ revision }) => revision)) + 1
    const row = journalRow(this.#revision, { alerts, gone: [...gone] })
    this.#length.reset([...inOrder(found), row])
    return [row]
  }
}

/** The alerts that the rows, in their order, tell of: as they are at the end. */
function replay(rows: readonly JournalRow[]): ReadonlyMap<Fingerprint, Alert> {
  const alerts = new Map<Fingerprint, Alert>()
  for (const row of rows) {
    for (const alert of row.alerts) alerts.set(alert.labels.fingerprint, alert)
    for (const { fingerprint, endsAt, updatedAt } of row.ends) {
      const alert = alerts.get(fingerprint)
      if (alert !== undefined) alerts.set(fingerprint, { ...alert, endsAt, updatedAt })
    }
    for (const fingerprint of row.gone) alerts.delete(fingerprint)
  }
  return alerts
}

function inOrder(rows: readonly JournalRow[]): readonly JournalRow[] {
  return [...rows].sort((a, b) => a.revision - b.revision)
}

/** Takes a batch out of the set. */
function takeSome(set: Set<Fingerprint>): readonly Fingerprint[] {
  const some: Fingerprint[] = []
  for (const fingerprint of set) {
    if (some.length === batch) break
    some.push(fingerprint)
  }
  for (const fingerprint of some) set.delete(fingerprint)
  return some
}

function ignoreStorageError(error: unknown): void {
  if (!(error instanceof StorageError)) throw error
}
