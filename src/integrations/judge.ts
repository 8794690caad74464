// What an answer means: sent, to be tried again, or given up. The rule that most receivers share (notify/util.go Retrier).

import { type Duration, second } from '../model/instant.ts'
import type { FailureReason } from '../model/notification.ts'
import type { SendResult } from './contract.ts'
import type { WireReply } from './network.ts'

/** How much of an answer's body an error shows. Alertmanager shows all of it. */
const shownBody = 1024

/** Reads an answer. */
export type Judge = (reply: WireReply) => SendResult

/**
 * 2xx is sent, 5xx is tried again, and so is 429, when the receiver wants us to; anything else is given up. Alertmanager gives up
 * at 429 for most receivers, and does not look at Retry-After.
 * @param retryStatuses further statuses after which another attempt makes sense.
 * @param detail what the error says after the status; the body unless given.
 */
export function judgeByStatus(
  options: { readonly retryStatuses?: readonly number[]; readonly detail?: (reply: WireReply) => string } = {},
): Judge {
  return (reply) => {
    const { status } = reply
    if (status >= 200 && status < 300) return { sent: true }
    const detail = shortened((options.detail ?? ((answer) => answer.body))(reply))
    return {
      sent: false,
      retry: (status >= 500 && status < 600) || status === 429 || (options.retryStatuses?.includes(status) ?? false),
      reason: failureReasonOf(status),
      error: `unexpected status code ${status}${detail === '' ? '' : `: ${detail}`}`,
      ...retryAfter(reply),
    }
  }
}

/**
 * How long a 429 or 503 asks us to wait (RFC 9110, 10.2.3): in seconds, or until a date, counted by the receiver's own clock.
 */
export function retryAfter({ status, headers }: WireReply): { readonly after?: Duration } {
  const text = headers['retry-after']
  if (text === undefined || (status !== 429 && status !== 503)) return {}
  if (/^\d+$/.test(text)) return { after: Number(text) * second }
  const after = Date.parse(text) - Date.parse(headers.date ?? '')
  return Number.isFinite(after) && after > 0 ? { after } : {}
}

/** As notify/util.go GetFailureReasonFromStatusCode. */
export function failureReasonOf(status: number): FailureReason {
  if (status === 401 || status === 403) return 'authError'
  if (status === 429) return 'rateLimited'
  if (status >= 400 && status < 500) return 'clientError'
  if (status >= 500 && status < 600) return 'serverError'
  return 'other'
}

/** What an error shows of an answer's body. */
export function shortened(text: string): string {
  return text.length <= shownBody ? text : `${text.slice(0, shownBody).toWellFormed()}…`
}
