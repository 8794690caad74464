// The two requests of WeChat: one for a token, one with the message. As Alertmanager's notify/wechat/wechat.go.

import { formatGoUrl, parseGoUrl } from '../../schema/go-url.ts'
import type { Attempt } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { postJson } from '../post-json.ts'
import { belowUrl } from '../request-url.ts'
import { templateFiller } from '../template-filler.ts'
import type { WechatConfig } from './schema.ts'

/** What the requests are made of. */
export type WechatAttempt = Pick<Attempt<WechatConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>

/** Asks for a token; a query of `api_url` is left out here. Reads the file of the secret. */
export async function tokenRequest(attempt: WechatAttempt): Promise<WireRequest> {
  const { config, readFile } = attempt
  const fill = templateFiller(attempt)
  const secret =
    config.apiSecretFile === ''
      ? (config.apiSecret?.reveal() ?? '')
      : await readFile('api_secret_file', config.apiSecretFile)
  const corpsecret = fill('api_secret', secret)
  const base = formatGoUrl({ ...parseGoUrl(config.apiUrl ?? ''), query: '', emptyQuery: false })
  const url = belowUrl(base, 'gettoken', { corpid: fill('corp_id', config.corpId), corpsecret })
  return { method: 'GET', url, headers: {}, secrets: [corpsecret] }
}

/** The message. Both kinds of content are always there, one of them empty. */
export function messageRequest(attempt: WechatAttempt, token: string): WireRequest {
  const { config } = attempt
  const fill = templateFiller(attempt)
  const texts = {
    touser: fill('to_user', config.toUser),
    toparty: fill('to_party', config.toParty),
    totag: fill('to_tag', config.toTag),
    agentid: fill('agent_id', config.agentId),
    safe: '0',
    msgtype: config.messageType,
  }
  const content = fill('message', config.message)
  const isMarkdown = config.messageType === 'markdown'
  const url = belowUrl(config.apiUrl ?? '', 'message/send', { access_token: token })
  const document = {
    text: { content: isMarkdown ? '' : content },
    ...omitEmpty(texts),
    markdown: { content: isMarkdown ? content : '' },
  }
  return { ...postJson(url, document), secrets: [token] }
}
