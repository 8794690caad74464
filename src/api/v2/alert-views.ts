// All alerts as GET shows them. What is made for one answer is kept for the next: an answer costs what has changed, and
// the sending of what has not.

import type { Alert } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import type { Instant } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import { type Matcher, matchAll } from '../../model/matcher.ts'
import { matchRoutes, type Route } from '../../routing/route.ts'
import type { ApiDeps } from '../deps.ts'
import { Slices } from '../slices.ts'
import type { Turns } from '../turns.ts'
import { AlertPages } from './alert-pages.ts'
import type { AlertRun, Writing } from './alert-run.ts'
import { AlertText } from './alert-text.ts'
import {
  AlertView,
  type Receivers,
  receiversText,
  type Suppression,
  statusFor,
  suppressionOf,
  type VerdictBasis,
} from './alert-view.ts'
import { AlertWriter } from './alert-writer.ts'
import { ViewsByLabel } from './views-by-label.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** Of more changes than this part of all alerts no list is kept: to look at all alerts costs no more. */
const longList = 1 / 4

export class AlertViews implements Disposable {
  readonly #deps: ApiDeps
  readonly #turns: Turns
  readonly #views = new Map<Fingerprint, AlertView>()
  readonly #pages = new AlertPages()
  readonly #byLabel: ViewsByLabel
  readonly #texts = new AlertText()
  readonly #writer = new AlertWriter(this.#texts)
  /** What was told since the views were up to date; undefined when that is not known, and all alerts are to be looked at. */
  #told: Set<Fingerprint> | undefined
  /** The version of the alerts that the views and what was told since come to. */
  #heard = -1
  #renewing: Promise<void> | undefined
  #basis: VerdictBasis | undefined
  /** By the route, or the routes' indexes: there are far fewer sets of routes than alerts. */
  #receivers = new Map<Route | string, Receivers>()
  #forgotten = 0
  readonly #unsubscribe: readonly (() => void)[]

  constructor(deps: ApiDeps, turns: Turns) {
    this.#deps = deps
    this.#turns = turns
    this.#byLabel = new ViewsByLabel(this.#views)
    this.#unsubscribe = [
      deps.alerts.subscribe((alerts) => this.#hear(alerts)),
      deps.bus.on('alert expired', ({ alert }) => this.#forget(alert.labels.fingerprint)),
    ]
  }

  /** Grows whenever a view stands for no alert any more. For readers that remember views. */
  get forgotten(): number {
    return this.#forgotten
  }

  /** The view of an alert that somebody has in hand. Of one that the store has not any more it is not kept. */
  of(alert: Alert): AlertView {
    const { fingerprint } = alert.labels
    return this.#deps.alerts.get(fingerprint) === alert
      ? this.#take(alert)
      : (this.#views.get(fingerprint) ?? new AlertView(alert))
  }

  /** Brings the views up to what the store has now. */
  async renew(): Promise<void> {
    while (this.#told === undefined || this.#told.size > 0 || this.#heard !== this.#deps.alerts.version) {
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = undefined
      })
      await this.#renewing
    }
  }

  /** All alerts by fingerprint, as they were when the views were renewed. */
  get runs(): readonly AlertRun[] {
    return this.#pages.runs
  }

