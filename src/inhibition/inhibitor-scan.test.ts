// The inhibitor's indexes against the plain reading of the rules: every rule in turn, every alert as its source.

import { expect, test } from 'vitest'
import { type Random, randomNumbers } from '../../test/support/random.ts'
import { pick, randomLabels, randomMatchers } from '../../test/support/random-labels.ts'
import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Instant, minute } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { matchAll } from '../model/matcher.ts'
import { timestampOf } from '../model/timestamp.ts'
import { Inhibitor, type InhibitRule } from './inhibitor.ts'

const begin = Date.UTC(2026, 0, 5)

function randomRule(random: Random): InhibitRule {
  return {
    sourceMatchers: randomMatchers(random, { atMost: 2 }),
    targetMatchers: randomMatchers(random, { atMost: 2 }),
    equal: pick([[], ['a'], ['b'], ['a', 'c']], random),
  }
}

function randomAlert(random: Random, now: Instant): Alert {
  return {
    labels: randomLabels(random, { n: `${random(3)}` }),
    annotations: LabelSet.empty,
    startsAt: timestampOf(begin),
    // All different, so that one of several sources is always the one that ends last.
    endsAt: timestampOf(now + (random(8) - 2) * minute + random(1_000_000) / 100),
    updatedAt: timestampOf(now),
    generatorURL: '',
    timeout: false,
  }
}

function scan(
  rules: readonly InhibitRule[],
  alerts: Iterable<Alert>,
  labels: LabelSet,
  now: Instant,
): readonly Fingerprint[] {
  const firing = [...alerts].filter((alert) => !isResolvedAt(alert, now)).sort((a, b) => b.endsAt.at - a.endsAt.at)
  for (const { sourceMatchers, targetMatchers, equal } of rules) {
    if (sourceMatchers.length === 0 || !matchAll(targetMatchers, labels)) continue
    const targetIsSource = matchAll(sourceMatchers, labels)
    const source = firing.find(
      (alert) =>
        matchAll(sourceMatchers, alert.labels) &&
        equal.every((name) => alert.labels.get(name) === labels.get(name)) &&
        !(targetIsSource && matchAll(targetMatchers, alert.labels)),
    )
    if (source !== undefined) return [source.labels.fingerprint]
  }
  return []
}

test('answers as the plain reading of the rules does, and says when an answer may have changed', () => {
  const random = randomNumbers(2)
  for (let round = 0; round < 20; round++) {
    const rules = Array.from({ length: 1 + random(12) }, () => randomRule(random))
    const inhibitor = new Inhibitor(rules)
    const alerts = new Map<Fingerprint, Alert>()
    const remembered = new Map<Fingerprint, { readonly by: readonly Fingerprint[]; readonly version: number }>()
    for (let now = begin; now < begin + 60 * minute; now += random(minute)) {
      const alert = randomAlert(random, now)
      alerts.set(alert.labels.fingerprint, alert)
      inhibitor.alertChanged(alert, now)
      if (random(10) === 0) inhibitor.dropResolved(now)
      const labels = randomLabels(random)
      const by = inhibitor.inhibitedBy(labels, now)
      expect(by).toEqual(scan(rules, alerts.values(), labels, now))
      const version = inhibitor.versionAt(now)
      const known = remembered.get(labels.fingerprint)
      if (known?.version === version) expect(by).toEqual(known.by)
      remembered.set(labels.fingerprint, { by, version })
    }
  }
})
