// An inhibition rule as the file has it. As Alertmanager's config/common/inhibitrule.go.

import type { Matcher } from '../model/matcher.ts'
import { member } from '../schema/field.ts'
import { allMatchers, labelNames, matchers, matchMap, matchRegexpMap } from '../schema/label-fields.ts'
import { type Decoded, object } from '../schema/object.ts'
import { text } from '../schema/text-fields.ts'

const members = {
  name: member(text, 'What the rule is called in events and metrics.'),
  source_match: member(matchMap, 'Labels and the values that a source must have.', {
    deprecated: 'use source_matchers',
  }),
  source_match_re: member(matchRegexpMap, 'Labels and regular expressions that a source must match.', {
    deprecated: 'use source_matchers',
  }),
  source_matchers: member(
    matchers,
    'What an alert must fulfil to inhibit others, all of it. A rule without any inhibits nothing.',
  ),
  target_match: member(matchMap, 'Labels and the values that a target must have.', {
    deprecated: 'use target_matchers',
  }),
  target_match_re: member(matchRegexpMap, 'Labels and regular expressions that a target must match.', {
    deprecated: 'use target_matchers',
  }),
  target_matchers: member(matchers, 'What an alert must fulfil to be inhibited, all of it.'),
  equal: member(
    labelNames,
    'Labels that must have the same value in source and target; missing on both sides is the same.',
  ),
} as const

type WrittenRule = Decoded<typeof members>

/** A rule: alerts that match the target are not told while an alert matches the source and the labels of `equal` agree. */
export interface InhibitRuleConfig {
  readonly name: string
  /** All of source_match, source_match_re and source_matchers. */
  readonly sourceMatchers: readonly Matcher[]
  /** All of target_match, target_match_re and target_matchers. */
  readonly targetMatchers: readonly Matcher[]
  readonly equal: readonly string[]
  /** As the file has it, for printing. */
  readonly written: WrittenRule
}

const field = object<typeof members, InhibitRuleConfig>('an inhibition rule', members, {
  finish,
  restore: (value) => value.written,
})

export const inhibitRuleConfig: typeof field = {
  ...field,
  // A null in the list is a rule without anything, which Alertmanager takes.
  zero: finish({
    name: '',
    sourceMatch: new Map(),
    sourceMatchRe: new Map(),
    sourceMatchers: [],
    targetMatch: new Map(),
    targetMatchRe: new Map(),
    targetMatchers: [],
    equal: undefined,
  }),
}

function finish(written: WrittenRule): InhibitRuleConfig {
  return {
    name: written.name,
    sourceMatchers: allMatchers({
      match: written.sourceMatch,
      matchRe: written.sourceMatchRe,
      matchers: written.sourceMatchers,
    }),
    targetMatchers: allMatchers({
      match: written.targetMatch,
      matchRe: written.targetMatchRe,
      matchers: written.targetMatchers,
    }),
    equal: written.equal ?? [],
    written,
  }
}
