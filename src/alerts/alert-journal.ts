// Keeps alerts on disk at the price of one row for each put: what a put changed is written whole into a journal, and the
// journal is folded into a row for each alert later, a batch at a time.

import type { Clock, Timer } from '../clock.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Duration, second } from '../model/instant.ts'
import type { Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import {
  type AlertRow,
  alertRow,
  decodeAlertRow,
  decodeJournalRow,
  encodeAlertRow,
  encodeJournalRow,
  type JournalRow,
  journalRow,
  type MovedEnd,
} from './alert-row.ts'

/** How long the disk may not know of an end that has moved. */
const endLag: Duration = second

/** How long the journal grows before it is folded. */
const foldInterval: Duration = 10 * second

/** How many rows, or ends in one row, are made in one turn of the loop. */
const batch = 500

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
  readonly #alerts: AlertJournalOptions['alerts']
  readonly #rows: Table<AlertRow>
  readonly #journal: Table<JournalRow>
  /** The highest number in the storage or on its way there. */
  #revision = 0
  /** Journal rows that are not folded yet. */
  #unfolded: string[] = []
  /** Alerts whose own row is older than they are. */
  readonly #dirty = new Set<Fingerprint>()
  /** Alerts whose end has moved without the journal knowing. */
  readonly #moved = new Set<Fingerprint>()
  /** Alerts whose row has to go. */
  readonly #gone = new Set<Fingerprint>()
  /** Revisions that a client is not, or not yet, promised: the same alert told again has to wait for the disk too. */
  readonly #unkept = new Map<Fingerprint, number>()
  #endTimer: Timer | undefined
  #foldTimer: Timer | undefined
  #folding: Promise<void> = Promise.resolve()
  #closed = false

  constructor({ clock, storage, alerts }: AlertJournalOptions) {
    this.#clock = clock
    this.#alerts = alerts
    this.#rows = storage.table<AlertRow>('alerts', {
      durability: 'hot',
      decode: decodeAlertRow,
      encode: encodeAlertRow,
      reconcile: (found) => this.#lackingIn(found),
    })
    this.#journal = storage.table<JournalRow>('alert_journal', {
      durability: 'hot',
      decode: decodeJournalRow,
      encode: encodeJournalRow,
    })
  }

  /** Every alert that was kept, as it was last. Called once, at the start. */
  load(): readonly Alert[] {
    const known = new Map<Fingerprint, { readonly alert: Alert; readonly revision: number }>()
    for (const { key, alert, revision } of this.#rows.all()) {
      known.set(key, { alert, revision })
      this.#revision = Math.max(this.#revision, revision)
    }
    for (const { key, revision, alerts, ends } of this.#journal.all()) {
      this.#unfolded.push(key)
      this.#revision = Math.max(this.#revision, revision)
      const isNews = (fingerprint: Fingerprint): boolean => (known.get(fingerprint)?.revision ?? 0) < revision
      for (const alert of alerts) {
        if (isNews(alert.labels.fingerprint)) known.set(alert.labels.fingerprint, { alert, revision })
      }
      for (const { fingerprint, endsAt, updatedAt } of ends) {
        const moved = known.get(fingerprint)
        if (moved === undefined || !isNews(fingerprint)) continue
        known.set(fingerprint, { alert: { ...moved.alert, endsAt, updatedAt }, revision })
      }
      for (const alert of alerts) this.#dirty.add(alert.labels.fingerprint)
      for (const { fingerprint } of ends) this.#dirty.add(fingerprint)
    }
    if (this.#unfolded.length > 0) this.#foldLater()
    return [...known.values()].map(({ alert }) => alert)
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
      this.#moved.delete(labels.fingerprint)
      this.#gone.delete(labels.fingerprint)
    }
    await this.#write(journalRow(revision, { alerts }))
    for (const { labels } of alerts) {
      if (this.#unkept.get(labels.fingerprint) === revision) this.#unkept.delete(labels.fingerprint)
    }
  }

  /** Takes note that the alert's end has moved. It is on disk within a second, if the disk takes it. */
  endMoved(fingerprint: Fingerprint): void {
    this.#moved.add(fingerprint)
    if (this.#closed) return
    this.#endTimer ??= this.#clock.at(this.#clock.now() + endLag, () => {
      this.#endTimer = undefined
      // What the disk refuses now stays noted, and goes with the next.
      void this.#writeEnds().catch(ignoreStorageError)
    })
  }

  /** Takes note that nobody needs these alerts any more. */
  forget(fingerprints: Iterable<Fingerprint>): void {
    for (const fingerprint of fingerprints) {
      this.#gone.add(fingerprint)
      this.#dirty.delete(fingerprint)
      this.#moved.delete(fingerprint)
      this.#unkept.delete(fingerprint)
    }
    if (this.#gone.size > 0) this.#foldLater()
  }

  /** Writes what is still to be written. */
  async close(): Promise<void> {
    this.#closed = true
    this.#endTimer?.cancel()
    this.#foldTimer?.cancel()
    await this.#folding
    try {
      await this.#writeEnds()
      await this.#fold()
    } catch (error) {
      ignoreStorageError(error)
    }
  }

  async #write(row: JournalRow): Promise<void> {
    for (const { labels } of row.alerts) this.#dirty.add(labels.fingerprint)
    for (const { fingerprint } of row.ends) this.#dirty.add(fingerprint)
    this.#foldLater()
    await this.#journal.put([row])
    this.#unfolded.push(row.key)
  }

  async #writeEnds(): Promise<void> {
    const all = [...this.#moved]
    for (let from = 0; from < all.length; from += batch) {
      const ends: MovedEnd[] = []
      for (const fingerprint of all.slice(from, from + batch)) {
        // It may have been told whole, or forgotten, since the batch before.
        const alert = this.#moved.delete(fingerprint) ? this.#alerts.find(fingerprint) : undefined
        if (alert !== undefined) ends.push({ fingerprint, endsAt: alert.endsAt, updatedAt: alert.updatedAt })
      }
      if (ends.length === 0) continue
      try {
        await this.#write(journalRow(++this.#revision, { ends }))
      } catch (error) {
        for (const { fingerprint } of ends) this.#moved.add(fingerprint)
        throw error
      }
    }
  }

  #foldLater(): void {
    if (this.#closed) return
    this.#foldTimer ??= this.#clock.at(this.#clock.now() + foldInterval, () => {
      this.#foldTimer = undefined
      this.#folding = this.#fold().catch((error) => {
        ignoreStorageError(error)
        this.#foldLater()
      })
    })
  }

  /** Writes a row for each changed alert; then the journal up to here is of no use any more. */
  async #fold(): Promise<void> {
    const folded = this.#unfolded
    const dirty = [...this.#dirty]
    this.#unfolded = []
    this.#dirty.clear()
    let written = 0
    try {
      for (; written < dirty.length; written += batch) {
        const rows: AlertRow[] = []
        for (const fingerprint of dirty.slice(written, written + batch)) {
          const alert = this.#alerts.find(fingerprint)
          if (alert !== undefined) rows.push(alertRow(alert, this.#revision))
        }
        await this.#rows.put(rows)
      }
      await this.#removeGone()
      await this.#journal.remove(folded)
    } catch (error) {
      this.#unfolded = [...folded, ...this.#unfolded]
      for (const fingerprint of dirty.slice(written)) this.#dirty.add(fingerprint)
      throw error
    }
  }

  async #removeGone(): Promise<void> {
    // One that is back is in the journal, and gets its row with the next fold.
    const gone = [...this.#gone]
    this.#gone.clear()
    try {
      await this.#rows.remove(gone)
    } catch (error) {
      for (const fingerprint of gone) this.#gone.add(fingerprint)
      throw error
    }
  }

  /** The file was away for a while, or is a new one: it gets every alert that it has not as the store has it. */
  #lackingIn(found: readonly AlertRow[]): readonly AlertRow[] {
    const kept = new Map(found.map(({ key, alert }) => [key, alert]))
    const lacking: AlertRow[] = []
    for (const alert of this.#alerts.all()) {
      const there = kept.get(alert.labels.fingerprint)
      if (there?.updatedAt.at === alert.updatedAt.at && there.endsAt.at === alert.endsAt.at) continue
      lacking.push(alertRow(alert, this.#revision))
    }
    return lacking
  }
}

function ignoreStorageError(error: unknown): void {
  if (!(error instanceof StorageError)) throw error
}
