// Inhibition: while a source alert fires, its targets are not notified. Keeps the sources that fire, indexed by the
// labels that have to be equal; asks nothing of anybody.

import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { matchAll } from '../model/matcher.ts'
import type { InhibitRuleConfig } from './rule-schema.ts'

/** What of a configured rule decides. */
export type InhibitRule = Pick<InhibitRuleConfig, 'sourceMatchers' | 'targetMatchers' | 'equal'>

/** One rule and the alerts that match its source side, by the values of the `equal` labels. */
class Rule {
  readonly #config: InhibitRule
  readonly #sources = new Map<string, Map<Fingerprint, Alert>>()

  constructor(config: InhibitRule) {
    this.#config = config
  }

  alertChanged(alert: Alert, now: Instant): void {
    if (!matchAll(this.#config.sourceMatchers, alert.labels)) return
    const key = this.#equalKey(alert.labels)
    const sources = this.#sources.get(key)
    if (isResolvedAt(alert, now)) {
      sources?.delete(alert.labels.fingerprint)
      if (sources?.size === 0) this.#sources.delete(key)
    } else if (sources === undefined) {
      this.#sources.set(key, new Map([[alert.labels.fingerprint, alert]]))
    } else {
      sources.set(alert.labels.fingerprint, alert)
    }
  }

  /**
   * The firing source that inhibits a target with these labels: of several, the one that ends last.
   * A target that matches the source side too is not inhibited by an alert for which the same is true.
   */
  sourceFor(labels: LabelSet, now: Instant): Fingerprint | undefined {
    if (this.#sources.size === 0 || !matchAll(this.#config.targetMatchers, labels)) return undefined
    const sources = this.#sources.get(this.#equalKey(labels))
    if (sources === undefined) return undefined
    const targetIsSource = matchAll(this.#config.sourceMatchers, labels)
    let best: Alert | undefined
    for (const source of sources.values()) {
      if (isResolvedAt(source, now)) continue
      if (targetIsSource && matchAll(this.#config.targetMatchers, source.labels)) continue
      if (best === undefined || source.endsAt.at > best.endsAt.at) best = source
    }
    return best?.labels.fingerprint
  }

  dropResolved(now: Instant): void {
    for (const [key, sources] of this.#sources) {
      for (const [fingerprint, source] of sources) if (isResolvedAt(source, now)) sources.delete(fingerprint)
      if (sources.size === 0) this.#sources.delete(key)
    }
  }

  /** A label missing on both sides counts as equal: both read as ''. */
  #equalKey(labels: LabelSet): string {
    let key = ''
    for (const name of this.#config.equal) {
      const value = labels.get(name)
      // The length comes first, so that no value can imitate the border between two.
      key += `${value.length}:${value}`
    }
    return key
  }
}

/** Answers which alert inhibits another. Told of every change of an alert, whether silenced, inhibited or neither. */
export class Inhibitor {
  readonly #rules: readonly Rule[]

  /** A rule without source matchers is left out: it inhibits nothing, since every alert would stand on its source side. */
  constructor(rules: readonly InhibitRule[]) {
    this.#rules = rules.filter((rule) => rule.sourceMatchers.length > 0).map((rule) => new Rule(rule))
  }

  alertChanged(alert: Alert, now: Instant): void {
    for (const rule of this.#rules) rule.alertChanged(alert, now)
  }

  /** The fingerprint of the source that inhibits these labels; empty when none does. The first rule that applies answers, as in inhibit/inhibit.go Mutes. */
  inhibitedBy(labels: LabelSet, now: Instant): readonly Fingerprint[] {
    for (const rule of this.#rules) {
      const source = rule.sourceFor(labels, now)
      if (source !== undefined) return [source]
    }
    return []
  }

  /** Forgets sources that are over. Answers do not depend on it, memory does. */
  dropResolved(now: Instant): void {
    for (const rule of this.#rules) rule.dropResolved(now)
  }
}
