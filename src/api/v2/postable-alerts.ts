// The body of POST /alerts: read and checked as go-openapi checks it, then turned into alerts. The hot path: one pass that
// reads and stores nothing, one that builds.

import type { Alert } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import { goQuote } from '../../model/go-quote.ts'
import { type Duration, type Instant, type Timestamp, zeroTimestamp } from '../../model/instant.ts'
import { LabelReader } from '../../model/label-reader.ts'
import { LabelSet } from '../../model/labels.ts'
import { isValidLabelName, type MatcherMode } from '../../model/matcher-parser.ts'
import { SharedTexts } from '../../model/shared-texts.ts'
import { parseTimestamp, timestampOf } from '../../model/timestamp.ts'
import { type Answer, problem } from './answer.ts'
import { goDateError } from './go-date-error.ts'
import { unreadable } from './json-body.ts'
import { isRequestUri } from './request-uri.ts'
import {
  cannotUnmarshal,
  isWireObject,
  jsonKind,
  namesByLowerCase,
  textMapFault,
  type WireObject,
  withExactNames,
} from './wire-object.ts'

/** What was posted, in the shape that was checked. */
interface PostedAlert {
  readonly labels: LabelSet
  readonly annotations: LabelSet
  /** Undefined when the client said nothing, or Go's zero time. */
  readonly startsAt: Timestamp | undefined
  readonly endsAt: Timestamp | undefined
  readonly generatorURL: string
}

const exactNames: ReadonlySet<string> = new Set(['labels', 'annotations', 'startsAt', 'endsAt', 'generatorURL'])
const fieldNames = namesByLowerCase(exactNames)

/** How encoding/json names the first half of an alert in its messages: the generated type has no name. */
const firstHalf =
  'value of type struct { Annotations models.LabelSet "json:\\"annotations,omitempty\\""; EndsAt strfmt.DateTime "json:\\"endsAt,omitempty\\""; StartsAt strfmt.DateTime "json:\\"startsAt,omitempty\\"" }'

/** Reads parsed bodies. Remembers label names, so that one serves for all requests. */
class PostedAlertReader {
  readonly #labels: LabelReader
  /** The last link that was found good: all alerts of a rule have one. */
  #goodLink = ''

  constructor(labels: LabelReader) {
    this.#labels = labels
  }

  /** Whole requests are refused here: nothing of them is stored. */
  read(value: unknown): ReadAlerts {
    const alerts: PostedAlert[] = []
    if (value === null) return { ok: true, alerts }
    if (!Array.isArray(value))
      return unreadable('alerts', cannotUnmarshal(value, 'value of type models.PostableAlerts'))
    const items: readonly unknown[] = value
    const times = new Times()
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
      const alert = this.#alert(object, times)
      if (typeof alert === 'string') return unreadable('alerts', alert)
      missing ??= this.#valueFaultOf(object, i)
      alerts.push(alert)
    }
    return missing === undefined ? { ok: true, alerts } : { ok: false, answer: missing }
  }

  /** Or why the JSON cannot become an alert at all. Go decodes an alert in two halves, in this order. */
  #alert(object: WireObject, times: Times): PostedAlert | string {
    const annotations = this.#textMap(object.annotations, 'keep')
    if (annotations === undefined) return textMapFault(object.annotations, '.annotations')
    const endsAt = times.read(object.endsAt)
    if (typeof endsAt === 'string') return endsAt
    const startsAt = times.read(object.startsAt)
    if (typeof startsAt === 'string') return startsAt
    const labels = this.#textMap(object.labels, 'drop')
    if (labels === undefined) return textMapFault(object.labels, 'Alert.labels')
    const generatorURL = object.generatorURL ?? ''
    if (typeof generatorURL !== 'string') return notText(generatorURL)
    return { labels, annotations, startsAt, endsAt, generatorURL }
  }

  /** Labels with an empty value are none, annotations are. Undefined for what is no object of text. */
  #textMap(value: unknown, empty: 'keep' | 'drop'): LabelSet | undefined {
    if (value === undefined || value === null) return LabelSet.empty
    return isWireObject(value) ? this.#labels.read(value, empty) : undefined
  }

  #valueFaultOf({ generatorURL, labels }: WireObject, index: number): Answer | undefined {
    if (typeof generatorURL === 'string' && generatorURL !== this.#goodLink) {
      if (generatorURL !== '' && !isRequestUri(generatorURL))
        return problem(601, `${index}.generatorURL in body must be of type uri: ${goQuote(generatorURL)}`)
      this.#goodLink = generatorURL
    }
    if (labels === undefined || labels === null) return problem(602, `${index}.labels in body is required`)
    return undefined
  }
}

