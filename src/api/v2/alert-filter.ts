// The parameters that GET /alerts and GET /alerts/groups share: which alerts, of which receivers.

import type { Alert } from '../../model/alert.ts'
import { type Instant, zeroTimestamp } from '../../model/instant.ts'
import type { LabelSet } from '../../model/labels.ts'
import { type Matcher, matchAll } from '../../model/matcher.ts'
import { type MatcherMode, parseMatcher } from '../../model/matcher-parser.ts'
import { Regexp } from '../../model/regexp.ts'
import type { ApiConfig } from '../deps.ts'
import type { Query } from '../query.ts'
import type { AlertView, Suppression, VerdictBasis } from './alert-view.ts'
import type { AlertViews } from './alert-views.ts'
import { type Answer, refusal } from './answer.ts'

/** The parameters, read. */
export interface AlertFilter {
  readonly matchers: readonly Matcher[]
  readonly receiver: Regexp | undefined
  readonly receiverMatchers: readonly Matcher[]
  readonly active: boolean
  readonly silenced: boolean
  readonly inhibited: boolean
}

/** Either a filter or the 400 that says what is wrong with the parameters. */
export type ReadFilter<T> = { readonly ok: true; readonly filter: T } | { readonly ok: false; readonly answer: Answer }

/** Unknown parameters are ignored, and so is `unprocessed`, as in Alertmanager. */
export function readAlertFilter(query: Query, mode: MatcherMode): ReadFilter<AlertFilter> {
  const matchers = readMatchers(query.all('filter'), mode)
  if (!matchers.ok) return { ok: false, answer: refusal(400, matchers.reason) }
  const receiver = readReceiver(query.last('receiver'))
  if (!receiver.ok) return { ok: false, answer: refusal(400, `failed to parse receiver param: ${receiver.reason}`) }
  const receiverMatchers = readReceiverMatchers(query, mode)
  if (!receiverMatchers.ok) return receiverMatchers
  return {
    ok: true,
    filter: {
      matchers: matchers.matchers,
      receiver: receiver.regexp,
      receiverMatchers: receiverMatchers.filter,
      active: query.flag('active'),
      silenced: query.flag('silenced'),
      inhibited: query.flag('inhibited'),
    },
  }
}

/** True when no alert is left out. */
export function admitsAll(filter: AlertFilter): boolean {
  const { matchers, receiver, receiverMatchers, active, silenced, inhibited } = filter
  const hasConditions = matchers.length > 0 || receiver !== undefined || receiverMatchers.length > 0
  return !hasConditions && active && silenced && inhibited
}

/** The parameter receiver_matchers, which GET /receivers has too. */
export function readReceiverMatchers(query: Query, mode: MatcherMode): ReadFilter<readonly Matcher[]> {
  const read = readMatchers(query.all('receiver_matchers'), mode)
  if (read.ok) return { ok: true, filter: read.matchers }
  return { ok: false, answer: refusal(400, `failed to parse receiver_matchers param: ${read.reason}`) }
}

/** Reads each text as one matcher. */
export function readMatchers(
  texts: readonly string[],
  mode: MatcherMode,
): { readonly ok: true; readonly matchers: readonly Matcher[] } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, matchers: texts.map((text) => parseMatcher(text, mode)) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { ok: false, reason: error.message }
  }
}

function readReceiver(
  text: string | undefined,
): { readonly ok: true; readonly regexp: Regexp | undefined } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, regexp: text === undefined ? undefined : new Regexp(text) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { ok: false, reason: error.message }
  }
}

/** Which receivers pass. Remembers each name's answer: alerts are many, receivers few. */
export class ReceiverTest {
  readonly #filter: AlertFilter
  readonly #labels: ReadonlyMap<string, LabelSet>
  readonly #byName = new Map<string, boolean>()
  readonly #byLabels = new Map<string, boolean>()

  constructor(filter: AlertFilter, receivers: ApiConfig['receivers']) {
    this.#filter = filter
    this.#labels = new Map(receivers.map(({ name, labels }) => [name, labels]))
  }

  /** For an alert: one of its receivers has the name, and one, not necessarily the same, the labels. */
  admitsSome(names: readonly string[]): boolean {
    const { receiver, receiverMatchers } = this.#filter
    if (receiver !== undefined && !names.some((name) => this.#hasName(name))) return false
    return receiverMatchers.length === 0 || names.some((name) => this.#hasLabels(name))
  }

  /** For a group: its receiver has both. */
  admits(name: string): boolean {
    return this.#hasName(name) && this.#hasLabels(name)
  }

  #hasName(name: string): boolean {
    return remember(this.#byName, name, () => this.#filter.receiver?.matches(name) ?? true)
  }

  #hasLabels(name: string): boolean {
    const { receiverMatchers } = this.#filter
    return remember(this.#byLabels, name, () => {
      const labels = this.#labels.get(name)
      return receiverMatchers.length === 0 || (labels !== undefined && matchAll(receiverMatchers, labels))
    })
  }
}

function remember(answers: Map<string, boolean>, key: string, decide: () => boolean): boolean {
  const known = answers.get(key)
  if (known !== undefined) return known
  const answer = decide()
  answers.set(key, answer)
  return answer
}

/** True for an alert that GET does not show any more. At the very instant of its end it still does, as in Alertmanager. */
export function isOver({ endsAt }: Alert, now: Instant): boolean {
  return endsAt.at < now && endsAt.at !== zeroTimestamp.at
}

/** Decides which of the alerts that are not over pass; answers what suppresses one that does, and undefined for one that does not. */
export function alertTest(
  filter: Pick<AlertFilter, 'matchers' | 'active' | 'silenced' | 'inhibited'>,
  views: AlertViews,
  { basis, now }: { readonly basis: VerdictBasis; readonly now: Instant },
): (view: AlertView) => Suppression | undefined {
  const { matchers, active, silenced, inhibited } = filter
  return (view) => {
    if (!matchAll(matchers, view.alert.labels)) return undefined
    const suppression = views.suppression(view, basis, now)
    const { inhibitedBy, silencedBy } = suppression
    if (!inhibited && inhibitedBy.length > 0) return undefined
    if (!silenced && silencedBy.length > 0) return undefined
    if (!active && inhibitedBy.length === 0 && silencedBy.length === 0) return undefined
    return suppression
  }
}
