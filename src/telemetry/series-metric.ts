// Metrics whose numbers live in plain fields and are put into words only when somebody scrapes. prom-client's own counters
// hash their labels at every step, which is too much for what happens once an alert.

import type { Metric, Registry } from 'prom-client'

/** One line of the exposition. `suffix` is for the parts of a summary or a histogram. */
export interface Series {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
  readonly suffix?: '_bucket' | '_sum' | '_count'
}

export interface SeriesMetricOptions {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'summary' | 'histogram'
  /** Called at each scrape. */
  readonly read: () => Iterable<Series> | Promise<Iterable<Series>>
}

/** Adds a metric that is read at each scrape. */
export function registerSeries(registry: Registry, { name, help, type, read }: SeriesMetricOptions): void {
  const metric = {
    name,
    get: async () => ({
      name,
      help,
      type,
      aggregator: 'sum',
      values: Array.from(await read(), ({ labels, value, suffix }) => ({
        labels: labels ?? {},
        value,
        ...(suffix !== undefined && { metricName: name + suffix }),
      })),
    }),
  }
  // The registry calls `get` and nothing else of a metric (prom-client lib/registry.js); its type asks for the whole class.
  registry.registerMetric(metric as unknown as Metric)
}

/** A counter without labels, or with the same labels for ever. */
export class Count {
  #value = 0

  add(amount = 1): void {
    this.#value += amount
  }

  series(labels?: Readonly<Record<string, string>>): Series {
    return labels === undefined ? { value: this.#value } : { labels, value: this.#value }
  }
}

/** Counters by labels that are only known as they come. The values of the labels are given in the order of their names. */
export class CountByLabels {
  readonly #names: readonly string[]
  readonly #counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** Adding 0 makes the series visible. */
  add(values: readonly string[], amount = 1): void {
    const key = values.join('\0')
    const count = this.#counts.get(key)
    if (count !== undefined) {
      count.value += amount
      return
    }
    const labels = Object.fromEntries(this.#names.map((name, i) => [name, values[i] ?? '']))
    this.#counts.set(key, { labels, value: amount })
  }

  clear(): void {
    this.#counts.clear()
  }

  series(): Iterable<Series> {
    return this.#counts.values()
  }
}

/** A sum and a count, as a summary without quantiles has them. */
export class Sum {
  #sum = 0
  #count = 0

  add(amount: number, count = 1): void {
    this.#sum += amount
    this.#count += count
  }

  series(): readonly Series[] {
    return [
      { suffix: '_sum', value: this.#sum },
      { suffix: '_count', value: this.#count },
    ]
  }
}

/** How often a value was how large, as a histogram without labels, or with the same labels for ever, has it. */
export class Distribution {
  readonly #bounds: readonly number[]
  /** For each bound how many values were no larger, and larger than the bound before it; the last is for all others. */
  readonly #counts: number[]
  readonly #sum = new Sum()

  /** @param bounds the upper ends of the buckets, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = new Array(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    let bucket = 0
    while (value > (this.#bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket++
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#sum.add(value)
  }

  *series(labels?: Readonly<Record<string, string>>): Generator<Series> {
    let count = 0
    for (const [index, counted] of this.#counts.entries()) {
      count += counted
      yield { suffix: '_bucket', labels: { le: `${this.#bounds[index] ?? '+Inf'}`, ...labels }, value: count }
    }
    for (const series of this.#sum.series()) yield { ...series, ...(labels && { labels }) }
  }
}
