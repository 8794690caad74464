// All alerts in the order of GET /alerts, which is that of their fingerprints: cut into runs by the leading digits, so that a
// new alert is put into its run at once and no list of all has to be sorted.

import { AlertRun } from './alert-run.ts'
import { type AlertView, rankEnd } from './alert-view.ts'

/** More than so many alerts to a run on average, and there are twice as many runs. */
const crowd = 96

/** A power of two. */
const mostRuns = 65_536

export class AlertPages {
  /** Their number is a power of two. */
  #runs: readonly AlertRun[] = [new AlertRun()]
  #size = 0

  get runs(): readonly AlertRun[] {
    return this.#runs
  }

  /** The run in which an alert stands. */
  runOf({ rank }: AlertView): AlertRun {
    return this.#runs[Math.floor(rank / (rankEnd / this.#runs.length))] as AlertRun
  }

  /** Adds alerts that are not there yet. */
  add(views: readonly AlertView[]): void {
    this.#size += views.length
    let count = this.#runs.length
    while (count < mostRuns && this.#size > crowd * count) count *= 2
    if (count > this.#runs.length) {
      const before = this.#runs.flatMap((run) => run.views)
      this.#runs = Array.from({ length: count }, () => new AlertRun())
      this.#place(before)
    }
    this.#place(views)
  }

  delete(view: AlertView): void {
    const run = this.runOf(view)
    this.#size--
    run.become(run.views.filter((other) => other !== view))
  }

  #place(views: readonly AlertView[]): void {
    const news = new Map<AlertRun, AlertView[]>()
    for (const view of views) {
      const run = this.runOf(view)
      const others = news.get(run)
      if (others === undefined) news.set(run, [view])
      else others.push(view)
    }
    for (const [run, added] of news) run.become(run.views.concat(added).sort(byFingerprint))
  }
}

/** They are hexadecimal digits: the order of UTF-16 is that of UTF-8. */
function byFingerprint(a: AlertView, b: AlertView): number {
  return a.rank - b.rank || (a.alert.labels.fingerprint < b.alert.labels.fingerprint ? -1 : 1)
}
