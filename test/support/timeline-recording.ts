// What came of a timeline: the requests that reached its receivers, free of what differs from one run to the next.

import type { Instant } from '../../src/model/instant.ts'
import type { Second } from './timeline-case.ts'

/** How a request ended: the status it was answered with, or that it was left without an answer. */
export type Answer = number | 'hung' | 'closed'

/** One request as a receiver saw it. */
export interface ReceivedRequest {
  readonly at: Instant
  readonly to: string
  readonly answer: Answer
  /** When the client gave up waiting, if it did. */
  readonly gaveUpAt?: Instant
  readonly body: string
}

/** An alert in a recorded payload. Times near the timeline are seconds from its start, others the text as it came. */
export interface RecordedAlert {
  readonly status: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: Second | string
  readonly endsAt: Second | string
  readonly generatorURL: string
  readonly fingerprint: string
}

export interface RecordedPayload {
  readonly receiver: string
  readonly status: string
  readonly notification_reason: string
  readonly groupKey: string
  readonly alerts: readonly RecordedAlert[]
  readonly [other: string]: unknown
}

export interface RecordedRequest {
  readonly at: Second
  readonly to: string
  readonly answer: Answer
  /** Set when the same request came again: how often depends on the random part of the back-off. */
  readonly retried?: true
  readonly gaveUpAt?: Second
  readonly payload: RecordedPayload
}

/** Times further from the start than this came from outside as they are. */
const farAwayInSeconds = 86_400

/** Puts what the receivers saw into the form that is kept: relative times, repeated failures folded into one entry. */
export function recordingOf(requests: readonly ReceivedRequest[], start: Instant): readonly RecordedRequest[] {
  const recorded: RecordedRequest[] = []
  for (const request of requests) {
    const payload = relativePayload(JSON.parse(request.body), start)
    const earlier = recorded.findLastIndex(
      (other) => other.to === request.to && other.payload.groupKey === payload.groupKey,
    )
    const previous = recorded[earlier]
    if (previous !== undefined && isRetry(previous, request.answer, payload)) {
      recorded[earlier] = { ...previous, retried: true }
      continue
    }
    recorded.push({
      at: secondsFrom(start, request.at),
      to: request.to,
      answer: request.answer,
      ...(request.gaveUpAt === undefined ? {} : { gaveUpAt: secondsFrom(start, request.gaveUpAt) }),
      payload,
    })
  }
  // Groups that flush at the same instant race each other to the receiver: their order says nothing.
  return recorded.sort((a, b) => a.at - b.at || compareText(streamOf(a), streamOf(b)))
}

/** What one group tells one receiver is a stream of its own: only within it does the order mean something. */
export function streamOf({ to, payload }: RecordedRequest): string {
  return `${to} ${payload.groupKey}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A failure that is tried again after a back-off; a 4xx is not, so that the same one at the next flush stays visible. */
function isRetry(previous: RecordedRequest, answer: Answer, payload: RecordedPayload): boolean {
  return backsOff(answer) && previous.answer === answer && JSON.stringify(previous.payload) === JSON.stringify(payload)
}

/** Whether such an answer makes the server wait and try again within the same flush. */
export function backsOff(answer: Answer): boolean {
  return answer === 'closed' || (typeof answer === 'number' && answer >= 500)
}

function relativePayload(body: unknown, start: Instant): RecordedPayload {
  // The body is what a server under test sent: if it is not a webhook payload, the comparison shows it.
  const { routeLabels, ...payload } = body as RecordedPayload
  return {
    ...payload,
    // 0.34 added routeLabels; empty ones say nothing that 0.33 does not.
    ...(isEmptyObject(routeLabels) || routeLabels === undefined ? {} : { routeLabels }),
    alerts: payload.alerts.map((alert) => ({
      ...alert,
      startsAt: relativeTime(alert.startsAt, start),
      endsAt: relativeTime(alert.endsAt, start),
    })),
  }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function relativeTime(time: Second | string, start: Instant): Second | string {
  const seconds = secondsFrom(start, Date.parse(String(time)))
  return Number.isNaN(seconds) || Math.abs(seconds) > farAwayInSeconds ? time : seconds
}

function secondsFrom(start: Instant, at: Instant): Second {
  return Math.round((at - start) / 100) / 10
}

/** Recorded requests as JSON that reads well in a diff: one line for a request, one for its payload's head, one for each alert. */
export function formatRequests(requests: readonly RecordedRequest[]): string {
  if (requests.length === 0) return '[]'
  const inner = requests.map(({ payload, ...head }) => {
    const { alerts, ...rest } = payload
    const fields = Object.entries(rest).map(
      ([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
    )
    const listed = alerts.map((alert) => `          ${JSON.stringify(alert)}`).join(',\n')
    const opening = JSON.stringify(head).slice(1, -1)
    return `    {\n      ${opening},\n      "payload": {\n${fields.join('')}        "alerts": [\n${listed}\n        ]\n      }\n    }`
  })
  return `[\n${inner.join(',\n')}\n  ]`
}
