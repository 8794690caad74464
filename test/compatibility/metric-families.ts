// Reads an exposition in Prometheus's text format into families: type, and which labels the series have.

/** One metric: its type, the names of its labels in order (`le` left out), and the values of those that are not free. */
export interface MetricFamily {
  readonly name: string
  readonly type: string
  readonly labels: readonly string[]
}

/** The families whose name starts with `prefix`, by name. Series of one family may have different labels: all are named. */
export function readFamilies(exposition: string, prefix: string): readonly MetricFamily[] {
  const types = new Map<string, string>()
  const labels = new Map<string, Set<string>>()
  for (const line of exposition.split('\n')) {
    const type = /^# TYPE (\S+) (\S+)$/.exec(line)
    if (type !== null) types.set(type[1] as string, type[2] as string)
    const series = /^([a-z_]+)(?:\{(.*)\})? \S+$/.exec(line)
    if (series === null) continue
    const name = familyOf(series[1] as string, types)
    const names = labels.get(name) ?? new Set()
    for (const [, label] of (series[2] ?? '').matchAll(/([a-z_]+)="(?:[^"\\]|\\.)*"/g)) {
      if (label !== undefined && label !== 'le') names.add(label)
    }
    labels.set(name, names)
  }
  return [...types]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, type]) => ({ name, type, labels: [...(labels.get(name) ?? [])].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function familyOf(series: string, types: ReadonlyMap<string, string>): string {
  if (types.has(series)) return series
  return series.replace(/_(?:bucket|sum|count)$/, '')
}
