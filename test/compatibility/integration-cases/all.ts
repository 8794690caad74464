// Every vendor whose requests are recorded.

import { discordCases } from './discord.ts'
import { incidentioCases } from './incidentio.ts'
import type { VendorCases } from './integration-case.ts'
import { jiraCases } from './jira.ts'
import { mattermostCases } from './mattermost.ts'
import { msteamsCases, msteamsv2Cases } from './msteams.ts'
import { opsgenieCases } from './opsgenie.ts'
import { pagerdutyCases } from './pagerduty.ts'
import { pushoverCases } from './pushover.ts'
import { rocketchatCases } from './rocketchat.ts'
import { slackCases } from './slack.ts'
import { snsCases } from './sns.ts'
import { telegramCases } from './telegram.ts'
import { victoropsCases } from './victorops.ts'
import { webexCases } from './webex.ts'
import { wechatCases } from './wechat.ts'

export const vendorCases: readonly VendorCases[] = [
  discordCases,
  mattermostCases,
  msteamsCases,
  msteamsv2Cases,
  rocketchatCases,
  telegramCases,
  webexCases,
  wechatCases,
  slackCases,
  incidentioCases,
  jiraCases,
  opsgenieCases,
  pagerdutyCases,
  pushoverCases,
  snsCases,
  victoropsCases,
]
