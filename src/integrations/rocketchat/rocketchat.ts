// Rocket.Chat: a message with one attachment, by the API. As Alertmanager's notify/rocketchat.

import { type Attempt, defineIntegration, type SendResult } from '../contract.ts'
import { askInChannel } from '../in-channel.ts'
import { judgeRocketchat } from './answer.ts'
import { rocketchatGlobals } from './globals.ts'
import { rocketchatMessage } from './message.ts'
import { type RocketchatConfig, rocketchatConfig } from './schema.ts'

export const rocketchat = defineIntegration({
  name: 'rocketchat',
  key: 'rocketchat_configs',
  sendResolved: false,
  config: rocketchatConfig,
  globals: rocketchatGlobals,
  inherit(config, globals, complain) {
    const filled = {
      ...config,
      apiUrl: config.apiUrl ?? globals.rocketchatApiUrl,
      tokenId: config.tokenId ?? globals.rocketchatTokenId,
      tokenIdFile: config.tokenIdFile || globals.rocketchatTokenIdFile,
      token: config.token ?? globals.rocketchatToken,
      tokenFile: config.tokenFile || globals.rocketchatTokenFile,
    }
    if (filled.tokenId === undefined && filled.tokenIdFile === '')
      complain(
        'token_id',
        'this rocketchat integration has no user',
        'Add token_id here, or rocketchat_token_id to global.',
      )
    if (filled.token === undefined && filled.tokenFile === '')
      complain('token', 'this rocketchat integration has no token', 'Add token here, or rocketchat_token to global.')
    if (filled.apiUrl === undefined)
      complain(
        'api_url',
        'this rocketchat integration has no server',
        'Add api_url here, or rocketchat_api_url to global.',
      )
    return filled
  },
  send,
})

async function send(attempt: Attempt<RocketchatConfig>): Promise<SendResult> {
  const { request, channel } = await rocketchatMessage(attempt)
  return askInChannel(attempt, request, { name: 'rocketchat', channel, judge: judgeRocketchat })
}
