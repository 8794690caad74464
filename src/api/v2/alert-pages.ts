// All alerts in the order of GET /alerts, which is that of their fingerprints: cut into runs by the leading digits, so that a
// new alert is put into its run at once and no list of all has to be sorted.

import { AlertRun } from './alert-run.ts'
import type { AlertView } from './alert-view.ts'

/** More than so many alerts to a run on average, and there are twice as many runs. */
const crowd = 96

/** Of the leading digits as many decide. */
const digits = 4
const bits = 4 * digits

export class AlertPages {
  /** Their number is a power of two. */
  #runs: readonly AlertRun[] = [new AlertRun()]
  #shift = bits
  #size = 0

  get runs(): readonly AlertRun[] {
    return this.#runs
  }

  /** The run in which an alert stands. */
  runOf({ alert }: AlertView): AlertRun {
    const leading = Number.parseInt(alert.labels.fingerprint.slice(0, digits), 16)
    return this.#runs[leading >> this.#shift] as AlertRun
  }

  /** Adds alerts that are not there yet. */
  add(views: readonly AlertView[]): void {
    this.#size += views.length
    let shift = this.#shift
    while (shift > 0 && this.#size > crowd << (bits - shift)) shift--
    if (shift < this.#shift) {
      const before = this.#runs.flatMap((run) => run.views)
      this.#shift = shift
      this.#runs = Array.from({ length: 1 << (bits - shift) }, () => new AlertRun())
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
  return a.alert.labels.fingerprint < b.alert.labels.fingerprint ? -1 : 1
}
