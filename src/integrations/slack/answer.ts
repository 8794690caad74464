// What Slack's answers mean: failures hide inside a 200. As Alertmanager's notify/slack/slack.go.

import type { SendResult } from '../contract.ts'
import { judgeByStatus, shortened } from '../judge.ts'
import type { WireReply } from '../network.ts'
import { rememberedMessage } from './message.ts'

const byStatus = judgeByStatus()

/** @param options.remember whether the posted message is to be changed later. */
export function judgeSlack(reply: WireReply, options: { readonly remember: boolean }): SendResult {
  const result = byStatus(reply)
  if (!result.sent) return result
  if (reply.headers['content-type']?.startsWith('application/json')) return judgeJson(reply.body, options)
  // What an incoming webhook says.
  if (reply.body === 'ok') return { sent: true }
  return refusal(`received an error response from Slack: ${shortened(reply.body)}`, { retry: false })
}

function judgeJson(body: string, { remember }: { readonly remember: boolean }): SendResult {
  const answer = readAnswer(body)
  if (answer === undefined)
    return refusal(`could not unmarshal JSON response ${JSON.stringify(shortened(body))}`, { retry: true })
  if (!answer.ok) return refusal(`error response from Slack: ${shortened(answer.error)}`, { retry: false })
  if (!remember || answer.ts === '' || answer.channel === '') return { sent: true }
  return { sent: true, data: rememberedMessage(answer.ts, answer.channel) }
}

interface SlackAnswer {
  readonly ok: boolean
  readonly error: string
  readonly ts: string
  readonly channel: string
}

/** Undefined when it is not what Slack documents. What is missing counts as its zero, as in Go. */
function readAnswer(body: string): SlackAnswer | undefined {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const { ok, error, ts, channel } = { ok: null, error: null, ts: null, channel: null, ...value }
  if (ok !== null && typeof ok !== 'boolean') return undefined
  for (const text of [error, ts, channel]) if (text !== null && typeof text !== 'string') return undefined
  return { ok: ok ?? false, error: error ?? '', ts: ts ?? '', channel: channel ?? '' }
}

function refusal(error: string, { retry }: { readonly retry: boolean }): SendResult {
  return { sent: false, retry, reason: 'clientError', error }
}
