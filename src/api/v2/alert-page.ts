// A run of alerts in the order of GET /alerts, with the bytes that an answer has of them: kept until one of the alerts
// changes, or what is said of it.

import type { Instant } from '../../model/instant.ts'
import type { AlertView, VerdictBasis } from './alert-view.ts'

/** The bytes, and for how long they hold. */
interface Written {
  readonly bytes: Buffer
  readonly basis: VerdictBasis
  /** When the first of the alerts is over. */
  readonly until: Instant
}

export class AlertPage {
  readonly views: readonly AlertView[]
  #written: Written | undefined

  constructor(views: readonly AlertView[]) {
    this.views = views
  }

  /** One of the alerts has changed. */
  changed(): void {
    this.#written = undefined
  }

  /** @param write answers an alert as JSON after a comma, or '' for one that is over */
  bytes(basis: VerdictBasis, now: Instant, write: (view: AlertView) => string): Buffer {
    if (this.#written?.basis === basis && now <= this.#written.until) return this.#written.bytes
    let text = ''
    let until = Number.POSITIVE_INFINITY
    for (const view of this.views) {
      text += write(view)
      const end = view.alert.endsAt.at
      if (end >= now && end < until) until = end
    }
    const bytes = Buffer.from(text)
    this.#written = { bytes, basis, until }
    return bytes
  }
}

/**
 * Cuts sorted alerts into pages of about 64. Where a page ends depends on the alert there and not on those before it, so that a new
 * alert leaves all pages but its own as they are.
 */
export function cutIntoPages(views: readonly AlertView[]): readonly AlertPage[] {
  const pages: AlertPage[] = []
  let from = 0
  for (const [index, view] of views.entries()) {
    if (!endsPage(view) && index < views.length - 1) continue
    pages.push(pageOf(views.slice(from, index + 1)))
    from = index + 1
  }
  return pages
}

/** One fingerprint in 64. */
function endsPage({ alert }: AlertView): boolean {
  return /[048c]0$/.test(alert.labels.fingerprint)
}

/** The page that these alerts were on already, or a new one. */
function pageOf(views: readonly AlertView[]): AlertPage {
  const old = views[0]?.page
  if (old?.views.length === views.length && views.every((view, i) => view === old.views[i])) return old
  const page = new AlertPage(views)
  for (const view of views) view.page = page
  return page
}
