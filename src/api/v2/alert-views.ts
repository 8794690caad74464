// All alerts as GET shows them. What is made for one answer is kept for the
// next: an answer costs what has changed, and the joining of what has not.

import type { Alert } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import type { Instant } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import { type Matcher, matchAll } from '../../model/matcher.ts'
import { matchRoutes } from '../../routing/route.ts'
import type { ApiDeps } from '../deps.ts'
import { mergeInSlices, Slices, sortInSlices } from '../slices.ts'
import type { Turns } from '../turns.ts'
import { type AlertPage, cutIntoPages } from './alert-page.ts'
import {
  AlertView,
  type Receivers,
  receiversText,
  type Suppression,
  suppressionOf,
  type VerdictBasis,
} from './alert-view.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 256

export class AlertViews {
  readonly #deps: ApiDeps
  readonly #turns: Turns
  readonly #views = new Map<Fingerprint, AlertView>()
  #byFingerprint: readonly AlertView[] = []
  #pages: readonly AlertPage[] = []
  /** The version of the alerts that the order shows. */
  #shown = -1
  #ordering: Promise<void> | undefined
  #basis: VerdictBasis | undefined
  /** By the receivers' names: there are far fewer sets of receivers than alerts. */
  #receivers = new Map<string, Receivers>()

  constructor(deps: ApiDeps, turns: Turns) {
    this.#deps = deps
    this.#turns = turns
    deps.bus.on('alert expired', ({ alert }) => this.#forget(alert.labels.fingerprint))
  }

  /** The view of an alert that somebody has in hand. */
  of(alert: Alert): AlertView {
    const { fingerprint } = alert.labels
    let view = this.#views.get(fingerprint)
    if (view === undefined) {
      view = new AlertView(alert)
      this.#views.set(fingerprint, view)
    } else {
      view.become(alert)
    }
    return view
  }

  /** All alerts that the store has now, and perhaps some that it had, by fingerprint. */
  async inOrder(): Promise<readonly AlertView[]> {
    const wanted = this.#deps.alerts.version
    while (this.#shown < wanted) {
      this.#ordering ??= this.#order().finally(() => {
        this.#ordering = undefined
      })
      await this.#ordering
    }
    return this.#byFingerprint
  }

  /** The same, page by page. */
  async inPages(): Promise<readonly AlertPage[]> {
    await this.inOrder()
    return this.#pages
  }

  /**
   * The alerts that match, by fingerprint. Looks at all of them in the order of the store, in which they lie in memory: to follow their
   * order takes three times as long.
   */
  async matching(matchers: readonly Matcher[], slices: Slices): Promise<readonly AlertView[]> {
    const found: AlertView[] = []
    let looked = 0
    for (const alert of this.#deps.alerts.all()) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      if (matchAll(matchers, alert.labels)) found.push(this.of(alert))
    }
    return sortInSlices(found, byFingerprint, slices)
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
      const names = matchRoutes(route, labels).map(({ receiver }) => receiver)
      const text = receiversText(names)
      const known = this.#receivers.get(text) ?? { names, text, sortedText: receiversText(names.toSorted(compareUtf8)) }
      this.#receivers.set(text, known)
      return known
    })
  }

  #forget(fingerprint: Fingerprint): void {
    const view = this.#views.get(fingerprint)
    if (view === undefined) return
    view.isForgotten = true
    this.#views.delete(fingerprint)
  }

  /** Shared by all answers that wait for it: it is not stopped when one of them is wanted no more. */
  async #order(): Promise<void> {
    const { alerts, clock } = this.#deps
    const slices = new Slices({ clock, turns: this.#turns })
    const version = alerts.version
    const added: AlertView[] = []
    let looked = 0
    for (const alert of alerts.all()) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      const view = this.of(alert)
      if (view.isOrdered) continue
      view.isOrdered = true
      added.push(view)
    }
    const isSame = added.length === 0 && this.#byFingerprint.length === looked
    if (!isSame) await this.#merge(added, slices)
    this.#shown = version
  }

  async #merge(added: readonly AlertView[], slices: Slices): Promise<void> {
    const kept = this.#byFingerprint.filter(({ isForgotten }) => !isForgotten)
    const sorted = await sortInSlices(added, byFingerprint, slices)
    this.#byFingerprint = await mergeInSlices(kept, sorted, { compare: byFingerprint, slices })
    this.#pages = cutIntoPages(this.#byFingerprint)
  }
}

const unsuppressed = suppressionOf({ silencedBy: [], inhibitedBy: [] })

/** They are hexadecimal digits: the order of UTF-16 is that of UTF-8. */
function byFingerprint(a: AlertView, b: AlertView): number {
  return a.alert.labels.fingerprint < b.alert.labels.fingerprint ? -1 : 1
}
