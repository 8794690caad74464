// Requests to chats where the channel is chosen by a template: an error says which one it was.

import { goQuote } from '../model/go-quote.ts'
import type { Attempt, SendResult } from './contract.ts'
import type { WireReply, WireRequest } from './network.ts'
import { askOnce, type HttpIntegrationConfig } from './over-http.ts'

/** As askOnce. What the chat says against it is told with the channel. */
export async function askInChannel<C extends HttpIntegrationConfig>(
  attempt: Pick<Attempt<C>, 'clock' | 'config' | 'exchange' | 'signal'>,
  request: WireRequest,
  {
    channel,
    ...asking
  }: {
    readonly name: string
    readonly channel: string
    readonly judge?: (reply: WireReply, config: C) => SendResult
  },
): Promise<SendResult> {
  const { result, reply } = await askOnce(attempt, request, asking)
  if (result.sent || reply === undefined) return result
  return { ...result, error: `channel ${goQuote(channel)}: ${result.error}` }
}
