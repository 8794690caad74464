// What WeChat takes from the `global` section.

import { member } from '../../schema/field.ts'
import type { Decoded } from '../../schema/object.ts'
import { plainPath, secret, text } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'
import type { Complaint } from '../contract.ts'
import { slashed } from '../request-url.ts'
import type { WechatConfig } from './schema.ts'

export const wechatGlobals = {
  wechat_api_url: member(httpUrl, 'The WeCom API.', { initial: 'https://qyapi.weixin.qq.com/cgi-bin/' }),
  wechat_api_secret: member(secret, 'The secret of an application of WeCom.'),
  wechat_api_secret_file: member(plainPath, 'A file with that secret, read whenever a token is fetched.'),
  wechat_api_corp_id: member(text, 'The id of the corporation there.'),
} as const

/** Fills in the API, the secret or the file with it, and the corporation. */
export function inheritWechat(
  config: WechatConfig,
  globals: Decoded<typeof wechatGlobals>,
  complain: Complaint,
): WechatConfig {
  const ownSecret = config.apiSecret !== undefined || config.apiSecretFile !== ''
  const apiUrl = config.apiUrl ?? globals.wechatApiUrl
  const filled = {
    ...config,
    apiUrl: apiUrl && slashed(apiUrl),
    apiSecret: ownSecret ? config.apiSecret : globals.wechatApiSecret,
    apiSecretFile: ownSecret ? config.apiSecretFile : globals.wechatApiSecretFile,
    corpId: config.corpId || globals.wechatApiCorpId,
  }
  if (filled.apiUrl === undefined)
    complain('api_url', 'this wechat integration has no URL', 'Add api_url here, or wechat_api_url to global.')
  if (filled.apiSecret === undefined && filled.apiSecretFile === '')
    complain(
      'api_secret',
      'this wechat integration has no secret',
      'Add api_secret here, or wechat_api_secret to global.',
    )
  if (filled.corpId === '')
    complain(
      'corp_id',
      'this wechat integration has no corporation',
      'Add corp_id here, or wechat_api_corp_id to global.',
    )
  return filled
}
