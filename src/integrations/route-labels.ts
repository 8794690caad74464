// The labels of a route, which are templates, for one group. As dispatch/dispatch.go renderRouteLabels.

import { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { templateData } from '../template/data.ts'
import type { TemplateSet } from '../template/template-set.ts'
import { payloadOf } from './payload.ts'

/** What the labels are rendered with: a notification, whose route labels are still templates. */
type Group = Pick<Notification, 'receiver' | 'groupLabels' | 'routeLabels' | 'alerts' | 'now'>

export interface RenderedRouteLabels {
  readonly labels: LabelSet
  /** Labels that could not be rendered, and are missing from the others. */
  readonly failed: readonly { readonly label: string; readonly error: string }[]
}

/** False for labels that say the same for every group. */
export function haveTemplates({ values }: LabelSet): boolean {
  return values.some((text) => text.includes('{{'))
}

/** Renders each label by itself, so that one that fails takes no other with it. */
export function renderRouteLabels(
  group: Group,
  { templates, externalURL }: { readonly templates: TemplateSet; readonly externalURL: string },
): RenderedRouteLabels {
  if (!haveTemplates(group.routeLabels)) return { labels: group.routeLabels, failed: [] }
  const payload = payloadOf(
    { notification: group as Notification, alerts: group.alerts, reason: 'first notification' },
    { externalURL },
  )
  // The reason is not known yet: labels are rendered before anybody looks whether there is one.
  const data = templateData({ ...payload, reason: 'unknown' }, { areRouteLabelsRendered: false })
  const labelOf = templates.routeLabels(data, group.now)
  const labels: [string, string][] = []
  const failed: { label: string; error: string }[] = []
  for (const label of group.routeLabels.names) {
    try {
      labels.push([label, labelOf(label)])
    } catch (error) {
      failed.push({ label, error: error instanceof Error ? error.message : String(error) })
    }
  }
  return { labels: LabelSet.fromEntries(labels), failed }
}
