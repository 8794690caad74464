// Random numbers that are the same in every run with the same seed.

/** Whole numbers from 0 up to, not including, `below`. */
export type RandomBelow = (below: number) => number

/** As mulberry32. */
export function seededRandom(seed: number): RandomBelow {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
