// The only reader of time and the only setter of timers. Everything else is handed a Clock.

import type { Instant } from './model/instant.ts'

/** A timer that was set; cancelling it twice, or after it ran, does nothing. */
export interface Timer {
  cancel(): void
}

/** Reads time and runs tasks at points in time. */
export interface Clock {
  now(): Instant
  /** Runs `task` once at `when`, or as soon as possible when that is past. The time may be years away. */
  at(when: Instant, task: () => void): Timer
}

/** setTimeout takes at most 2^31-1 ms; beyond that Node fires after 1 ms. */
const longestTimeout = 2 ** 31 - 1

/** The machine's clock. */
export class SystemClock implements Clock {
  now(): Instant {
    return Date.now()
  }

  at(when: Instant, task: () => void): Timer {
    let handle: NodeJS.Timeout | undefined
    const arm = (): void => {
      const wait = when - Date.now()
      handle = setTimeout(
        () => {
          // The wall clock may have been set back, and Node's timers may be a millisecond early: look again.
          if (Date.now() < when) arm()
          else task()
        },
        Math.min(Math.max(wait, 0), longestTimeout),
      )
    }
    arm()
    return { cancel: () => clearTimeout(handle) }
  }
}

/** Calls `task` every `interval` until cancelled; the next call is set after the last one ran. */
export function every(clock: Clock, interval: number, task: () => void): Timer {
  let timer = clock.at(clock.now() + interval, run)
  function run(): void {
    timer = clock.at(clock.now() + interval, run)
    task()
  }
  return { cancel: () => timer.cancel() }
}
