// What a silence would mute now, as counts and as sentences: told before it is made. Pure.

import type { WireAlert } from '../../../api/v2/schema.ts'
import type { Matcher } from '../../../model/matcher.ts'
import { labelOf, matchesAll } from '../../filter/labels.ts'
import { severityOf, severityRank } from '../../severity.ts'

export interface Preview {
  /** Those that would be muted, the worst first. */
  readonly muted: readonly WireAlert[]
  /** How many fire in all. */
  readonly total: number
  readonly critical: number
  /** How many of the muted ones a silence mutes already. */
  readonly already: number
  /** How many alerts each matcher fits by itself, in their order. */
  readonly byMatcher: readonly number[]
}

/** @param edited the id of the silence that is changed: that it mutes an alert itself is no news */
export function previewOf(matchers: readonly Matcher[], alerts: readonly WireAlert[], edited = ''): Preview {
  const byMatcher = matchers.map(
    (matcher) => alerts.filter(({ labels }) => matcher.matches(labelOf(labels, matcher.name))).length,
  )
  const muted = matchers.length === 0 ? [] : alerts.filter(({ labels }) => matchesAll(matchers, labels))
  return {
    muted: muted.toSorted((a, b) => severityRank(severityOf(a.labels)) - severityRank(severityOf(b.labels))),
    total: alerts.length,
    critical: muted.filter(({ labels }) => severityOf(labels) === 'critical').length,
    already: muted.filter(({ status }) => status.silencedBy.some((id) => id !== edited)).length,
    byMatcher,
  }
}

/** `Mutes 12 of 42 firing alerts; 3 of them critical.` */
export function previewSentence({ muted, total, critical, already }: Preview): string {
  if (total === 0) return 'Nothing fires now: the silence waits for what is to come.'
  if (muted.length === 0) return `Mutes none of the ${alertsWord(total, 'firing')} now.`
  const worst =
    critical === 0
      ? ''
      : critical === muted.length
        ? `; ${critical === 1 ? 'it is' : 'all of them'} critical`
        : `; ${critical} of them critical`
  const silenced =
    already === 0
      ? ''
      : ` ${already === muted.length ? (already === 1 ? 'It is' : 'All of them are') : `${already} of them ${already === 1 ? 'is' : 'are'}`} silenced already.`
  const which =
    muted.length === total
      ? total === 1
        ? 'the one firing alert'
        : `all ${alertsWord(total, 'firing')}`
      : `${muted.length} of ${alertsWord(total, 'firing')}`
  return `Mutes ${which}${worst}.${silenced}`
}

/** From which share on, and from how many alerts on, a silence is called wide. */
const wideShare = 1 / 3
const wideCount = 5

/** Set when one should look twice. */
export function previewWarning(preview: Preview, matchers: readonly Matcher[]): string | undefined {
  const { muted, total, byMatcher } = preview
  if (matchers.length === 0) return undefined
  if (matchers.every(fitsEverything))
    return 'This mutes everything, whatever will fire. Nobody would be told of anything.'
  if (muted.length === 0) {
    const idle = matchers.filter((_matcher, index) => byMatcher[index] === 0)
    if (total === 0) return undefined
    if (idle.length === 0) return 'Each matcher fits some alerts, but none fits all of them.'
    return `No firing alert has ${idle.join(' or ')}. Is it written as the alerts have it?`
  }
  if (total > 1 && muted.length === total)
    return 'These are all alerts that fire now. Add a matcher if that is more than you want.'
  if (muted.length >= wideCount && muted.length > total * wideShare) {
    return `That is ${Math.round((muted.length / total) * 100)} % of all that fires. Add a matcher if that is more than you want.`
  }
  return undefined
}

/** Text that no label has, unless somebody means to. */
const unlikely = ['', 'a', 'Zz-9.example:9100/x y', '\u{1f6a8}']

function fitsEverything(matcher: Matcher): boolean {
  // A negative matcher for one value fits nearly everything, too, but says what it leaves out.
  if (matcher.type === '!=' || matcher.type === '!~') return false
  return unlikely.slice(1).every((text) => matcher.matches(text))
}

/** `Silence 12 alerts for 4 h`, with the verb that fits. */
export function submitWords(
  { muted }: Preview,
  words: { readonly verb: string; readonly lasting: string; readonly start?: string },
): string {
  const what = muted.length === 0 ? 'what will match' : alertsWord(muted.length)
  return `${words.verb} ${what} ${words.start === undefined ? '' : `from ${words.start} `}${words.lasting}`
}

function alertsWord(count: number, kind = ''): string {
  return `${count} ${kind === '' ? '' : `${kind} `}${count === 1 ? 'alert' : 'alerts'}`
}
