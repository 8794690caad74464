// How bad an alert is, by its `severity` label: what the page sorts and colours by.

import { type Labels, labelOf } from './filter/labels.ts'

/** From the worst to the least. */
export const severities = ['critical', 'warning', 'info', 'other'] as const
export type Severity = (typeof severities)[number]

/** Words that teams use, beside the three that Prometheus's own rules use. */
const words: ReadonlyMap<string, Severity> = new Map([
  ...(['critical', 'crit', 'page', 'emergency', 'fatal', 'disaster', 'error', 'p1', 'sev1'] as const).map(
    (word) => [word, 'critical'] as const,
  ),
  ...(['warning', 'warn', 'major', 'high', 'p2', 'sev2'] as const).map((word) => [word, 'warning'] as const),
  ...(['info', 'information', 'informational', 'notice', 'minor', 'low', 'p3', 'sev3'] as const).map(
    (word) => [word, 'info'] as const,
  ),
])

export function severityOf(labels: Labels): Severity {
  return words.get(labelOf(labels, 'severity').toLowerCase()) ?? 'other'
}

/** 0 for the worst. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity)
}
