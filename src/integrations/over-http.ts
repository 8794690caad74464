// The way most integrations send: one request, one answer, one judgement. The request is made by a pure function.

import type { Clock } from '../clock.ts'
import { formatGoDuration } from '../model/duration.ts'
import type { Duration } from '../model/instant.ts'
import type { FailureReason } from '../model/notification.ts'
import type { Attempt, Send, SendResult } from './contract.ts'
import { judgeByStatus } from './judge.ts'
import type { WireFailure, WireReply, WireRequest } from './network.ts'
import { redact, secretsOfUrl } from './redact.ts'

/** What overHttp wants of a configuration; both come from the schema. */
export interface HttpIntegrationConfig {
  /** How long one attempt may take; 0 or none leaves it to the flush. */
  readonly timeout?: Duration | undefined
  readonly httpConfig?: object | undefined
}

/** What came of one request: the answer where there was one, and what it means. */
export interface Asked {
  readonly result: SendResult
  readonly reply?: WireReply
}

/** How an answer is read, and what its request is called in the error of a timeout. */
interface Asking<C> {
  readonly name: string
  /** By its status unless given. */
  readonly judge?: (reply: WireReply, config: C) => SendResult
}

/**
 * Sends by one request.
 * @param options.request makes the request out of the notification; may read files, and throw IntegrationError.
 */
export function overHttp<C extends HttpIntegrationConfig>(
  options: Asking<C> & { readonly request: (attempt: Attempt<C>) => WireRequest | Promise<WireRequest> },
): Send<C> {
  return async (attempt) => {
    const made = options.request(attempt)
    // Most requests are made at once.
    const request = made instanceof Promise ? await made : made
    return (await askOnce(attempt, request, options)).result
  }
}

/** Makes one request of an attempt, which may be one of several. Its error shows no secret of the request. */
export async function askOnce<C extends HttpIntegrationConfig>(
  attempt: Pick<Attempt<C>, 'clock' | 'config' | 'exchange' | 'signal'>,
  request: WireRequest,
  { name, judge = judgeByStatus() }: Asking<C>,
): Promise<Asked> {
  const limit = timeLimit(attempt.clock, attempt.config.timeout ?? 0, attempt.signal)
  try {
    const reply = await attempt.exchange(request, limit.signal)
    if (reply.status === undefined) {
      const result = failed(reply, { name, attempt, limit })
      return { result: { ...result, error: redact(result.error, secretsOf(request)) } }
    }
    const result = judge(reply, attempt.config)
    if (result.sent) return { result, reply }
    const secrets = [...secretsOf(request), ...(reply.secrets ?? [])]
    return { result: { ...result, error: redact(result.error, secrets) }, reply }
  } finally {
    limit.cancel()
  }
}

function secretsOf(request: WireRequest): readonly string[] {
  return [...secretsOfUrl(request.url), ...(request.secrets ?? [])]
}

/**
 * No answer is always worth another attempt, as in Alertmanager. Its own timeout counts as `other` there, because only
 * the end of the flush makes a contextDeadlineExceeded (notify/retry_stage.go).
 */
function failed<C extends HttpIntegrationConfig>(
  failure: WireFailure,
  { name, attempt, limit }: { name: string; attempt: Pick<Attempt<C>, 'config' | 'signal'>; limit: TimeLimit },
): Extract<SendResult, { sent: false }> {
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

/** Why the signal was aborted, in Go's words. */
export function abortText(signal: AbortSignal): string {
  return isTimeout(signal) ? 'context deadline exceeded' : 'context canceled'
}

/** True when the signal was aborted by the passing of time rather than by somebody. */
function isTimeout(signal: AbortSignal): boolean {
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
