// All rules that have the same `equal` labels, and the sources that fire for them: found by the values of those labels
// first, then by what the rule's target matchers demand.

import type { Alert } from '../model/alert.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { MatcherIndex } from '../model/matcher-index.ts'
import { type InhibitRule, Sources } from './sources.ts'

/** What agrees: the sources of each rule that has any, for all rules at once and for each by itself. */
interface Agreement {
  readonly byTarget: MatcherIndex<Sources>
  readonly byRule: Map<InhibitRule, Sources>
}

export class EqualLabels {
  readonly #names: readonly string[]
  /** By the values of the labels. */
  readonly #agreements = new Map<string, Agreement>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** Takes a source in, or its newer version. Answers whether a verdict may differ from now on. */
  set(rule: InhibitRule, { source, order, now }: { source: Alert; order: number; now: Instant }): boolean {
    return this.#sourcesOf(rule, order, this.#valuesIn(source.labels)).set(source, now)
  }

  /** Answers whether a verdict may differ from now on. */
  delete(rule: InhibitRule, labels: LabelSet): boolean {
    const values = this.#valuesIn(labels)
    const sources = this.#agreements.get(values)?.byRule.get(rule)
    if (sources === undefined || !sources.delete(labels.fingerprint)) return false
    if (sources.size === 0) this.#close(values, sources)
    return true
  }

  /** All sources that may inhibit these labels, by their rules' order. */
  candidates(labels: LabelSet): readonly Sources[] {
    if (this.#agreements.size === 0) return none
    return this.#agreements.get(this.#valuesIn(labels))?.byTarget.candidates(labels) ?? none
  }

  dropResolved(now: Instant): void {
    for (const [values, { byRule }] of this.#agreements) {
      for (const sources of byRule.values()) {
        sources.dropResolved(now)
        if (sources.size === 0) this.#close(values, sources)
      }
    }
  }

  /** When the next source ends, if none is told again. */
  nextEnd(now: Instant): Instant {
    let next = Number.POSITIVE_INFINITY
    for (const { byRule } of this.#agreements.values()) {
      for (const sources of byRule.values()) next = Math.min(next, sources.nextEnd(now))
    }
    return next
  }

  #sourcesOf(rule: InhibitRule, order: number, values: string): Sources {
    const agreement = this.#agreements.get(values) ?? { byTarget: new MatcherIndex(), byRule: new Map() }
    this.#agreements.set(values, agreement)
    const known = agreement.byRule.get(rule)
    if (known !== undefined) return known
    const sources = new Sources(rule, order)
    agreement.byRule.set(rule, sources)
    agreement.byTarget.add(sources, rule.targetMatchers, order)
    return sources
  }

  #close(values: string, sources: Sources): void {
    const agreement = this.#agreements.get(values)
    agreement?.byRule.delete(sources.rule)
    agreement?.byTarget.delete(sources)
    if (agreement?.byRule.size === 0) this.#agreements.delete(values)
  }

  /** A label missing on both sides counts as equal: both read as ''. */
  #valuesIn(labels: LabelSet): string {
    let values = ''
    for (const name of this.#names) {
      const value = labels.get(name)
      // The length comes first, so that no value can imitate the border between two.
      values += `${value.length}:${value}`
    }
    return values
  }
}

const none: readonly never[] = []
