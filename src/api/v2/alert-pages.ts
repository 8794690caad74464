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

  /** Makes as many runs as so many alerts want. */
  makeRoom(size: number): void {
    let shift = this.#shift
    while (shift > 0 && size > crowd << (bits - shift)) shift--
    if (shift === this.#shift) return
    const views = this.#runs.flatMap((run) => run.views)
    this.#shift = shift
    this.#runs = Array.from({ length: 1 << (bits - shift) }, () => new AlertRun())
    for (const view of views) this.#place(view)
  }

  /** Adds an alert that is not there yet. */
  add(view: AlertView): void {
    this.makeRoom(++this.#size)
    this.#place(view)
  }

  delete(view: AlertView): void {
    const run = this.runOf(view)
    this.#size--
    run.become(run.views.filter((other) => other !== view))
  }

  #place(view: AlertView): void {
    const run = this.runOf(view)
    run.become(run.views.toSpliced(placeOf(view, run.views), 0, view))
  }
}

function placeOf({ alert }: AlertView, views: readonly AlertView[]): number {
  const { fingerprint } = alert.labels
  let from = 0
  let to = views.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((views[middle] as AlertView).alert.labels.fingerprint < fingerprint) from = middle + 1
    else to = middle
  }
  return from
}
