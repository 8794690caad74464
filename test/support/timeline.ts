// Timelines as tests: what happens when, and what the receivers are told, in virtual time.
//
//   await timeline(config()).at('0s', post('A')).until('1h').sends('30s /a first notification: A')

import { expect } from 'vitest'
import { type Action, type Second, type Step, secondsOf, spanOf } from './timeline-case.ts'
import { describeRequest } from './timeline-comparison.ts'
import { playTimeline } from './timeline-player.ts'
import type { RecordedRequest } from './timeline-recording.ts'
import { openVirtualStage } from './timeline-virtual.ts'
import { at } from './timeline-words.ts'

/** A span from the start of a timeline: `1d4h30s`. */
export type Span = string

export interface TimelineSetting {
  /** When it starts, as ISO text; a Monday noon in UTC unless said otherwise. */
  readonly start?: string
  readonly flags?: readonly string[]
}

/** Begins a timeline for a Tocsin with this configuration. */
export function timeline(config: string, setting: TimelineSetting = {}): Timeline {
  return new Timeline({ config, setting, steps: [], end: 0 })
}

interface Parts {
  readonly config: string
  readonly setting: TimelineSetting
  readonly steps: readonly Step[]
  readonly end: Second
}

/** A timeline that is being written. Each word returns a new one. */
class Timeline {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  at(when: Span, ...actions: Action[]): Timeline {
    return this.#with(at(secondsOf(when), ...actions))
  }

  /** The same again and again, as Prometheus posts its alerts: from `from` until before `to`. */
  every(
    interval: Span,
    { from = '0s', to }: { readonly from?: Span; readonly to: Span },
    ...actions: Action[]
  ): Timeline {
    const steps: Step[] = []
    for (let second = secondsOf(from); second < secondsOf(to); second += secondsOf(interval)) {
      steps.push(at(second, ...actions))
    }
    return this.#with(...steps)
  }

  /** How long to watch. */
  until(end: Span): Timeline {
    return new Timeline({ ...this.#parts, end: secondsOf(end) })
  }

  /** Plays it, and expects these requests at the receivers: `4h5m30s /a repeat interval elapsed: A`. */
  async sends(...lines: readonly string[]): Promise<void> {
    const requests = await this.play()
    expect(requests.map((request) => `${spanOf(request.at)} ${describeRequest(request)}`)).toEqual(lines)
  }

  /** Plays it and returns what the receivers saw. */
  async play(): Promise<readonly RecordedRequest[]> {
    const { config, setting, end } = this.#parts
    const { start, flags } = setting
    await using stage = await openVirtualStage({
      config,
      ...(flags === undefined ? {} : { flags }),
      ...(start === undefined ? {} : { start: Date.parse(start) }),
    })
    const steps = this.#parts.steps.toSorted((a, b) => a.at - b.at)
    return await playTimeline({ steps, until: end }, stage)
  }

  #with(...steps: readonly Step[]): Timeline {
    return new Timeline({ ...this.#parts, steps: [...this.#parts.steps, ...steps] })
  }
}
