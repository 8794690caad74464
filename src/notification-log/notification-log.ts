// Remembers what each integration was last told about each group, so that the same is not told twice, not after a
// restart either. Whether it has to be told again is decided in pipeline/notification-reason.ts.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { DeliveryData } from '../model/notification.ts'
import { compareRows } from '../storage/reconcile.ts'
import type { Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { decodeEntry, entryKey, type LogEntry, type Recipient } from './log-entry.ts'

export type { LogEntry, Recipient } from './log-entry.ts'

/** What was delivered. */
export interface Delivered {
  readonly groupKey: string
  readonly integration: Recipient
  readonly at: Instant
  /** Identities of the alerts that were told as firing, and as resolved. */
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
  readonly repeatInterval: Duration
  /** What the integration wants to be given back the next time: the id of a message that it will update. */
  readonly data?: DeliveryData
}

export interface NotificationLogOptions {
  readonly clock: Clock
  readonly bus: EventBus
  readonly storage: Storage
  /** Longest time for which an entry is kept. */
  readonly retention: Duration
}

export class NotificationLog {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #retention: Duration
  readonly #table: Table<LogEntry>
  readonly #entries = new Map<string, LogEntry>()
  /** Keys of entries that the disk refused. They go with the next ones. */
  readonly #unwritten = new Set<string>()

  private constructor({ clock, bus, storage, retention }: NotificationLogOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#retention = retention
    this.#table = storage.table<LogEntry>('notification_log', {
      durability: 'hot',
      packed: true,
      decode: decodeEntry,
      reconcile: (found) => this.#reconcile(found),
    })
    for (const entry of this.#table.all()) this.#entries.set(entry.key, entry)
  }

  /** Opens the log with what the storage holds. */
  static open(options: NotificationLogOptions): NotificationLog {
    return new NotificationLog(options)
  }

  get size(): number {
    return this.#entries.size
  }

  /**
   * What the integration was last told about the group. An entry counts until gc takes it, expired or not, as in
   * Alertmanager: where groups flush less often than they repeat, it is what tells that something has resolved.
   */
  find(groupKey: string, integration: Recipient): LogEntry | undefined {
    this.#bus.emit({ type: 'state queried', of: 'notification log', took: 0 })
    return this.#entries.get(entryKey(groupKey, integration))
  }

  /**
   * Remembers what was delivered, at once; resolves when it is on disk, or when the disk has refused it. Then it is
   * remembered until the process ends and written with the next one: a notification that was sent is not undone by a
   * full disk. The storage has told of the failure.
   */
  record(delivered: Delivered): Promise<void> {
    const entry = this.#entryFor(delivered)
    this.#entries.set(entry.key, entry)
    this.#unwritten.add(entry.key)
    return this.#write()
  }

  /** Takes over entries that another program kept, but for those that are there already. Rejects with a StorageError. */
  async takeOver(entries: readonly LogEntry[]): Promise<number> {
    const news = entries.filter(({ key }) => !this.#entries.has(key))
    await this.#table.put(news)
    for (const entry of news) this.#entries.set(entry.key, entry)
    return news.length
  }

  /** The clock was set: what was told so long ago was told so long ago, so that nothing is repeated early or late. */
  async clockStepped(by: Duration): Promise<void> {
    for (const entry of this.#entries.values()) {
      const moved = { ...entry, at: entry.at + by, updatedAt: entry.updatedAt + by, expiresAt: entry.expiresAt + by }
      this.#entries.set(entry.key, moved)
      this.#unwritten.add(entry.key)
    }
    if (this.#unwritten.size > 0) await this.#write()
  }

  /** Forgets what has expired. Resolves with the number of entries; 0 when the disk refuses. */
  async gc(): Promise<number> {
    const begun = this.#clock.now()
    if (this.#unwritten.size > 0) await this.#write()
    const now = this.#clock.now()
    const keys = [...this.#entries.values()].filter(({ expiresAt }) => expiresAt <= now).map(({ key }) => key)
    const error = keys.length === 0 ? undefined : await this.#remove(keys)
    if (error === undefined) {
      for (const key of keys) {
        // It may have been told again while the disk was busy.
        if ((this.#entries.get(key)?.expiresAt ?? now) <= now) this.#entries.delete(key)
      }
    }
    const removed = error === undefined ? keys.length : 0
    const took = this.#clock.now() - begun
    this.#bus.emit({
      type: 'state maintained',
      of: 'notification log',
      took,
      removed,
      ...(error === undefined ? {} : { error }),
    })
    return removed
  }

  /** Resolves with what the disk has against it. */
  async #remove(keys: readonly string[]): Promise<string | undefined> {
    try {
      await this.#table.remove(keys)
      return undefined
    } catch (error) {
      if (error instanceof StorageError) return error.message
      throw error
    }
  }

  /** As nflog/nflog.go Log: kept for two repeat intervals, but never longer than the retention. */
  #entryFor({ groupKey, integration, at, firing, resolved, repeatInterval, data }: Delivered): LogEntry {
    const twoRepeats = 2 * repeatInterval
    const kept = twoRepeats > 0 ? Math.min(twoRepeats, this.#retention) : this.#retention
    const { receiver, name, index } = integration
    return {
      key: entryKey(groupKey, integration),
      updatedAt: at,
      expiresAt: at + kept,
      groupKey,
      receiver,
      integration: name,
      index,
      at,
      firing,
      resolved,
      ...(data === undefined ? {} : { data }),
    }
  }

  async #write(): Promise<void> {
    const entries: LogEntry[] = []
    for (const key of this.#unwritten) {
      const entry = this.#entries.get(key)
      if (entry !== undefined) entries.push(entry)
    }
    this.#unwritten.clear()
    try {
      await this.#table.put(entries)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      for (const { key } of entries) this.#unwritten.add(key)
    }
  }

  #reconcile(found: readonly LogEntry[]): readonly LogEntry[] {
    const { toAdopt, toWrite } = compareRows(this.#entries, found)
    for (const entry of toAdopt) this.#entries.set(entry.key, entry)
    return toWrite
  }
}
