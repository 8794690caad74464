// What WeChat's answers mean. As Alertmanager's notify/wechat/wechat.go.

import type { SendResult } from '../contract.ts'
import { failureReasonOf, retryAfter, shortened } from '../judge.ts'
import type { WireReply } from '../network.ts'
import { replyObject } from '../reply-object.ts'

/** What it says when a token is too old. */
const tokenExpired = 42_001

/** The token in an answer, whatever its status is; undefined where there is none. */
export function tokenIn(reply: WireReply): string | undefined {
  const token = replyObject(reply.body)?.access_token
  return typeof token === 'string' && token !== '' ? token : undefined
}

/** Why there is no token: trying again would not help, unless there are too many of us. */
export function judgeToken(reply: WireReply): SendResult {
  if (tokenIn(reply) !== undefined) return { sent: true }
  if (reply.status === 429) return unexpectedStatus(reply)
  const answer = replyObject(reply.body)
  const said = typeof answer?.errmsg === 'string' ? `: ${shortened(answer.errmsg)}` : ''
  const error =
    answer === undefined
      ? 'the answer to gettoken is no JSON object'
      : `no token for this corporation and secret${said}`
  return { sent: false, retry: false, reason: 'other', error }
}

/** What the answer to a message means, and whether its token is of no use any more. */
export function judgeMessage(reply: WireReply): SendResult {
  const { status } = reply
  if (status !== 200) return unexpectedStatus(reply)
  const code = codeIn(reply)
  if (code === 0) return { sent: true }
  if (code === undefined) return { sent: false, retry: true, reason: 'other', error: 'the answer cannot be read' }
  const said = replyObject(reply.body)?.errmsg
  const error = `error ${code} of WeChat: ${typeof said === 'string' ? shortened(said) : ''}`
  return { sent: false, retry: code === tokenExpired, reason: 'other', error }
}

function unexpectedStatus(reply: WireReply): SendResult {
  const { status } = reply
  const error = `unexpected status code ${status}`
  return { sent: false, retry: true, reason: failureReasonOf(status), error, ...retryAfter(reply) }
}

/** Whether the next attempt needs another token. */
export function saysTokenExpired(reply: WireReply): boolean {
  return reply.status === 200 && codeIn(reply) === tokenExpired
}

/** Nothing said is 0, as in Go; undefined where it is not what WeChat documents. */
function codeIn({ body }: WireReply): number | undefined {
  if (body.trim() === 'null') return 0
  const answer = replyObject(body)
  const code = answer?.errcode ?? 0
  const message = answer?.errmsg ?? ''
  return answer !== undefined && Number.isInteger(code) && typeof message === 'string' ? (code as number) : undefined
}
