// One alert as GET shows it. What was made of it is kept, part by part, until that part changes.

import type { Alert } from '../../model/alert.ts'
import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { formatMillis } from '../../model/timestamp.ts'
import type { Route } from '../../routing/route.ts'
import type { AlertPage } from './alert-page.ts'

/** What silences and inhibitions make of an alert. */
export interface Suppression {
  readonly silencedBy: readonly string[]
  readonly inhibitedBy: readonly string[]
  /** The status as JSON, for an alert that no time interval mutes. */
  readonly status: string
}

/** What verdicts depend on beside the labels. Another object as soon as one of them may differ. */
export interface VerdictBasis {
  readonly route: Route
  readonly inhibition: number
  readonly silences: number
}

/** Whom an alert reaches. */
export interface Receivers {
  /** In the order of the routes. */
  readonly names: readonly string[]
  /** As JSON. */
  readonly text: string
  /** The same, by name. */
  readonly sortedText: string
}

/** The parts of an alert's text that depend on nothing but the alert, in the order in which Alertmanager writes its fields. */
interface Fragments {
  readonly of: Alert
  readonly annotations: string
  readonly end: string
  readonly start: string
  readonly update: string
  readonly labels: string
}

/** Stands for one label set for as long as the store has it; the alert is its latest telling. */
export class AlertView {
  #alert: Alert
  /** Where it stands in GET /alerts, once that was asked for. */
  page: AlertPage | undefined
  /** True once the order of all alerts has it, or is about to. */
  isOrdered = false
  /** True once the store has forgotten the alert. */
  isForgotten = false
  #fragments: Fragments | undefined
  #suppression: Suppression | undefined
  #suppressionBasis: VerdictBasis | undefined
  #receivers: Receivers | undefined
  #receiversRoute: Route | undefined

  constructor(alert: Alert) {
    this.#alert = alert
  }

  get alert(): Alert {
    return this.#alert
  }

  /** Takes the latest telling. */
  become(alert: Alert): void {
    if (this.#alert === alert) return
    this.#alert = alert
    this.page?.changed()
  }

  /** As JSON. @param receivers a JSON array, as receiversText makes it */
  text(receivers: string, status: string): string {
    const { annotations, end, start, update, labels } = this.#fragmentsNow()
    return annotations + end + receivers + start + status + update + labels
  }

  /** @param decide asked when it is not known for this basis */
  suppression(basis: VerdictBasis, decide: (alert: Alert) => Suppression): Suppression {
    if (this.#suppression === undefined || this.#suppressionBasis !== basis) {
      this.#suppression = decide(this.#alert)
      this.#suppressionBasis = basis
    }
    return this.#suppression
  }

  /** @param find asked when they are not known for the tree below this route */
  receivers(root: Route, find: (alert: Alert) => Receivers): Receivers {
    if (this.#receivers === undefined || this.#receiversRoute !== root) {
      this.#receivers = find(this.#alert)
      this.#receiversRoute = root
    }
    return this.#receivers
  }

  #fragmentsNow(): Fragments {
    if (this.#fragments?.of !== this.#alert) this.#fragments = fragmentsOf(this.#alert, this.#fragments)
    return this.#fragments
  }
}

/** A telling that only moves the end, as most do, takes the long parts from the one before it. The labels are the same in both. */
function fragmentsOf(alert: Alert, before: Fragments | undefined): Fragments {
  const { labels, annotations, generatorURL } = alert
  const link = generatorURL === '' ? '' : `"generatorURL":${goJsonString(generatorURL)},`
  return {
    of: alert,
    annotations: before?.of.annotations.equals(annotations)
      ? before.annotations
      : `{"annotations":${goJsonLabels(annotations)},"endsAt":"`,
    end: `${formatMillis(alert.endsAt)}","fingerprint":"${labels.fingerprint}","receivers":`,
    start: `,"startsAt":"${formatMillis(alert.startsAt)}","status":`,
    update: `,"updatedAt":"${formatMillis(alert.updatedAt)}",`,
    labels: before?.of.generatorURL === generatorURL ? before.labels : `${link}"labels":${goJsonLabels(labels)}}`,
  }
}

export function receiversText(names: readonly string[]): string {
  return `[${names.map((name) => `{"name":${goJsonString(name)}}`).join(',')}]`
}

export function suppressionOf(by: Pick<Suppression, 'silencedBy' | 'inhibitedBy'>): Suppression {
  return { ...by, status: statusText(by, '[]') }
}

/** The status as JSON. @param mutedBy as JSON, see textList */
export function statusFor(suppression: Suppression, mutedBy: string): string {
  return mutedBy === '[]' ? suppression.status : statusText(suppression, mutedBy)
}

function statusText(
  { silencedBy, inhibitedBy }: Pick<Suppression, 'silencedBy' | 'inhibitedBy'>,
  mutedBy: string,
): string {
  const state = silencedBy.length + inhibitedBy.length > 0 || mutedBy !== '[]' ? 'suppressed' : 'active'
  return `{"inhibitedBy":${textList(inhibitedBy)},"mutedBy":${mutedBy},"silencedBy":${textList(silencedBy)},"state":"${state}"}`
}

/** A JSON array of strings. */
export function textList(texts: readonly string[]): string {
  return texts.length === 0 ? '[]' : `[${texts.map(goJsonString).join(',')}]`
}
