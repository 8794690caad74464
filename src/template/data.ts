// Makes the data of a template: from a notification, or from the JSON that amtool's `template render` takes.

import type { Alert, AlertStatus } from '../model/alert.ts'
import type { LabelSet } from '../model/labels.ts'
import { alertsType, alertType, dataType, kvType } from './data-types.ts'
import { GoTime } from './time/go-time.ts'
import { GoMap, Pointer, Slice, Struct, type StructValue, type Value } from './values.ts'

/** What is known about one notification. The payload of the integrations has these fields and more. */
export interface NotificationData {
  readonly receiver: string
  readonly status: AlertStatus
  readonly alerts: readonly { readonly status: AlertStatus; readonly alert: Alert }[]
  readonly reason: string
  readonly groupLabels: LabelSet
  readonly commonLabels: LabelSet
  readonly commonAnnotations: LabelSet
  readonly routeLabels: LabelSet
  readonly externalURL: string
}

const positions: ReadonlyMap<string, number> = new Map(dataType.fields?.map(({ name }, index) => [name, index]))

/**
 * The data as notifications have it: Go's *template.Data.
 * @param options.areRouteLabelsRendered false where the values of route labels are templates still, for `routeLabels` to render
 */
export function templateData(
  data: NotificationData,
  options: { readonly areRouteLabelsRendered: boolean } = { areRouteLabelsRendered: true },
): Pointer {
  const { receiver, status, reason, groupLabels, commonLabels, commonAnnotations, routeLabels, externalURL } = data
  return new Pointer(
    new Struct(dataType, [
      receiver,
      status,
      new Slice(
        alertsType,
        data.alerts.map((each) => alertValue(each)),
      ),
      reason,
      kv(groupLabels),
      kv(commonLabels),
      kv(commonAnnotations),
      kv(routeLabels),
      externalURL,
      options.areRouteLabelsRendered,
    ]),
  )
}

/** The values of the route labels, and whether they are texts or still templates. */
export function routeLabelsOf(data: Value): {
  readonly labels: ReadonlyMap<string, Value>
  readonly areRendered: boolean
} {
  const struct = data instanceof Pointer ? data.target : data
  if (!(struct instanceof Struct) || struct.type !== dataType) return { labels: new Map(), areRendered: true }
  return {
    labels: (fieldOf(struct, 'RouteLabels') as GoMap).entries,
    areRendered: fieldOf(struct, 'routeLabelsRendered') === true,
  }
}

function fieldOf(struct: StructValue, name: string): Value {
  return struct.values[positions.get(name) as number]
}

function alertValue({ status, alert }: NotificationData['alerts'][number]): Struct {
  return new Struct(alertType, [
    status,
    kv(alert.labels),
    kv(alert.annotations),
    GoTime.from(alert.startsAt),
    GoTime.from(alert.endsAt),
    alert.generatorURL,
    alert.labels.fingerprint,
  ])
}

/** The maps of label sets that were seen before: every text of every flush asks for the same ones. They go with their sets. */
const knownMaps = new WeakMap<LabelSet, GoMap>()

function kv(labels: LabelSet): GoMap {
  const known = knownMaps.get(labels)
  if (known !== undefined) return known
  const map = GoMap.sorted(kvType, new Map(labels))
  knownMaps.set(labels, map)
  return map
}
