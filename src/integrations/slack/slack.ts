// Slack: a message with one attachment, by an incoming webhook or as an app, which may change it later. As Alertmanager's
// notify/slack.

import { type Attempt, defineIntegration, type SendResult } from '../contract.ts'
import { askInChannel } from '../in-channel.ts'
import { judgeSlack } from './answer.ts'
import { checkSlackGlobals, inheritSlack, slackGlobals } from './globals.ts'
import { slackMessage } from './message.ts'
import { type SlackConfig, slackConfig } from './schema.ts'

export const slack = defineIntegration({
  name: 'slack',
  key: 'slack_configs',
  sendResolved: false,
  config: slackConfig,
  globals: slackGlobals,
  checkGlobals: checkSlackGlobals,
  inherit: inheritSlack,
  send,
})

async function send(attempt: Attempt<SlackConfig>): Promise<SendResult> {
  const { request, channel } = await slackMessage(attempt)
  return askInChannel(attempt, request, {
    name: 'slack',
    channel,
    judge: (answer, { updateMessage }) => judgeSlack(answer, { remember: updateMessage }),
  })
}
