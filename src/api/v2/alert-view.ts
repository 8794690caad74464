// One alert as GET shows it. What was found out about it is kept until it may differ.

import type { Alert } from '../../model/alert.ts'
import { goJsonString } from '../../model/go-json.ts'
import type { Route } from '../../routing/route.ts'

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

/** An alert's JSON, with a comma before it, and what it says. */
export interface WrittenAlert {
  readonly alert: Alert
  readonly receivers: string
  readonly status: string
  readonly length: number
  /** Where it lies now: it moves when it is copied. */
  bytes: Buffer
  start: number
}

/** How many hexadecimal digits make the rank: as many as V8 keeps without memory of their own. */
const rankDigits = 7

/** More than the highest rank. */
export const rankEnd = 16 ** rankDigits

/** Stands for one label set for as long as the store has it; the alert is its latest telling. */
export class AlertView {
  #alert: Alert
  /** The leading digits of the fingerprint, by which it stands among all. */
  readonly rank: number
  /** True while it stands among all alerts. */
  isPlaced = false
  /** Where its bytes are, once somebody has asked for them. */
  written: WrittenAlert | undefined
  #suppression: Suppression | undefined
  #suppressionBasis: VerdictBasis | undefined
  #receivers: Receivers | undefined
  #receiversRoute: Route | undefined

  constructor(alert: Alert) {
    this.#alert = alert
    this.rank = Number.parseInt(alert.labels.fingerprint.slice(0, rankDigits), 16)
  }

  get alert(): Alert {
    return this.#alert
  }

  /** Takes the latest telling. */
  become(alert: Alert): void {
    this.#alert = alert
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
