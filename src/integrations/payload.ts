// The data that a notification shows to its receiver: what templates see, and the JSON text of a webhook's body.
// As Alertmanager has it: template/template.go Data and notify/webhook/webhook.go Message.

import { type Alert, type AlertStatus, isResolvedAt } from '../model/alert.ts'
import { goJsonLabels, goJsonString } from '../model/go-json.ts'
import { LabelSet } from '../model/labels.ts'
import type { Delivery, NotificationReason } from '../model/notification.ts'

/** One alert of a notification. */
export interface PayloadAlert {
  readonly status: AlertStatus
  readonly alert: Alert
}

/** What is known about one notification. */
export interface Payload {
  /** The receiver's name, quoted as a regular expression. */
  readonly receiver: string
  /** Firing while at least one alert is. */
  readonly status: AlertStatus
  readonly alerts: readonly PayloadAlert[]
  readonly reason: NotificationReason
  readonly groupLabels: LabelSet
  readonly commonLabels: LabelSet
  readonly commonAnnotations: LabelSet
  readonly routeLabels: LabelSet
  readonly externalURL: string
  readonly groupKey: string
  /** How many alerts `maxAlerts` cut off. They count for nothing above. */
  readonly truncatedAlerts: number
}

/** Gathers the data of one delivery. `maxAlerts` 0 is no limit. */
export function payloadOf(
  delivery: Delivery,
  options: { readonly externalURL: string; readonly maxAlerts?: number },
): Payload {
  const { notification } = delivery
  const limit = options.maxAlerts ?? 0
  const kept = limit > 0 && delivery.alerts.length > limit ? delivery.alerts.slice(0, limit) : delivery.alerts
  const alerts = kept.map((alert): PayloadAlert => {
    return { status: isResolvedAt(alert, notification.now) ? 'resolved' : 'firing', alert }
  })
  return {
    receiver: quoteMeta(notification.receiver),
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    alerts,
    reason: delivery.reason,
    groupLabels: notification.groupLabels,
    commonLabels: inAll(kept.map((alert) => alert.labels)),
    commonAnnotations: inAll(kept.map((alert) => alert.annotations)),
    routeLabels: notification.routeLabels,
    externalURL: options.externalURL,
    groupKey: notification.groupKey,
    truncatedAlerts: delivery.alerts.length - kept.length,
  }
}

/**
 * The body of a webhook, byte for byte as Go's encoder writes it, with the newline at its end.
 * @param version of the format: 4 for webhooks, 1 for incident.io.
 */
export function payloadJson(payload: Payload, version: '4' | '1' = '4'): string {
  const shown = labelTexts()
  const alerts = payload.alerts.map((each) => alertJson(each, shown)).join(',')
  return `{"receiver":${goJsonString(payload.receiver)},"status":"${payload.status}","alerts":[${
    alerts
  }],"notification_reason":${goJsonString(payload.reason)},"groupLabels":${goJsonLabels(
    payload.groupLabels,
  )},"commonLabels":${shown(payload.commonLabels)},"commonAnnotations":${shown(
    payload.commonAnnotations,
  )},"routeLabels":${goJsonLabels(payload.routeLabels)},"externalURL":${goJsonString(
    payload.externalURL,
  )},"version":"${version}","groupKey":${goJsonString(payload.groupKey)},"truncatedAlerts":${payload.truncatedAlerts}}\n`
}

function alertJson({ status, alert }: PayloadAlert, shown: (labels: LabelSet) => string): string {
  return `{"status":"${status}","labels":${shown(alert.labels)},"annotations":${shown(alert.annotations)},"startsAt":"${
    alert.startsAt.text
  }","endsAt":"${alert.endsAt.text}","generatorURL":${goJsonString(alert.generatorURL)},"fingerprint":"${
    alert.labels.fingerprint
  }"}`
}

/** Gives the JSON text of label sets; of one that was asked for twice, as all are where the group has one alert, it is made once. */
function labelTexts(): (labels: LabelSet) => string {
  const known = new Map<LabelSet, string>()
  return (labels) => {
    const text = known.get(labels) ?? goJsonLabels(labels)
    known.set(labels, text)
    return text
  }
}

/** What is the same in every set. Absent counts as empty: an empty annotation is common although others lack it. */
function inAll(sets: readonly LabelSet[]): LabelSet {
  const [first, ...others] = sets
  if (first === undefined) return LabelSet.empty
  if (others.length === 0) return first
  return first.filter((name, value) => others.every((other) => other.get(name) === value))
}

/** As Go's regexp.QuoteMeta. */
function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}
