// The body of POST /alerts: checked as go-openapi checks it, then turned into alerts. The hot path: one pass that only
// looks, one that builds.

import type { Alert } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import { goQuote } from '../../model/go-quote.ts'
import { type Duration, type Instant, type Timestamp, zeroTimestamp } from '../../model/instant.ts'
import { LabelReader } from '../../model/label-reader.ts'
import type { LabelSet } from '../../model/labels.ts'
import { isValidLabelName, type MatcherMode } from '../../model/matcher-parser.ts'
import { parseTimestamp, timestampOf } from '../../model/timestamp.ts'
import { type Answer, problem } from './answer.ts'
import { goDateError } from './go-date-error.ts'
import { unreadable } from './json-body.ts'
import { isRequestUri } from './request-uri.ts'
import {
  cannotUnmarshal,
  isTextMap,
  isWireObject,
  jsonKind,
  namesByLowerCase,
  textMapFault,
  type WireObject,
  withExactNames,
} from './wire-object.ts'

/** What was posted, in the shape that was checked. */
interface PostedAlert {
  readonly labels: Readonly<Record<string, string | null>>
  readonly annotations?: Readonly<Record<string, string | null>> | null
  readonly startsAt?: string | null
  readonly endsAt?: string | null
  readonly generatorURL?: string | null
}

/** Alerts that passed the description's checks, each time text of the batch read once. */
export interface PostedAlerts {
  readonly alerts: readonly PostedAlert[]
  readonly times: ReadonlyMap<string, Timestamp>
}

const exactNames: ReadonlySet<string> = new Set(['labels', 'annotations', 'startsAt', 'endsAt', 'generatorURL'])
const fieldNames = namesByLowerCase(exactNames)

/** How encoding/json names the first half of an alert in its messages: the generated type has no name. */
const firstHalf =
  'value of type struct { Annotations models.LabelSet "json:\\"annotations,omitempty\\""; EndsAt strfmt.DateTime "json:\\"endsAt,omitempty\\""; StartsAt strfmt.DateTime "json:\\"startsAt,omitempty\\"" }'

/** Checks a parsed body. Whole requests are refused here: nothing of them is stored. */
export function checkPostedAlerts(
  value: unknown,
): { readonly ok: true; readonly posted: PostedAlerts } | { readonly ok: false; readonly answer: Answer } {
  const times = new Map<string, Timestamp>()
  if (value === null) return { ok: true, posted: { alerts: [], times } }
  if (!Array.isArray(value)) return unreadable('alerts', cannotUnmarshal(value, 'value of type models.PostableAlerts'))
  const items: readonly unknown[] = value
  const alerts: PostedAlert[] = []
  let missing: Answer | undefined
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    // Alertmanager panics at a null in the list. This is what it would say if it looked.
    if (item === null) {
      missing ??= problem(602, `${i} in body is required`)
      continue
    }
    if (!isWireObject(item)) return unreadable('alerts', cannotUnmarshal(item, firstHalf))
    const object = usesExactNames(item) ? item : withExactNames(item, fieldNames)
    const fault = typeFaultOf(object, times)
    if (fault !== undefined) return unreadable('alerts', fault)
    missing ??= valueFaultOf(object, i)
    // Every field was looked at by typeFaultOf, and the labels by valueFaultOf; after a fault the list is thrown away.
    alerts.push(object as unknown as PostedAlert)
  }
  if (missing !== undefined) return { ok: false, answer: missing }
  return { ok: true, posted: { alerts, times } }
}

function usesExactNames(object: WireObject): boolean {
  for (const key in object) {
    if (!exactNames.has(key) && fieldNames.has(key.toLowerCase())) return false
  }
  return true
}

/** Why the JSON cannot become an alert at all. Go decodes an alert in two halves, in this order. */
function typeFaultOf(alert: WireObject, times: Map<string, Timestamp>): string | undefined {
  const { annotations, labels, generatorURL } = alert
  if (annotations !== undefined && annotations !== null && !isTextMap(annotations))
    return textMapFault(annotations, '.annotations')
  const fault = timeFaultOf(alert.endsAt, times) ?? timeFaultOf(alert.startsAt, times)
  if (fault !== undefined) return fault
  if (labels !== undefined && labels !== null && !isTextMap(labels)) return textMapFault(labels, 'Alert.labels')
  if (generatorURL !== undefined && generatorURL !== null && typeof generatorURL !== 'string')
    return notText(generatorURL)
  return undefined
}

function timeFaultOf(value: unknown, times: Map<string, Timestamp>): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') return notText(value)
  if (times.has(value)) return undefined
  const time = parseTimestamp(value)
  if (time === undefined) return goDateError(value)
  times.set(value, time)
  return undefined
}

