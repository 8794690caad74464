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

  /** Cuts finer, when so many alerts want it. */
  makeRoom(size: number): void {
    let count = this.#runs.length
    while (count < mostRuns && size > crowd * count) count *= 2
    if (count === this.#runs.length) return
    const views = this.#runs.flatMap((run) => run.views)
    this.#runs = Array.from({ length: count }, () => new AlertRun())
    for (const view of views) this.runOf(view).add(view)
  }

  /** Adds an alert that is not there yet. */
  add(view: AlertView): void {
    this.makeRoom(++this.#size)
    this.runOf(view).add(view)
  }

  delete(view: AlertView): void {
    this.#size--
    this.runOf(view).delete(view)
  }
}
