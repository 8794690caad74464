// The firing sources of one rule that agree in the rule's `equal` labels.

import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { matchAll } from '../model/matcher.ts'
import type { InhibitRuleConfig } from './rule-schema.ts'

/** What of a configured rule decides. */
export type InhibitRule = Pick<InhibitRuleConfig, 'sourceMatchers' | 'targetMatchers' | 'equal'>

/** Answers which of them inhibits a target that agrees with them. */
export class Sources {
  readonly rule: InhibitRule
  /** The rule's place in the configuration. */
  readonly order: number
  readonly #alerts = new Map<Fingerprint, Alert>()

  constructor(rule: InhibitRule, order: number) {
    this.rule = rule
    this.order = order
  }

  get size(): number {
    return this.#alerts.size
  }

  /** Takes a source in, or its newer version. Answers whether another one may now be the one that inhibits. */
  set(source: Alert, now: Instant): boolean {
    const known = this.#alerts.get(source.labels.fingerprint)
    this.#alerts.set(source.labels.fingerprint, source)
    return known === undefined || isResolvedAt(known, now) || this.#alerts.size > 1
  }

  /** Answers whether it was there. */
  delete(fingerprint: Fingerprint): boolean {
    return this.#alerts.delete(fingerprint)
  }

  dropResolved(now: Instant): void {
    for (const [fingerprint, source] of this.#alerts) if (isResolvedAt(source, now)) this.#alerts.delete(fingerprint)
  }

  /** When the next of them ends, if none is told again. */
  nextEnd(now: Instant): Instant {
    let next = Number.POSITIVE_INFINITY
    for (const { endsAt } of this.#alerts.values()) if (endsAt.at > now && endsAt.at < next) next = endsAt.at
    return next
  }

  /**
   * The firing source that inhibits a target with these labels: of several, the one that ends last.
   * A target that matches the source side too is not inhibited by an alert for which the same is true.
   */
  sourceFor(labels: LabelSet, now: Instant): Fingerprint | undefined {
    const { sourceMatchers, targetMatchers } = this.rule
    if (!matchAll(targetMatchers, labels)) return undefined
    const targetIsSource = matchAll(sourceMatchers, labels)
    let best: Alert | undefined
    for (const source of this.#alerts.values()) {
      if (isResolvedAt(source, now)) continue
      if (targetIsSource && matchAll(targetMatchers, source.labels)) continue
      if (best === undefined || source.endsAt.at > best.endsAt.at) best = source
    }
    return best?.labels.fingerprint
  }
}
