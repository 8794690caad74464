// A group with its alerts as GET /alerts/groups shows it when nothing is filtered: in runs, which keep their bytes.

import { compareAlerts } from '../../model/alert.ts'
import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import type { LabelSet } from '../../model/labels.ts'
import type { GroupView } from '../deps.ts'
import { mergeInSlices, type Slices, sortInSlices } from '../slices.ts'
import { type AlertRun, cutIntoRuns } from './alert-run.ts'
import type { AlertView } from './alert-view.ts'
import type { AlertViews } from './alert-views.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

export class GroupPage {
  /** What the group and the views were when the runs were cut. */
  #version = -1
  #forgotten = -1
  #sorted: readonly AlertView[] = []
  #runs: readonly AlertRun[] = []
  #end: { readonly routeLabels: LabelSet; readonly bytes: Buffer } | undefined

  /** The group's alerts, in the order in which they stand in notifications. */
  get runs(): readonly AlertRun[] {
    return this.#runs
  }

  /** True when the runs have all alerts that the group has now, and no others. */
  isCurrent(group: GroupView, views: AlertViews): boolean {
    return this.#version === group.version && this.#forgotten === views.forgotten
  }

  async renew(group: GroupView, views: AlertViews, slices: Slices): Promise<void> {
    const { version } = group
    const { forgotten } = views
    const present = new Set<AlertView>()
    let looked = 0
    for (const alert of [...group.alerts()]) {
      present.add(views.of(alert))
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
    }
    const stayed = this.#sorted.filter((view) => present.delete(view))
    const compare = (a: AlertView, b: AlertView): number => compareAlerts(a.alert, b.alert)
    const added = await sortInSlices([...present], compare, slices)
    this.#sorted = await mergeInSlices(stayed, added, { compare, slices })
    this.#runs = cutIntoRuns(this.#sorted, this.#runs)
    this.#version = version
    this.#forgotten = forgotten
  }

  /** What stands behind the group's alerts. */
  end(group: GroupView): Buffer {
    if (!this.#end?.routeLabels.equals(group.routeLabels)) {
      this.#end = { routeLabels: group.routeLabels, bytes: Buffer.from(groupEnd(group)) }
    }
    return this.#end.bytes
  }
}

/** What stands behind a group's alerts. */
export function groupEnd({ labels, receiver, routeLabels }: GroupView): string {
  return `],"labels":${goJsonLabels(labels)},"receiver":{"name":${goJsonString(receiver)}},"routeLabels":${goJsonLabels(routeLabels)}}`
}
