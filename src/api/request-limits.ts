// How many GET requests are answered at a time (--web.get-concurrency), and for how long (--web.timeout).
// As Alertmanager does: api/api.go limitHandler.

import type { FastifyReply } from 'fastify'
import type { Clock } from '../clock.ts'
import { formatGoDuration } from '../model/duration.ts'
import type { Duration } from '../model/instant.ts'
import type { HttpObserver } from '../telemetry/http-observer.ts'
import type { ApiDeps } from './deps.ts'
import { type PlainAnswer, plainText, textError } from './plain-answer.ts'

export class RequestLimits {
  readonly #clock: Clock
  readonly #observer: HttpObserver | undefined
  readonly #concurrency: number
  readonly #timeout: Duration
  readonly #timedOut = new WeakSet<FastifyReply>()
  #getsInFlight = 0

  constructor({ clock, observer, options }: Pick<ApiDeps, 'clock' | 'observer' | 'options'>) {
    this.#clock = clock
    this.#observer = observer
    this.#concurrency = options.getConcurrency
    this.#timeout = options.timeout
  }

  /** Counts the request until its connection is done with it, and sets its timer. Answers the 503 when there are too many. */
  enter(method: string, reply: FastifyReply): PlainAnswer | undefined {
    if (method === 'GET') {
      if (this.#getsInFlight >= this.#concurrency) {
        this.#observer?.concurrencyLimitExceeded()
        return textError(503, `Limit of concurrent GET requests reached (${this.#concurrency}), try again later.\n`)
      }
      this.#getsInFlight++
      this.#observer?.getStarted()
      reply.raw.once('close', () => {
        this.#getsInFlight--
        this.#observer?.getFinished()
      })
    }
    if (this.#timeout > 0) this.#setTimer(reply)
    return undefined
  }

  /** True once the client was told that its request took too long. */
  hasTimedOut(reply: FastifyReply): boolean {
    return this.#timedOut.has(reply)
  }

  /** What has begun to be sent is let through: the status line is out already. */
  #setTimer(reply: FastifyReply): void {
    const timer = this.#clock.at(this.#clock.now() + this.#timeout, () => {
      if (reply.isAnswered) return
      reply.isAnswered = true
      this.#timedOut.add(reply)
      for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name)
      reply
        .code(503)
        .header('content-type', plainText)
        .send(Buffer.from(`Exceeded configured timeout of ${formatGoDuration(this.#timeout)}.\n`))
    })
    reply.raw.once('close', () => timer.cancel())
  }
}
