// A run of alerts in the order of some answer, with their bytes: kept until an alert changes or what is said of it, and then
// only that alert is written anew.

import type { Alert } from '../../model/alert.ts'
import type { Instant } from '../../model/instant.ts'
import { isOver } from './alert-filter.ts'
import type { AlertView, VerdictBasis, WrittenAlert } from './alert-view.ts'
import type { AlertWriter } from './alert-writer.ts'

/** How alerts are written for one answer. */
export interface Writing {
  readonly basis: VerdictBasis
  readonly now: Instant
  /** What is said of all alerts alike, as JSON: which time intervals mute them. */
  readonly mutedBy: string
  /** As JSON. */
  receivers(view: AlertView): string
  /** As JSON. */
  status(view: AlertView): string
  readonly writer: AlertWriter
}

interface Written {
  readonly bytes: Buffer
  readonly views: readonly AlertView[]
  readonly alerts: readonly Alert[]
  /** Where in the bytes each alert ends; where the one before it does, for one that is over. */
  readonly ends: readonly number[]
  readonly basis: VerdictBasis
  readonly mutedBy: string
  /** When the first of the alerts is over. */
  readonly until: Instant
}

export class AlertRun {
  #views: readonly AlertView[]
  /** Not in their places yet: they are put there when somebody reads. */
  #added: AlertView[] = []
  #written: Written | undefined

  constructor(views: readonly AlertView[] = []) {
    this.#views = views
  }

  get views(): readonly AlertView[] {
    if (this.#added.length > 0) {
      this.#views = this.#views.concat(this.#added).sort(byFingerprint)
      this.#added = []
    }
    return this.#views
  }

  /** Adds an alert to a run that is in the order of GET /alerts. */
  add(view: AlertView): void {
    this.#added.push(view)
  }

  delete(view: AlertView): void {
    this.#views = this.views.filter((other) => other !== view)
  }

  /** Those that are not over, as JSON with a comma before each. */
  bytes(writing: Writing): Buffer {
    return this.#renewed(writing).bytes
  }

  /** The same of those alone for which `admits` answers true. */
  bytesOf(admits: (view: AlertView) => boolean, writing: Writing): Buffer {
    const { bytes, views, ends } = this.#renewed(writing)
    const parts: Buffer[] = []
    let from = 0
    let start = 0
    for (const [index, view] of views.entries()) {
      const end = ends[index] as number
      if (end > start && !admits(view)) {
        if (start > from) parts.push(bytes.subarray(from, start))
        from = end
      }
      start = end
    }
    if (from === 0) return bytes
    if (start > from) parts.push(bytes.subarray(from, start))
    return Buffer.concat(parts)
  }

  #renewed(writing: Writing): Written {
    if (this.#written === undefined || !this.#isFresh(this.#written, writing)) this.#written = this.#write(writing)
    return this.#written
  }

  #isFresh({ views, basis, mutedBy, until, alerts }: Written, writing: Writing): boolean {
    if (views !== this.views || basis !== writing.basis || mutedBy !== writing.mutedBy || writing.now > until)
      return false
    for (let i = 0; i < views.length; i++) if ((views[i] as AlertView).alert !== alerts[i]) return false
    return true
  }

  #write(writing: Writing): Written {
    const { basis, now, mutedBy, writer } = writing
    const { views } = this
    const alerts: Alert[] = []
    const ends: number[] = []
    const shown: (WrittenAlert | undefined)[] = []
    let until = Number.POSITIVE_INFINITY
    let end = 0
    for (const view of views) {
      const { alert } = view
      const over = isOver(alert, now)
      const written = over ? undefined : writer.write(view, writing.receivers(view), writing.status(view))
      if (alert.endsAt.at >= now && alert.endsAt.at < until) until = alert.endsAt.at
      end += written?.length ?? 0
      alerts.push(alert)
      shown.push(written)
      ends.push(end)
    }
    const bytes = Buffer.allocUnsafeSlow(end)
    let start = 0
    for (const written of shown) {
      if (written === undefined) continue
      written.bytes.copy(bytes, start, written.start, written.start + written.length)
      // Where it came from is needed no more.
      written.bytes = bytes
      written.start = start
      start += written.length
    }
    return { bytes, views, alerts, ends, basis, mutedBy, until }
  }
}

/** They are hexadecimal digits: the order of UTF-16 is that of UTF-8. */
function byFingerprint(a: AlertView, b: AlertView): number {
  return a.rank - b.rank || (a.alert.labels.fingerprint < b.alert.labels.fingerprint ? -1 : 1)
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
    runs.push(before !== undefined && isSame(cut, before.views) ? before : new AlertRun(cut))
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
