// What Telegram's answers mean. The body says it; the status says the same, and Alertmanager does not look at it
// (notify/telegram/telegram.go, and telebot's extractOk).

import { type Duration, second } from '../../model/instant.ts'
import type { SendResult } from '../contract.ts'
import { failureReasonOf, retryAfter, shortened } from '../judge.ts'
import type { WireReply } from '../network.ts'
import { replyObject } from '../reply-object.ts'

/** Whatever went wrong, Alertmanager tries again. */
export function judgeTelegram(reply: WireReply): SendResult {
  const answer = replyObject(reply.body)
  if (answer?.ok === true) return { sent: true }
  if (answer === undefined) {
    const body = JSON.stringify(shortened(reply.body))
    return {
      sent: false,
      retry: true,
      reason: 'other',
      error: `status code ${reply.status} with a body that is no answer of Telegram: ${body}`,
      ...retryAfter(reply),
    }
  }
  const code = typeof answer.error_code === 'number' ? answer.error_code : 0
  const description = typeof answer.description === 'string' ? answer.description : ''
  return {
    sent: false,
    retry: true,
    reason: failureReasonOf(code),
    error: `telegram: ${shortened(description)} (${code})`,
    ...(saidWait(answer.parameters) ?? retryAfter(reply)),
  }
}

/** How many seconds the body asks us to wait (https://core.telegram.org/bots/api#responseparameters). */
function saidWait(parameters: unknown): { readonly after: Duration } | undefined {
  const { retry_after: seconds } = (parameters ?? {}) as { readonly retry_after?: unknown }
  return typeof seconds === 'number' && seconds > 0 ? { after: seconds * second } : undefined
}
