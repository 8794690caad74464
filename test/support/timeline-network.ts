// A Network whose far side are the receivers of a timeline. Nothing leaves the process; its time is the clock's.

import type { Clock } from '../../src/clock.ts'
import type { Network, WireFailure, WireOptions, WireReply, WireRequest } from '../../src/integrations/network.ts'
import type { Duration, Instant } from '../../src/model/instant.ts'
import type { Receivers } from './timeline-receivers.ts'

export class TimelineNetwork implements Network {
  readonly #clock: Clock
  readonly #receivers: Receivers
  readonly #now: () => Instant

  /** @param now the timeline's own time, which nobody sets. */
  constructor(clock: Clock, receivers: Receivers, now: () => Instant) {
    this.#now = now
    this.#clock = clock
    this.#receivers = receivers
  }

  async request({ url, body }: WireRequest, { signal }: WireOptions): Promise<WireReply | WireFailure> {
    if (signal.aborted) return { error: 'aborted' }
    const { pathname, search } = new URL(url)
    const { behaviour, gaveUp } = this.#receivers.receive({
      at: this.#now(),
      to: pathname + search,
      body: typeof body === 'string' ? body : new TextDecoder().decode(body),
    })
    if ('closes' in behaviour) return { error: 'Post "<redacted>": EOF' }
    const waiting = 'hangs' in behaviour ? Number.POSITIVE_INFINITY : (behaviour.after ?? 0) * 1000
    if (!(await this.#passes(waiting, signal))) {
      gaveUp(this.#now())
      return { error: 'Post "<redacted>": aborted' }
    }
    if ('hangs' in behaviour) return { status: 0, headers: {}, body: '' }
    const { answers: status, retryAfter } = behaviour
    return { status, headers: retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }, body: '' }
  }

  /** Waits on the clock; false when the signal came first. */
  #passes(span: Duration, signal: AbortSignal): Promise<boolean> {
    if (span === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const timer = Number.isFinite(span) ? this.#clock.at(this.#clock.now() + span, () => end(true)) : undefined
      const abort = (): void => end(false)
      const end = (passed: boolean): void => {
        timer?.cancel()
        signal.removeEventListener('abort', abort)
        resolve(passed)
      }
      signal.addEventListener('abort', abort, { once: true })
    })
  }
}