function notText(value: unknown): string {
  return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`
}

function valueFaultOf(alert: WireObject, index: number): Answer | undefined {
  const { generatorURL, labels } = alert
  if (typeof generatorURL === 'string' && generatorURL !== '' && !isRequestUri(generatorURL)) {
    return problem(601, `${index}.generatorURL in body must be of type uri: ${goQuote(generatorURL)}`)
  }
  if (labels === undefined || labels === null) return problem(602, `${index}.labels in body is required`)
  return undefined
}

/** What the alerts of one request share. */
export interface Arrival {
  readonly now: Instant
  readonly resolveTimeout: Duration
}

/** Alerts to store, and why others of the same request are not. */
export interface BuiltAlerts {
  readonly valid: readonly Alert[]
  readonly faults: readonly string[]
  /** How many are still firing, those with faults included: Alertmanager counts before it validates. */
  readonly firing: number
}

/** Where alerts are known already. */
export interface KnownAlerts {
  get(fingerprint: Fingerprint): Alert | undefined
}

/** Builds alerts from what was posted. What is known already is not made anew: a resend leaves nothing in memory but its end. */
export class AlertBuilder {
  readonly #known: KnownAlerts
  readonly #mode: MatcherMode
  readonly #reader = new LabelReader()
  #lastLink = ''

  constructor(known: KnownAlerts, mode: MatcherMode) {
    this.#known = known
    this.#mode = mode
  }

  /**
   * An absent start is now (or the end), an absent end is now + resolve_timeout, labels with an empty value are dropped.
   * As api/v2/api.go postAlertsHandler.
   */
  build({ alerts, times }: PostedAlerts, { now, resolveTimeout }: Arrival): BuiltAlerts {
    const arrived = timestampOf(now)
    const timesOut = timestampOf(now + resolveTimeout)
    const valid: Alert[] = []
    const faults: string[] = []
    let firing = 0
    for (const posted of alerts) {
      const givenEnd = timeOf(posted.endsAt, times)
      const endsAt = givenEnd ?? timesOut
      const { labels, annotations, generatorURL } = this.#lasting(posted)
      const alert: Alert = {
        labels,
        annotations,
        startsAt: timeOf(posted.startsAt, times) ?? givenEnd ?? arrived,
        endsAt,
        generatorURL,
        updatedAt: arrived,
        timeout: givenEnd === undefined,
      }
      if (endsAt.at > now) firing++
      const fault = faultOf(alert, this.#mode)
      if (fault === undefined) valid.push(alert)
      else faults.push(fault)
    }
    return { valid, faults, firing }
  }

  /** What stays the same from one telling to the next. */
  #lasting(posted: PostedAlert): Pick<Alert, 'labels' | 'annotations' | 'generatorURL'> {
    const labels = this.#reader.read(withoutEmpty(posted.labels))
    const annotations = this.#reader.read(withEmpty(posted.annotations))
    const generatorURL = posted.generatorURL ?? ''
    const known = this.#known.get(labels.fingerprint)
    return {
      labels: known?.labels ?? this.#reader.share(labels),
      annotations: known?.annotations.equals(annotations) ? known.annotations : this.#reader.share(annotations),
      generatorURL: this.#link(known?.generatorURL, generatorURL),
    }
  }

  /** All alerts of a rule have one link; it is in memory once. */
  #link(known: string | undefined, posted: string): string {
    if (known === posted) return known
    if (this.#lastLink !== posted) this.#lastLink = posted
    return this.#lastLink
  }
}

/** Go's zero time is as good as none. */
function timeOf(text: string | null | undefined, times: ReadonlyMap<string, Timestamp>): Timestamp | undefined {
  if (text === undefined || text === null) return undefined
  const time = times.get(text)
  return time === undefined || time.at === zeroTimestamp.at ? undefined : time
}

/** Labels that are empty or null are none. */
function withoutEmpty(posted: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  for (const name in posted) if (!posted[name]) return Object.fromEntries(Object.entries(posted).filter(isFilled))
  return posted as Record<string, string>
}

function isFilled(entry: [string, string | null]): entry is [string, string] {
  return Boolean(entry[1])
}

/** Annotations that are null are empty. */
function withEmpty(
  posted: Readonly<Record<string, string | null>> | null | undefined,
): Readonly<Record<string, string>> {
  if (posted === undefined || posted === null) return {}
  for (const name in posted) {
    if (posted[name] === null)
      return Object.fromEntries(Object.entries(posted).map(([key, value]) => [key, value ?? '']))
  }
  return posted as Record<string, string>
}

/** As alert/alert.go Validate. */
function faultOf(alert: Alert, mode: MatcherMode): string | undefined {
  if (alert.endsAt.at < alert.startsAt.at) return 'start time must be before end time'
  if (alert.labels.size === 0) return 'at least one label pair required'
  const badLabel = invalidName(alert.labels, mode)
  if (badLabel !== undefined) return `invalid label set: invalid name ${goQuote(badLabel)}`
  const badAnnotation = invalidName(alert.annotations, mode)
  if (badAnnotation !== undefined) return `invalid annotations: invalid name ${goQuote(badAnnotation)}`
  return undefined
}

function invalidName(labels: LabelSet, mode: MatcherMode): string | undefined {
  for (const name of labels.names) {
    if (!isValidLabelName(name, mode)) return name
  }
  return undefined
}
