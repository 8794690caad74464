// WeChat Work (WeCom): a message of an application, with a token that is fetched first and kept. As Alertmanager's
// notify/wechat.

import { hour, type Instant } from '../../model/instant.ts'
import { defineIntegration, type Send } from '../contract.ts'
import { askOnce } from '../over-http.ts'
import { judgeMessage, judgeToken, saysTokenExpired, tokenIn } from './answers.ts'
import { inheritWechat, wechatGlobals } from './globals.ts'
import { messageRequest, tokenRequest } from './requests.ts'
import { type WechatConfig, wechatConfig } from './schema.ts'

/** For how long a token is used, unless WeChat refuses it before. */
const tokenLife = 2 * hour

export const wechat = defineIntegration({
  name: 'wechat',
  key: 'wechat_configs',
  sendResolved: false,
  config: wechatConfig,
  globals: wechatGlobals,
  baseUrlKey: 'wechat_api_url',
  inherit: inheritWechat,
  begin: wechatSender,
})

/** Sends with one token for as long as it lasts. */
export function wechatSender(): Send<WechatConfig> {
  let kept: { readonly token: string; readonly since: Instant } | undefined
  return async (attempt) => {
    const now = attempt.clock.now()
    if (kept === undefined || now - kept.since > tokenLife) {
      const { result, reply } = await askOnce(attempt, await tokenRequest(attempt), {
        name: 'wechat',
        judge: judgeToken,
      })
      const token = reply && tokenIn(reply)
      if (!result.sent || token === undefined) return result
      kept = { token, since: now }
    }
    const { token } = kept
    const { result, reply } = await askOnce(attempt, messageRequest(attempt, token), {
      name: 'wechat',
      judge: judgeMessage,
    })
    // Another attempt may have fetched a new one meanwhile.
    if (reply && saysTokenExpired(reply) && kept?.token === token) kept = undefined
    return result
  }
}