  /** In the same order the runs in which alerts are that match; perhaps others too. */
  async runsMatching(matchers: readonly Matcher[], slices: Slices): Promise<readonly AlertRun[]> {
    const candidates = await this.#byLabel.candidates(matchers, slices)
    if (candidates === undefined) return this.#pages.runs
    const runs = new Set<AlertRun>()
    for (const view of candidates) if (matchAll(matchers, view.alert.labels)) runs.add(this.#pages.runOf(view))
    return runs.size < this.#pages.runs.length ? this.#pages.runs.filter((run) => runs.has(run)) : this.#pages.runs
  }

  /** What suppresses an alert at `now`. */
  suppression(view: AlertView, basis: VerdictBasis, now: Instant): Suppression {
    return view.suppression(basis, ({ labels }) => {
      const inhibitedBy = this.#deps.inhibitedBy(labels, now)
      const silencedBy = this.#deps.silences.silencedBy(labels, now)
      return inhibitedBy.length === 0 && silencedBy.length === 0
        ? unsuppressed
        : suppressionOf({ silencedBy, inhibitedBy })
    })
  }

  /** To be asked for once for each answer. */
  basisAt(now: Instant): VerdictBasis {
    const deps = this.#deps
    const basis = {
      route: deps.config().route,
      inhibition: deps.inhibitionVersionAt(now),
      silences: deps.silences.versionAt(now),
    }
    const last = this.#basis
    const isSame =
      last?.route === basis.route && last.inhibition === basis.inhibition && last.silences === basis.silences
    if (isSame) return last
    if (last?.route !== basis.route) this.#receivers = new Map()
    this.#basis = basis
    return basis
  }

  /** Whom an alert reaches by the routes of the configuration. */
  receivers(view: AlertView, { route }: VerdictBasis): Receivers {
    return view.receivers(route, ({ labels }) => {
      const routes = matchRoutes(route, labels)
      const key = routes.length === 1 ? (routes[0] as Route) : routes.map(({ index }) => index).join()
      const known = this.#receivers.get(key)
      if (known !== undefined) return known
      const names = routes.map(({ receiver }) => receiver)
      const text = receiversText(names)
      const receivers = { names, text, sortedText: receiversText(names.toSorted(compareUtf8)) }
      this.#receivers.set(key, receivers)
      return receivers
    })
  }

  /** An alert as JSON. @param receivers a JSON array, as receiversText makes it */
  text({ alert }: AlertView, receivers: string, status: string): string {
    return this.#texts.write(alert, receivers, status)
  }

  /** How an answer writes alerts of which so much is said. @param mutedBy as JSON, see textList */
  writing(
    kind: 'by route' | 'by name',
    mutedBy: string,
    { basis, now }: { readonly basis: VerdictBasis; readonly now: Instant },
  ): Writing {
    return {
      basis,
      now,
      mutedBy,
      receivers: (view) => {
        const { text, sortedText } = this.receivers(view, basis)
        return kind === 'by route' ? text : sortedText
      },
      status: (view) => statusFor(this.suppression(view, basis, now), mutedBy),
      writer: this.#writer,
    }
  }

  /** Hears of no changes any more; an answer that is being made goes on. */
  [Symbol.dispose](): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #hear(alerts: readonly Alert[]): void {
    const told = this.#told
    if (told === undefined) return
    const { version, size } = this.#deps.alerts
    // Something else has changed the alerts too.
    const isComplete = version === this.#heard + 1
    this.#heard = version
    if (!isComplete || told.size > Math.max(alertsPerLook, size * longList)) this.#told = undefined
    else for (const { labels } of alerts) told.add(labels.fingerprint)
  }

  #forget(fingerprint: Fingerprint): void {
    const view = this.#views.get(fingerprint)
    if (view === undefined) return
    this.#views.delete(fingerprint)
    if (view.isPlaced) this.#pages.delete(view)
    this.#byLabel.clear()
    this.#forgotten++
  }

  /** Shared by all answers that wait for it: it is not stopped when one of them is wanted no more. */
  async #renew(): Promise<void> {
    const { alerts, clock } = this.#deps
    const slices = new Slices({ clock, turns: this.#turns })
    const told = this.#heard === alerts.version ? this.#told : undefined
    this.#told = new Set()
    this.#heard = alerts.version
    this.#pages.makeRoom(alerts.size)
    let looked = 0
    for (const alert of told === undefined ? alerts.all() : this.#alertsOf(told)) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      const view = this.#take(alert)
      if (view.isPlaced) continue
      view.isPlaced = true
      this.#pages.add(view)
      this.#byLabel.add(view)
    }
  }

  #take(alert: Alert): AlertView {
    const { fingerprint } = alert.labels
    const known = this.#views.get(fingerprint)
    if (known !== undefined) {
      known.become(alert)
      return known
    }
    const view = new AlertView(alert)
    this.#views.set(fingerprint, view)
    return view
  }

  *#alertsOf(fingerprints: Iterable<Fingerprint>): Generator<Alert> {
    for (const fingerprint of fingerprints) {
      const alert = this.#deps.alerts.get(fingerprint)
      if (alert !== undefined) yield alert
    }
  }
}

const unsuppressed = suppressionOf({ silencedBy: [], inhibitedBy: [] })
