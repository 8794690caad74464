// The way most integrations send: one request, one answer, one judgement. The request is made by a pure function.

import type { Clock } from '../clock.ts'
import { formatGoDuration } from '../model/duration.ts'
import type { Duration } from '../model/instant.ts'
import type { FailureReason } from '../model/notification.ts'
import type { Attempt, Send, SendResult } from './contract.ts'
import { type Judge, judgeByStatus } from './judge.ts'
import type { WireFailure, WireRequest } from './network.ts'
import { redact } from './redact.ts'

/** What overHttp wants of a configuration; both come from the schema. */
export interface HttpIntegrationConfig {
  /** How long one attempt may take; 0 or none leaves it to the flush. */
  readonly timeout?: Duration | undefined
}

/**
 * Sends by one request.
 * @param options.name stands in the error of a timeout.
 * @param options.request makes the request out of the notification; may read files, and throw IntegrationError.
 * @param options.judge reads the answer; by its status unless given.
 */
export function overHttp<C extends HttpIntegrationConfig>(options: {
  readonly name: string
  readonly request: (attempt: Attempt<C>) => WireRequest | Promise<WireRequest>
  readonly judge?: Judge
}): Send<C> {
  const judge = options.judge ?? judgeByStatus()
  return async (attempt) => {
    const request = await options.request(attempt)
    const limit = timeLimit(attempt.clock, attempt.config.timeout ?? 0, attempt.signal)
    try {
      const reply = await attempt.exchange(request, limit.signal)
      if (reply.status === undefined) return failed(reply, { name: options.name, attempt, limit })
      const result = judge(reply)
      return result.sent ? result : { ...result, error: redact(result.error, [request.url, ...(reply.secrets ?? [])]) }
    } finally {
      limit.cancel()
    }
  }
}

/**
 * No answer is always worth another attempt, as in Alertmanager. Its own timeout counts as `other` there, because only
 * the end of the flush makes a contextDeadlineExceeded (notify/retry_stage.go).
 */
function failed<C extends HttpIntegrationConfig>(
  failure: WireFailure,
  { name, attempt, limit }: { name: string; attempt: Attempt<C>; limit: TimeLimit },
): SendResult {
  const { signal } = attempt
  const passed = !signal.aborted && limit.signal.aborted
  const cause = passed ? `: configured ${name} timeout reached (${formatGoDuration(attempt.config.timeout ?? 0)})` : ''
  return { sent: false, retry: true, reason: abortReason(signal), error: `${failure.error}${cause}` }
}

/** Why an attempt failed when it got no answer: the end of the flush, a shutdown, or neither. */
export function abortReason(signal: AbortSignal): FailureReason {
  if (!signal.aborted) return 'other'
  return isTimeout(signal) ? 'contextDeadlineExceeded' : 'contextCanceled'
}

/** True when the signal was aborted by the passing of time rather than by somebody. */
export function isTimeout(signal: AbortSignal): boolean {
  return signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
}

interface TimeLimit {
  readonly signal: AbortSignal
  cancel(): void
}

function timeLimit(clock: Clock, timeout: Duration, signal: AbortSignal): TimeLimit {
  if (timeout <= 0) return { signal, cancel: () => {} }
  const own = new AbortController()
  const timer = clock.at(clock.now() + timeout, () => own.abort(new DOMException('timed out', 'TimeoutError')))
  return { signal: AbortSignal.any([signal, own.signal]), cancel: () => timer.cancel() }
}
