// What Rocket.Chat's answers mean: failures hide inside a 200. As Alertmanager's notify/rocketchat/rocketchat.go.

import type { SendResult } from '../contract.ts'
import { judgeByStatus, shortened } from '../judge.ts'
import type { WireReply } from '../network.ts'
import { replyObject } from '../reply-object.ts'

const byStatus = judgeByStatus()

export function judgeRocketchat(reply: WireReply): SendResult {
  const result = byStatus(reply)
  if (!result.sent) return result
  // null is what Go reads as an answer in which nothing is said.
  const answer = reply.body.trim() === 'null' ? {} : replyObject(reply.body)
  if (answer === undefined || !isAnswer(answer)) {
    const body = JSON.stringify(shortened(reply.body))
    return { sent: false, retry: true, reason: 'clientError', error: `could not unmarshal JSON response ${body}` }
  }
  if (answer.success) return { sent: true }
  const error = `error response from Rocketchat: ${shortened(answer.error ?? '')}`
  return { sent: false, retry: false, reason: 'clientError', error }
}

function isAnswer(
  answer: Readonly<Record<string, unknown>>,
): answer is { readonly success?: boolean | null; readonly error?: string | null } {
  return (
    ['boolean', 'undefined'].includes(typeof (answer.success ?? undefined)) &&
    ['string', 'undefined'].includes(typeof (answer.error ?? undefined))
  )
}
