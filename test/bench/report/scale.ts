// The axes of a plot: where a value lies, and which values are marked.

/** From values to places between 0 and 1. */
export interface Scale {
  /** Round values to mark. */
  readonly ticks: readonly number[]
  place(value: number): number
}

/** From zero to the first round value that nothing exceeds. */
export function linearScale(most: number, wantedTicks = 5): Scale {
  const step = roundStep(Math.max(most, Number.MIN_VALUE) / wantedTicks)
  const count = Math.max(1, Math.ceil(most / step - 1e-9))
  return {
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
    place: (value) => value / (count * step),
  }
}

/** Between the powers of ten that hold all values. */
export function logScale(least: number, most: number): Scale {
  const first = Math.floor(Math.log10(least) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(most) - 1e-9))
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
    place: (value) => (Math.log10(value) - first) / (last - first),
  }
}

/** Marks exactly these values, on a logarithmic axis with some room on both sides. */
export function logScaleAt(values: readonly number[]): Scale {
  const ticks = [...values].sort((a, b) => a - b)
  const first = Math.log10(ticks[0] ?? 1)
  const span = Math.log10(ticks.at(-1) ?? 10) - first || 1
  const room = 0.06
  return { ticks, place: (value) => room + ((1 - 2 * room) * (Math.log10(value) - first)) / span }
}

/** 1, 2, 2.5 or 5 times a power of ten, not below the value. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  for (const factor of [1, 2, 2.5, 5]) if (value <= factor * power * (1 + 1e-9)) return factor * power
  return 10 * power
}
