// The integrations that there are, and how a configured one is built. A new vendor is one more line here.

import { readFile } from 'node:fs/promises'
import type { HttpClientConfig } from '../schema/http-client.ts'
import {
  type Integration,
  type IntegrationContext,
  type IntegrationDefinition,
  IntegrationError,
  type SendResult,
} from './contract.ts'
import { discord } from './discord/discord.ts'
import { email } from './email/email.ts'
import { incidentio } from './incidentio/incidentio.ts'
import { jira } from './jira/jira.ts'
import type { MailResult, MailServer, MailTransport, WireMail } from './mail.ts'
import { mattermost } from './mattermost/mattermost.ts'
import { msteams } from './msteams/msteams.ts'
import { msteamsv2 } from './msteamsv2/msteamsv2.ts'
import { opsgenie } from './opsgenie/opsgenie.ts'
import { pagerduty } from './pagerduty/pagerduty.ts'
import { pushover } from './pushover/pushover.ts'
import { rocketchat } from './rocketchat/rocketchat.ts'
import { slack } from './slack/slack.ts'
import { sns } from './sns/sns.ts'
import { telegram } from './telegram/telegram.ts'
import { victorops } from './victorops/victorops.ts'
import { webex } from './webex/webex.ts'
import { webhook } from './webhook/webhook.ts'
import { wechat } from './wechat/wechat.ts'

/** All integrations, in the order of Alertmanager's receiver schema. */
export const integrations: readonly IntegrationDefinition[] = [
  erase(discord),
  erase(email),
  erase(incidentio),
  erase(pagerduty),
  erase(slack),
  erase(webhook),
  erase(opsgenie),
  erase(wechat),
  erase(pushover),
  erase(victorops),
  erase(sns),
  erase(telegram),
  erase(webex),
  erase(msteams),
  erase(msteamsv2),
  erase(jira),
  erase(rocketchat),
  erase(mattermost),
]

/** One entry of a receiver, as the configuration holds it. */
export interface IntegrationConfig {
  readonly name: string
  readonly index: number
  readonly sendResolved: boolean
  /** As decoded by the definition's schema. */
  readonly config: unknown
}

/**
 * Makes an entry of a receiver into something that sends.
 * Throws when there is no such integration or when its certificates cannot be used, as at Alertmanager's start.
 */
export function buildIntegration(entry: IntegrationConfig, context: IntegrationContext): Integration {
  const definition = integrations.find(({ name }) => name === entry.name)
  if (definition === undefined) throw new IntegrationError(`there is no integration ${entry.name}`)
  return bindIntegration(definition, entry, context)
}

/** As buildIntegration, for a definition that is not in the registry. */
export function bindIntegration(
  definition: IntegrationDefinition,
  entry: IntegrationConfig,
  context: IntegrationContext,
): Integration {
  const { network } = context
  const http = httpConfigOf(entry.config)
  network.check?.(http)
  const holder = {}
  const send = definition.begin()
  return {
    name: entry.name,
    index: entry.index,
    sendResolved: entry.sendResolved,
    ...timeoutOf(entry.config),
    send: (delivery, signal) =>
      guarded(() =>
        send({
          delivery,
          config: entry.config,
          externalURL: context.externalURL,
          clock: context.clock,
          signal,
          render: context.render ?? ((text) => text),
          renderHtml: context.renderHtml ?? context.render ?? ((text) => text),
          readFile: readOption,
          exchange: (request, exchangeSignal) => network.request(request, { holder, http, signal: exchangeSignal }),
          handIn: (mail, server) => handIn(context.mail, { mail, server, signal }),
        }),
      ),
    close: async () => network.release?.(holder),
  }
}

/** The `timeout` that some schemas have; 0 is none. */
function timeoutOf(config: unknown): { readonly timeout?: number } {
  const timeout = (config as { readonly timeout?: unknown } | undefined)?.timeout
  return typeof timeout === 'number' && timeout > 0 ? { timeout } : {}
}

/** The one place where the type of a configuration is forgotten: config/ decodes each entry by its own definition. */
function erase<C, G>(definition: IntegrationDefinition<C, G>): IntegrationDefinition {
  return definition as unknown as IntegrationDefinition
}

/** An integration that throws must not take the pipeline down, whatever it throws. */
async function guarded(send: () => Promise<SendResult>): Promise<SendResult> {
  try {
    return await send()
  } catch (error) {
    const known = error instanceof IntegrationError
    const message = error instanceof Error ? error.message : String(error)
    return { sent: false, retry: known && error.retry, reason: known ? error.reason : 'other', error: message }
  }
}

async function handIn(
  transport: MailTransport | undefined,
  { mail, server, signal }: { mail: WireMail; server: MailServer; signal: AbortSignal },
): Promise<MailResult> {
  if (transport === undefined) throw new IntegrationError('this program has no way to send mail')
  return transport.send(mail, server, signal)
}

async function readOption(
  option: string,
  path: string,
  { untrimmed = false }: { readonly untrimmed?: boolean } = {},
): Promise<string> {
  try {
    const content = await readFile(path, 'utf8')
    return untrimmed ? content : content.trim()
  } catch (error) {
    throw new IntegrationError(`read ${option}: ${(error as NodeJS.ErrnoException).message}`)
  }
}

/** `http_config` stands under the same name in every integration that has one. */
function httpConfigOf(config: unknown): HttpClientConfig | undefined {
  return (config as { readonly httpConfig?: HttpClientConfig } | undefined)?.httpConfig
}
