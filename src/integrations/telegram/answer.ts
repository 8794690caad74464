// What Telegram's answers mean. The body says it; the status says the same, and Alertmanager does not look at it
// (notify/telegram/telegram.go, and telebot's extractOk).

import type { SendResult } from '../contract.ts'
import { failureReasonOf, shortened } from '../judge.ts'
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
    }
  }
  const code = typeof answer.error_code === 'number' ? answer.error_code : 0
  const description = typeof answer.description === 'string' ? answer.description : ''
  return {
    sent: false,
    retry: true,
    reason: failureReasonOf(code),
    error: `telegram: ${shortened(description)} (${code})`,
  }
}
