// How V8 deals out the process's memory. Left to itself it takes 128 MiB for what is young alone, as soon as a start or a burst of requests
// has left enough behind, and lets what is old double before it looks through it.

import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Enough for the requests of a burst to be over before the collector comes by. Beyond it, collecting gets no cheaper. */
const youngLimit = 16 * 1024 * 1024

/** For the start, most of which stays: the young generation remains as small as it is; the old one grows by less than half of it between two collections. */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=40')
}

/**
 * From now on the young generation may grow, up to its limit, and the old one doubles between two collections: taking in alerts costs a fifth
 * less CPU time so, and no more memory.
 */
export function letHeapBreathe(): void {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=2')
  const observer = new PerformanceObserver(() => {
    if (youngGeneration() < youngLimit) return
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}

/** Both halves of it, in bytes. */
function youngGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
}
