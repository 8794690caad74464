// The only reader of time and the only setter of timers. Everything else is handed a Clock.

import type { Duration, Instant } from './model/instant.ts'

/** A timer that was set; cancelling it twice, or after it ran, does nothing. */
export interface Timer {
  cancel(): void
}

/** Reads time and runs tasks at points in time. */
export interface Clock {
  now(): Instant
  /** Runs `task` once at `when`, or as soon as possible when that is past. The time may be years away. */
  at(when: Instant, task: () => void): Timer
  /**
   * Has a listener called when somebody has set the clock, before anybody reads the new time: with how far, forward or
   * backward. Timers that are set keep their span: those for the next minute come in a minute. A machine that slept is
   * one whose clock was set forward.
   */
  onStep(listener: (by: Duration) => void): void
}

/** A difference between the wall clock and the monotonic one that only a step explains; slewing and rounding stay far below. */
const smallestStep: Duration = 1000

/** How often it is looked whether the clock was set, when nobody asks for the time. */
const stepCheck: Duration = 1000

/** setTimeout takes at most 2^31-1 ms; beyond that Node fires after 1 ms. */
const longestTimeout = 2 ** 31 - 1

/**
 * Timers that are due together hold up the loop for so long; then it breathes. Little enough for what the groups of one slice tell to be
 * sent before the next slice: what thousands of groups have still to tell would fill the memory.
 */
const slice: Duration = 2

/** What the machine tells of time; a test tells something else. */
export interface TimeSource {
  /** The wall clock, which somebody may set. */
  wall(): Instant
  /** Milliseconds since some instant; nobody sets it, and it stands still while the machine sleeps. */
  monotonic(): Duration
}

const machine: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() }

/** The machine's clock. What it says is the wall clock's time; timers run by the monotonic one, so that a step moves none. */
export class SystemClock implements Clock {
  readonly #source: TimeSource
  readonly #listeners: ((by: Duration) => void)[] = []
  readonly #slices: TimerSlices
  /** By how much the wall clock is ahead of the monotonic one. */
  #offset: Duration

  constructor(source: TimeSource = machine) {
    this.#source = source
    this.#slices = new TimerSlices(source)
    this.#offset = source.wall() - source.monotonic()
  }

  now(): Instant {
    const wall = this.#source.wall()
    const by = wall - this.#source.monotonic() - this.#offset
    if (Math.abs(by) >= smallestStep) this.#stepped(by)
    return wall
  }

  at(when: Instant, task: () => void): Timer {
    const due = this.#source.monotonic() + when - this.now()
    return new SetTimer({ source: this.#source, slices: this.#slices, due, task })
  }

  onStep(listener: (by: Duration) => void): void {
    if (this.#listeners.push(listener) > 1) return
    // Keeps no process alive.
    setInterval(() => this.now(), stepCheck).unref()
  }

  /** Listeners may ask for the time: to them it has been set already. */
  #stepped(by: Duration): void {
    this.#offset += by
    for (const listener of this.#listeners) listener(by)
  }
}

interface SetTimerOptions {
  readonly source: TimeSource
  readonly slices: TimerSlices
  /** By the monotonic clock. */
  readonly due: Duration
  readonly task: () => void
}

/** Waits for its time, and then for its slice. Every group has one all its life. */
class SetTimer implements Timer {
  readonly #options: SetTimerOptions
  #handle: NodeJS.Timeout | undefined
  #isCancelled = false

  constructor(options: SetTimerOptions) {
    this.#options = options
    const wait = this.#left()
    // Node waits a millisecond at least.
    if (wait > 0) this.#arm(wait)
    else options.slices.next(this)
  }

  cancel(): void {
    this.#isCancelled = true
    clearTimeout(this.#handle)
  }

  run(): void {
    if (!this.#isCancelled) this.#options.task()
  }

  #left(): Duration {
    return this.#options.due - this.#options.source.monotonic()
  }

  #arm(wait: Duration): void {
    this.#handle = setTimeout(() => this.#look(), Math.min(wait, longestTimeout))
  }

  /** Node's timers may be a millisecond early, and take no more than 24 days. */
  #look(): void {
    const left = this.#left()
    if (left > 0) this.#arm(left)
    else this.#options.slices.now(this)
  }
}

/** Runs tasks in the order in which they come, for a slice of time in each turn of the loop. */
class TimerSlices {
  readonly #source: TimeSource
  readonly #waiting: SetTimer[] = []
  /** How many of those at its beginning have run. */
  #done = 0
  /** When the first task of this turn began. */
  #begun: Duration | undefined
  #scheduled = false

  constructor(source: TimeSource) {
    this.#source = source
  }

  /** Runs the task in this turn where there is time. */
  now(task: SetTimer): void {
    if (this.#waiting.length > 0 || !this.#hasTime()) {
      this.next(task)
      return
    }
    // Ends this turn.
    this.#schedule()
    task.run()
  }

  /** Runs the task in the next turn at the earliest. */
  next(task: SetTimer): void {
    this.#waiting.push(task)
    this.#schedule()
  }

  #hasTime(): boolean {
    const now = this.#source.monotonic()
    this.#begun ??= now
    return now - this.#begun < slice
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#run())
  }

  #run(): void {
    this.#scheduled = false
    this.#begun = undefined
    // What comes in meanwhile is for the next turn.
    const end = this.#waiting.length
    try {
      while (this.#done < end && this.#hasTime()) this.#waiting[this.#done++]?.run()
    } finally {
      this.#begun = undefined
      this.#dropDone()
      if (this.#waiting.length > 0) this.#schedule()
    }
  }

  /** Not at each turn: of thousands that are due together, all would be moved each time. */
  #dropDone(): void {
    if (this.#done < this.#waiting.length / 2) return
    this.#waiting.splice(0, this.#done)
    this.#done = 0
  }
}

/**
 * Calls `task` at every multiple of `interval` until cancelled: at the same times whether or not the program was started anew in between.
 */
export function every(clock: Clock, interval: Duration, task: () => void): Timer {
  // A call that is a trifle early is not made again.
  const trifle = Math.min(smallestStep, interval / 2)
  let timer = clock.at(next(), run)
  function next(): Instant {
    const now = clock.now() + trifle
    return now + interval - (now % interval)
  }
  function run(): void {
    timer = clock.at(next(), run)
    task()
  }
  return { cancel: () => timer.cancel() }
}
