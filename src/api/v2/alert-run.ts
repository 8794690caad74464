// A run of alerts in the order of some answer, with their bytes: kept until an alert changes or what is said of it, and then
// only that alert is written anew.

import type { Alert } from '../../model/alert.ts'
import type { Instant } from '../../model/instant.ts'
import type { ByteWriter } from '../byte-writer.ts'
import { isOver } from './alert-filter.ts'
import type { AlertView, VerdictBasis } from './alert-view.ts'

/** How alerts are written for one answer. */
export interface Writing {
  readonly basis: VerdictBasis
  readonly now: Instant
  /** What is said of all alerts of the run alike, as JSON: which time intervals mute them. */
  readonly mutedBy: string
  /** As JSON. */
  receivers(view: AlertView): string
  /** As JSON. */
  status(view: AlertView): string
  text(alert: Alert, receivers: string, status: string): string
  readonly writer: ByteWriter
}

/** An alert as it was written. */
interface Piece {
  readonly view: AlertView
  readonly alert: Alert
  readonly receivers: string
  readonly status: string
  /** In bytes, with the comma before it; 0 for one that is over. */
  readonly length: number
}

interface Written {
  readonly bytes: Buffer
  readonly pieces: readonly Piece[]
  readonly views: readonly AlertView[]
  readonly basis: VerdictBasis
  readonly mutedBy: string
  /** When the first of the alerts is over. */
  readonly until: Instant
}

export class AlertRun {
  #views: readonly AlertView[]
  #written: Written | undefined

  /** @param before what it has written of the same alerts is taken over */
  constructor(views: readonly AlertView[] = [], before?: AlertRun) {
    this.#views = views
    if (before !== undefined) this.#written = before.#written
  }

  get views(): readonly AlertView[] {
    return this.#views
  }

  /** Puts other alerts into the run; those that stay are not written anew. */
  become(views: readonly AlertView[]): void {
    this.#views = views
  }

  /** Those that are not over, as JSON with a comma before each. */
  bytes(writing: Writing): Buffer {
    return this.#now(writing).bytes
  }

  /** The same of those alone for which `admits` answers true. */
  bytesOf(admits: (view: AlertView) => boolean, writing: Writing): Buffer {
    const { bytes, pieces } = this.#now(writing)
    const { writer } = writing
    let at = 0
    let from = 0
    for (const { view, length } of pieces) {
      const end = at + length
      if (length > 0 && !admits(view)) {
        writer.bytes(bytes, from, at)
        from = end
      }
      at = end
    }
    if (from === 0) return bytes
    writer.bytes(bytes, from, at)
    return writer.take()
  }

  #now(writing: Writing): Written {
    const written = this.#written
    if (written !== undefined && this.#isFresh(written, writing)) return written
    const renewed = this.#write(writing)
    this.#written = renewed
    return renewed
  }

  #isFresh({ views, basis, mutedBy, until, pieces }: Written, writing: Writing): boolean {
    if (views !== this.#views || basis !== writing.basis || mutedBy !== writing.mutedBy || writing.now > until)
      return false
    for (const { view, alert } of pieces) if (view.alert !== alert) return false
    return true
  }

  #write(writing: Writing): Written {
    const { basis, now, mutedBy, writer } = writing
    const before = this.#written
    const places = placesIn(before?.pieces ?? [])
    const pieces: Piece[] = []
    let until = Number.POSITIVE_INFINITY
    for (const view of this.#views) {
      const { alert } = view
      const over = isOver(alert, now)
      const receivers = over ? '' : writing.receivers(view)
      const status = over ? '' : writing.status(view)
      const place = places.get(view)
      const old = place?.piece
      if (place !== undefined && old?.alert === alert && old.receivers === receivers && old.status === status) {
        writer.bytes((before as Written).bytes, place.start, place.start + old.length)
        pieces.push(old)
      } else {
        const length = over ? 0 : writer.text(`,${writing.text(alert, receivers, status)}`)
        pieces.push({ view, alert, receivers, status, length })
      }
      if (alert.endsAt.at >= now && alert.endsAt.at < until) until = alert.endsAt.at
    }
    return { bytes: writer.take(), pieces, views: this.#views, basis, mutedBy, until }
  }
}

function placesIn(pieces: readonly Piece[]): ReadonlyMap<AlertView, { readonly piece: Piece; readonly start: number }> {
  const places = new Map<AlertView, { piece: Piece; start: number }>()
  let start = 0
  for (const piece of pieces) {
    places.set(piece.view, { piece, start })
    start += piece.length
  }
  return places
}

/**
 * Cuts sorted alerts into runs of about 64. Where a run ends depends on the alert there and not on those before it, so that a new
 * alert leaves all runs but its own as they are. Whoever still reads the old ones may go on.
 */
export function cutIntoRuns(views: readonly AlertView[], old: readonly AlertRun[]): readonly AlertRun[] {
  const byFirst = new Map(old.map((run) => [run.views[0], run]))
  const runs: AlertRun[] = []
  let from = 0
  for (const [index, view] of views.entries()) {
    if (!endsRun(view) && index < views.length - 1) continue
    const cut = views.slice(from, index + 1)
    const before = byFirst.get(cut[0])
    runs.push(before !== undefined && isSame(cut, before.views) ? before : new AlertRun(cut, before))
    from = index + 1
  }
  return runs
}

/** One fingerprint in 64. */
function endsRun({ alert }: AlertView): boolean {
  return /[048c]0$/.test(alert.labels.fingerprint)
}

function isSame<T>(items: readonly T[], others: readonly T[]): boolean {
  return items.length === others.length && items.every((item, i) => item === others[i])
}
