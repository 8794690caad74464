// A group with its alerts as GET /alerts/groups shows it when nothing is filtered: the bytes are kept until an alert of it
// changes, or what is said of one.

import { type Alert, compareAlerts } from '../../model/alert.ts'
import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import type { Instant } from '../../model/instant.ts'
import type { GroupView } from '../deps.ts'
import { type Slices, sortInSlices } from '../slices.ts'
import { commaSeparated } from '../text-pieces.ts'
import { isOver } from './alert-filter.ts'
import { type AlertView, statusFor, textList, type VerdictBasis } from './alert-view.ts'
import type { AlertViews } from './alert-views.ts'

/** What one answer is made with. */
export interface GroupReading {
  readonly views: AlertViews
  readonly basis: VerdictBasis
  readonly now: Instant
  readonly slices: Slices
}

interface Written {
  /** JSON after a comma; empty when the group has nothing to show. */
  readonly bytes: readonly Buffer[]
  readonly group: GroupView
  /** All that the group had, in its own order. */
  readonly alerts: readonly Alert[]
  readonly basis: VerdictBasis
  /** When the first of the alerts is over. */
  readonly until: Instant
}

/** In UTF-16 units. */
const pieceLength = 65_536

export class GroupPage {
  #written: Written | undefined
  /** Those that were shown last, in the group's order and in that of notifications. */
  #views: readonly AlertView[] = []
  #sorted: readonly AlertView[] = []

  /** The group as JSON after a comma, if it is as it was. */
  kept(group: GroupView, { basis, now }: GroupReading): readonly Buffer[] | undefined {
    const written = this.#written
    if (written === undefined || written.basis !== basis || now > written.until) return undefined
    const { mutedBy, routeLabels } = written.group
    if (!isSame(group.mutedBy, mutedBy) || !group.routeLabels.equals(routeLabels)) return undefined
    return isSame(group.alerts(), written.alerts) ? written.bytes : undefined
  }

  /** The group as JSON after a comma, made anew; nothing when there is nothing to show. */
  async write(group: GroupView, reading: GroupReading): Promise<readonly Buffer[]> {
    const { views, basis, now, slices } = reading
    const alerts = [...group.alerts()]
    const shown = alerts.filter((alert) => !isOver(alert, now))
    const sorted = await this.#inOrder(
      shown.map((alert) => views.of(alert)),
      slices,
    )
    const mutedBy = textList(group.mutedBy)
    const runs = commaSeparated(sorted, (view) => {
      const status = statusFor(views.suppression(view, basis, now), mutedBy)
      return view.text(views.receivers(view, basis).sortedText, status)
    })
    const bytes: Buffer[] = []
    if (shown.length > 0) {
      let text = ',{"alerts":['
      for (const run of runs) {
        text += run
        if (text.length >= pieceLength) {
          bytes.push(Buffer.from(text))
          text = ''
        }
        if (slices.isOver) await slices.next()
      }
      bytes.push(Buffer.from(text + groupEnd(group)))
    }
    const until = shown.reduce((first, { endsAt }) => (endsAt.at >= now ? Math.min(first, endsAt.at) : first), Infinity)
    this.#written = { bytes, group, alerts, basis, until }
    return bytes
  }

  async #inOrder(views: readonly AlertView[], slices: Slices): Promise<readonly AlertView[]> {
    if (isSame(views, this.#views)) return this.#sorted
    const sorted = await sortInSlices(views, (a, b) => compareAlerts(a.alert, b.alert), slices)
    this.#views = views
    this.#sorted = sorted
    return sorted
  }
}

/** What stands behind a group's alerts. */
export function groupEnd({ labels, receiver, routeLabels }: GroupView): string {
  return `],"labels":${goJsonLabels(labels)},"receiver":{"name":${goJsonString(receiver)}},"routeLabels":${goJsonLabels(routeLabels)}}`
}

function isSame<T>(items: Iterable<T>, others: readonly T[]): boolean {
  let index = 0
  for (const item of items) if (item !== others[index++]) return false
  return index === others.length
}
