// Owns the silences: takes new ones and changes, keeps them on disk before it answers, and says which of them silence a
// label set. The rules are in silence-rules.ts, the search in silence-index.ts.

import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { MatcherMode } from '../model/matcher-parser.ts'
import { type Silence, type SilenceState, silenceState } from '../model/silence.ts'
import { compareRows } from '../storage/reconcile.ts'
import type { Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { SilenceIndex } from './silence-index.ts'
import { silencesInQueryOrder } from './silence-order.ts'
import { decodeSilence, encodeSilence, rowOf, type SilenceRow } from './silence-row.ts'
import {
  canBecome,
  draftSilence,
  expiredSilence,
  newSilence,
  type SilenceDraft,
  type SilenceInput,
} from './silence-rules.ts'
import { silenceSize } from './silence-size.ts'

/** Zero or less means no limit. */
export interface SilenceLimits {
  /** How many there may be, expired ones included. */
  readonly maxSilences: number
  /** How large one may be, measured as silence-size.ts does. */
  readonly maxSilenceSizeBytes: number
}

export interface SilenceStoreOptions {
  readonly clock: Clock
  readonly bus: EventBus
  readonly storage: Storage
  readonly limits: SilenceLimits
  /** How long a silence is still shown after its end. */
  readonly retention: Duration
  /** Which label names a matcher may have. */
  readonly mode?: MatcherMode
}

/** Why a silence was not taken. The message is Alertmanager's where it has one. */
export interface SilenceRefusal {
  readonly ok: false
  readonly code: 'not found' | 'invalid' | 'storage'
  readonly message: string
}

export type SetResult = { readonly ok: true; readonly id: string } | SilenceRefusal

const notFound: SilenceRefusal = { ok: false, code: 'not found', message: 'silence not found' }

export class SilenceStore {
  readonly #options: SilenceStoreOptions
  readonly #table: Table<SilenceRow>
  /** In the order in which they were made. Only what is on disk is here. */
  readonly #rows = new Map<string, SilenceRow>()
  readonly #index: SilenceIndex
  /** The change under way for an id, after which the next one for that id is decided. */
  readonly #turns = new Map<string, Promise<unknown>>()
  /** New silences on their way to the disk. */
  #arriving = 0

  private constructor(options: SilenceStoreOptions) {
    this.#options = options
    this.#table = options.storage.table<SilenceRow>('silences', {
      durability: 'promised',
      decode: decodeSilence,
      encode: encodeSilence,
      reconcile: (found) => this.#reconcile(found),
    })
    for (const row of this.#table.all()) this.#rows.set(row.key, row)
    this.#index = new SilenceIndex(() => this.#silences())
  }

  /** Opens the store with what the storage holds. */
  static open(options: SilenceStoreOptions): SilenceStore {
    return new SilenceStore(options)
  }

  get size(): number {
    return this.#rows.size
  }

  /** Grows whenever a verdict of silencedBy may have changed, be it by an edit or by time. For callers that remember verdicts. */
  get version(): number {
    return this.versionAt(this.#options.clock.now())
  }

  /** As `version`, for a flush that has its own now. */
  versionAt(now: Instant): number {
    return this.#index.versionAt(now)
  }

  get(id: string): Silence | undefined {
    return this.#rows.get(id)?.silence
  }

  /** All silences in the order of the API. */
  list(): readonly Silence[] {
    const { clock, bus } = this.#options
    const now = clock.now()
    const silences = silencesInQueryOrder(this.#silences(), now)
    bus.emit({ type: 'state queried', of: 'silences', took: clock.now() - now, scanned: silences.length })
    return silences
  }

  count(state: SilenceState): number {
    const now = this.#options.clock.now()
    let count = 0
    for (const silence of this.#silences()) if (silenceState(silence, now) === state) count++
    return count
  }

  /** The ids of the active silences that match, in the order in which they were made. */
  silencedBy(labels: LabelSet, now: Instant): readonly string[] {
    return this.#index.silencedBy(labels, now)
  }

  /**
   * Makes a silence, or changes one. It is on disk before this resolves; the id is another one when the change would
   * have rewritten the past, and then the old silence has ended. As silence/silence.go Set.
   */
  set(input: SilenceInput): Promise<SetResult> {
    const id = input.id ?? ''
    return id === '' ? this.#set(input) : this.#inTurn(id, () => this.#set(input))
  }

  /** Ends a silence now. One that has ended already is fine. As silence/silence.go Expire. */
  expire(id: string): Promise<'ok' | SilenceRefusal> {
    return this.#inTurn(id, async () => {
      const kept = this.get(id)
      if (kept === undefined) return notFound
      const expired = expiredSilence(kept, this.#options.clock.now())
      if (expired === undefined) return 'ok'
      const refusal = await this.#keep([expired])
      if (refusal !== undefined) return refusal
      this.#options.bus.emit({ type: 'silence expired', silence: expired })
      return 'ok'
    })
  }

  /** Takes over silences that another program kept, but for ids that are there already. Rejects with a StorageError. */
  async takeOver(rows: readonly SilenceRow[]): Promise<number> {
    const news = rows.filter(({ key }) => !this.#rows.has(key))
    await this.#table.put(news)
    for (const row of news) this.#show(row)
    return news.length
  }

  /** Forgets those that ended longer ago than the retention. Resolves with their number; 0 when the disk refuses. */
  async gc(): Promise<number> {
    const { clock, bus } = this.#options
    const from = clock.now()
    const ids = [...this.#rows.values()].filter(({ expiresAt }) => expiresAt <= from).map(({ key }) => key)
    const refusal = await this.#attempt(() => this.#table.remove(ids))
    const removed = refusal === undefined ? ids : []
    for (const id of removed) {
      this.#rows.delete(id)
      this.#index.delete(id)
      bus.emit({ type: 'silence removed', id })
    }
    const error = refusal === undefined ? {} : { error: refusal.message }
    bus.emit({ type: 'state maintained', of: 'silences', took: clock.now() - from, removed: removed.length, ...error })
    return removed.length
  }

  async #set(input: SilenceInput): Promise<SetResult> {
    const { clock, mode = 'fallback' } = this.#options
    const now = clock.now()
    const draft = draftSilence(input, { now, mode })
    if ('refused' in draft) return { ok: false, code: 'invalid', message: draft.refused }
    const id = input.id ?? ''
    const kept = this.get(id)
    if (id !== '' && kept === undefined) return notFound
    if (kept !== undefined && canBecome(kept, draft, now)) return this.#change(kept, draft, now)
    return this.#make(draft, kept, now)
  }

  async #change(kept: Silence, draft: SilenceDraft, now: Instant): Promise<SetResult> {
    const { id } = kept
    const silence: Silence = { ...newSilence(draft, { id, now }), startsAt: draft.startsAt }
    const refusal = this.#sizeRefusal(silence) ?? (await this.#keep([silence]))
    if (refusal !== undefined) return refusal
    this.#options.bus.emit({ type: 'silence set', silence, previous: kept })
    return { ok: true, id }
  }

  async #make(draft: SilenceDraft, replaced: Silence | undefined, now: Instant): Promise<SetResult> {
    const { limits, bus } = this.#options
    const count = this.#rows.size + this.#arriving
    if (limits.maxSilences > 0 && count + 1 > limits.maxSilences) {
      return invalid(`exceeded maximum number of silences: ${count} (limit: ${limits.maxSilences})`)
    }
    const silence = newSilence(draft, { id: randomUUID(), now })
    const tooLarge = this.#sizeRefusal(silence)
    if (tooLarge !== undefined) return tooLarge
    const expired = replaced && expiredSilence(replaced, now)
    this.#arriving++
    const refusal = await this.#keep(expired === undefined ? [silence] : [expired, silence]).finally(
      () => this.#arriving--,
    )
    if (refusal !== undefined) return refusal
    if (expired !== undefined) bus.emit({ type: 'silence expired', silence: expired })
    bus.emit({ type: 'silence set', silence, previous: undefined })
    return { ok: true, id: silence.id }
  }

  #sizeRefusal(silence: Silence): SilenceRefusal | undefined {
    const { limits, retention } = this.#options
    if (limits.maxSilenceSizeBytes <= 0) return undefined
    const size = silenceSize(silence, retention)
    if (size <= limits.maxSilenceSizeBytes) return undefined
    return invalid(`silence exceeded maximum size: ${size} bytes (limit: ${limits.maxSilenceSizeBytes} bytes)`)
  }

  /** Writes all of them or none; only then they are shown. */
  async #keep(silences: readonly Silence[]): Promise<SilenceRefusal | undefined> {
    const rows = silences.map((silence) => rowOf(silence, this.#options.retention))
    const refusal = await this.#attempt(() => this.#table.put(rows))
    if (refusal !== undefined) return refusal
    for (const row of rows) this.#show(row)
    return undefined
  }

  async #attempt(write: () => Promise<void>): Promise<SilenceRefusal | undefined> {
    try {
      await write()
      return undefined
    } catch (error) {
      if (error instanceof StorageError) return { ok: false, code: 'storage', message: error.message }
      throw error
    }
  }

  #show(row: SilenceRow): void {
    this.#rows.set(row.key, row)
    this.#index.set(row.silence)
  }

  *#silences(): Generator<Silence> {
    for (const { silence } of this.#rows.values()) yield silence
  }

  #inTurn<T>(id: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(task)
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    this.#turns.set(id, settled)
    void settled.then(() => {
      if (this.#turns.get(id) === settled) this.#turns.delete(id)
    })
    return turn
  }

  #reconcile(found: readonly SilenceRow[]): readonly SilenceRow[] {
    const { toAdopt, toWrite } = compareRows(this.#rows, found)
    for (const row of toAdopt) this.#show(row)
    return toWrite
  }
}

function invalid(message: string): SilenceRefusal {
  return { ok: false, code: 'invalid', message }
}