function usesExactNames(object: WireObject): boolean {
  for (const key in object) {
    if (!exactNames.has(key) && fieldNames.has(key.toLowerCase())) return false
  }
  return true
}

/** The times of one request: most of them stand in it many times. */
class Times {
  readonly #known = new Map<string, Timestamp>()

  /** Undefined for no time, and for Go's zero time, which is as good as none; a text says what is wrong. */
  read(value: unknown): Timestamp | string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') return notText(value)
    let time = this.#known.get(value)
    if (time === undefined) {
      time = parseTimestamp(value)
      if (time === undefined) return goDateError(value)
      this.#known.set(value, time)
    }
    return time.at === zeroTimestamp.at ? undefined : time
  }
}

function notText(value: unknown): string {
  return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`
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

type ReadAlerts =
  | { readonly ok: true; readonly alerts: readonly PostedAlert[] }
  | { readonly ok: false; readonly answer: Answer }

/** Builds alerts from what was posted. What is known already is not made anew: a resend leaves nothing in memory but its end. */
export class AlertBuilder {
  readonly #known: KnownAlerts
  readonly #mode: MatcherMode
  readonly #labels = new LabelReader()
  readonly #reader = new PostedAlertReader(this.#labels)
  readonly #links = new SharedTexts()
  /** The last lists of names that were found good, those of labels and of annotations. */
  #goodNames: readonly (readonly string[])[] = []

  constructor(known: KnownAlerts, mode: MatcherMode) {
    this.#known = known
    this.#mode = mode
  }

  /** Reads a parsed body, or says why the whole of it is refused. */
  read(value: unknown): ReadAlerts {
    return this.#reader.read(value)
  }

  /**
   * An absent start is now (or the end), an absent end is now + resolve_timeout, labels with an empty value are dropped.
   * As api/v2/api.go postAlertsHandler.
   */
  build(posted: readonly PostedAlert[], { now, resolveTimeout }: Arrival): BuiltAlerts {
    const arrived = timestampOf(now)
    const timesOut = timestampOf(now + resolveTimeout)
    const valid: Alert[] = []
    const faults: string[] = []
    let firing = 0
    for (const given of posted) {
      const endsAt = given.endsAt ?? timesOut
      const { labels, annotations, generatorURL } = this.#lasting(given)
      const alert: Alert = {
        labels,
        annotations,
        startsAt: given.startsAt ?? given.endsAt ?? arrived,
        endsAt,
        generatorURL,
        updatedAt: arrived,
        timeout: given.endsAt === undefined,
      }
      if (endsAt.at > now) firing++
      const fault = this.#faultOf(alert)
      if (fault === undefined) valid.push(alert)
      else faults.push(fault)
    }
    return { valid, faults, firing }
  }

  /** What stays the same from one telling to the next. */
  #lasting({ labels, annotations, generatorURL }: PostedAlert): Pick<Alert, 'labels' | 'annotations' | 'generatorURL'> {
    const known = this.#known.get(labels.fingerprint)
    return {
      labels: known?.labels ?? this.#labels.share(labels),
      annotations: known?.annotations.equals(annotations) ? known.annotations : this.#labels.share(annotations),
      generatorURL: known?.generatorURL === generatorURL ? known.generatorURL : this.#links.share(generatorURL),
    }
  }

  /** As alert/alert.go Validate. */
  #faultOf({ startsAt, endsAt, labels, annotations }: Alert): string | undefined {
    if (endsAt.at < startsAt.at) return 'start time must be before end time'
    if (labels.size === 0) return 'at least one label pair required'
    const [goodLabels, goodAnnotations] = this.#goodNames
    if (labels.names === goodLabels && annotations.names === goodAnnotations) return undefined
    const badLabel = this.#invalidName(labels)
    if (badLabel !== undefined) return `invalid label set: invalid name ${goQuote(badLabel)}`
    const badAnnotation = this.#invalidName(annotations)
    if (badAnnotation !== undefined) return `invalid annotations: invalid name ${goQuote(badAnnotation)}`
    this.#goodNames = [labels.names, annotations.names]
    return undefined
  }

  #invalidName(labels: LabelSet): string | undefined {
    return labels.names.find((name) => !isValidLabelName(name, this.#mode))
  }
}
