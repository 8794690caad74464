// Inhibition: while a source alert fires, its targets are not notified. Keeps the sources that fire; asks nothing of
// anybody. What an answer costs follows the rules that could apply, not those that are configured.

import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { matchAll } from '../model/matcher.ts'
import { MatcherIndex } from '../model/matcher-index.ts'
import { EqualLabels } from './equal-labels.ts'
import type { InhibitRule } from './sources.ts'

export type { InhibitRule } from './sources.ts'

interface Rule {
  readonly config: InhibitRule
  /** Its place in the configuration. */
  readonly order: number
  /** Shared by all rules with the same `equal` labels. */
  readonly equal: EqualLabels
}

/** Answers which alert inhibits another. Told of every change of an alert, whether silenced, inhibited or neither. */
export class Inhibitor {
  readonly #bySource = new MatcherIndex<Rule>()
  readonly #equals: readonly EqualLabels[]
  #version = 0
  /** No source ends before this. */
  #nextEnd: Instant = Number.POSITIVE_INFINITY

  /** A rule without source matchers is left out: it inhibits nothing, since every alert would stand on its source side. */
  constructor(rules: readonly InhibitRule[]) {
    const equals = new Map<string, EqualLabels>()
    for (const [order, config] of rules.entries()) {
      if (config.sourceMatchers.length === 0) continue
      const names = JSON.stringify(config.equal)
      const equal = equals.get(names) ?? new EqualLabels(config.equal)
      equals.set(names, equal)
      this.#bySource.add({ config, order, equal }, config.sourceMatchers, order)
    }
    this.#equals = [...equals.values()]
  }

  alertChanged(alert: Alert, now: Instant): void {
    for (const { config, order, equal } of this.#bySource.candidates(alert.labels)) {
      if (!matchAll(config.sourceMatchers, alert.labels)) continue
      if (isResolvedAt(alert, now)) {
        if (equal.delete(config, alert.labels)) this.#version++
        continue
      }
      if (equal.set(config, { source: alert, order, now })) this.#version++
      if (alert.endsAt.at > now) this.#nextEnd = Math.min(this.#nextEnd, alert.endsAt.at)
    }
  }

  /** The fingerprint of the source that inhibits these labels; empty when none does. The first rule that applies answers, as in inhibit/inhibit.go Mutes. */
  inhibitedBy(labels: LabelSet, now: Instant): readonly Fingerprint[] {
    let source: Fingerprint | undefined
    let first = Number.POSITIVE_INFINITY
    for (const equal of this.#equals) {
      for (const sources of equal.candidates(labels)) {
        if (sources.order >= first) break
        const found = sources.sourceFor(labels, now)
        if (found === undefined) continue
        source = found
        first = sources.order
      }
    }
    return source === undefined ? none : [source]
  }

  /** Grows whenever an answer at `now` may differ from one before. For callers that remember answers. */
  versionAt(now: Instant): number {
    if (now >= this.#nextEnd) {
      this.#version++
      this.#nextEnd = Math.min(...this.#equals.map((equal) => equal.nextEnd(now)))
    }
    return this.#version
  }

  /** Forgets sources that are over. Answers do not depend on it, memory does. */
  dropResolved(now: Instant): void {
    for (const equal of this.#equals) equal.dropResolved(now)
  }
}

const none: readonly Fingerprint[] = []
