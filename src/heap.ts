// How V8 deals out the process's memory. Left to itself it takes 128 MiB for what is young alone, as soon as a start or a burst of requests
// has left enough behind, and lets what is old double before it looks through it.

import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { type Clock, every, type Timer } from './clock.ts'
import { second } from './model/instant.ts'

/** Enough for the requests of a burst to be over before the collector comes by. Beyond it, collecting gets no cheaper. */
const youngLimit = 16 * 1024 * 1024

/** For the start, most of which stays: the young generation remains as small as it is; the old one grows by less than half of it between two collections. */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=40')
}

/**
 * From now on the young generation may grow, up to its limit, and the old one doubles between two collections: taking in alerts costs a fifth
 * less CPU time so, and no more memory. V8 makes the young generation small again when there is little to do, so that it has to be looked after
 * until the timer is cancelled.
 */
export function letHeapBreathe(clock: Clock): Timer {
  setFlagsFromString('--heap-growing-percent=100')
  let mayGrow = false
  const observer = new PerformanceObserver(() => {
    if (youngGeneration() < youngLimit) return
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
    mayGrow = false
  })
  const look = (): void => {
    if (mayGrow || youngGeneration() >= youngLimit) return
    setFlagsFromString('--semi-space-growth-factor=2')
    observer.observe({ entryTypes: ['gc'] })
    mayGrow = true
  }
  look()
  return every(clock, second, look)
}

/** Both halves of it, in bytes. */
function youngGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
}
