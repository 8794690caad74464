// Figures as people read them.

import type { Values } from '../result.ts'
import { median } from '../statistics.ts'

/** Three digits that count, thousands with commas: `16,200`, `1.35`, `0.012`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  const step = 10 ** (magnitude - 2)
  return (Math.round(value / step) * step).toLocaleString('en', { maximumFractionDigits: Math.max(0, 2 - magnitude) })
}

/** `1.35 (1.30–1.50)`; the median alone when there was one round. */
export function medianAndRange(values: readonly number[]): string {
  if (values.length === 0) return '–'
  const middle = figure(median(values))
  if (values.length === 1) return middle
  return `${middle} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`
}

/** `12.3×`, or a dash when there is nothing to compare with. */
export function ratio(value: number): string {
  return Number.isFinite(value) ? `${figure(value)}×` : '–'
}

/** CPU time for each unit of work in the unit that suits it, or in seconds when it is of the whole. */
export function cpuTime({ cpu }: Values, per: string | undefined): string {
  if (cpu.length === 0) return '–'
  const middle = median(cpu)
  if (per === undefined) return `${figure(middle)} s`
  return middle < 0.001 ? `${figure(middle * 1e6)} µs` : `${figure(middle * 1e3)} ms`
}
