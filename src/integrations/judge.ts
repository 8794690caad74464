// What an answer means: sent, to be tried again, or given up. The rule that most receivers share (notify/util.go Retrier).

import type { FailureReason } from '../model/notification.ts'
import type { SendResult } from './contract.ts'
import type { WireReply } from './network.ts'

/** How much of an answer's body an error shows. Alertmanager shows all of it. */
const shownBody = 1024

/** Reads an answer. */
export type Judge = (reply: WireReply) => SendResult

/**
 * 2xx is sent, 5xx is tried again, anything else is given up.
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
      retry: (status >= 500 && status < 600) || (options.retryStatuses?.includes(status) ?? false),
      reason: failureReasonOf(status),
      error: `unexpected status code ${status}${detail === '' ? '' : `: ${detail}`}`,
    }
  }
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
