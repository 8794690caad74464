// What Slack takes from the `global` section. As Alertmanager's config/config.go.

import { member } from '../../schema/field.ts'
import type { Decoded } from '../../schema/object.ts'
import { Secret } from '../../schema/secret.ts'
import { filePath, plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl, secretHttpUrl } from '../../schema/url-fields.ts'
import type { Complaint } from '../contract.ts'
import type { SlackConfig } from './schema.ts'

export const slackGlobals = {
  slack_api_url: member(secretHttpUrl, 'The URL of an incoming webhook of Slack.'),
  slack_api_url_file: member(plainPath, 'A file with that URL, read at every notification.'),
  slack_app_token: member(secret, 'The token of a Slack app, which is sent to `slack_app_url`.'),
  slack_app_token_file: member(filePath, 'A file with that token, read at every notification.'),
  slack_app_url: member(httpUrl, 'Where notifications are posted with an app token.', {
    initial: 'https://slack.com/api/chat.postMessage',
  }),
} as const

type SlackGlobals = Decoded<typeof slackGlobals>

/** An app and a webhook exclude each other. */
export function checkSlackGlobals(globals: SlackGlobals, complain: Complaint): void {
  const hasApp = globals.slackAppToken !== undefined || globals.slackAppTokenFile !== ''
  const hasWebhook = globals.slackApiUrl !== undefined || globals.slackApiUrlFile !== ''
  // The same URL twice is how files looked before there was slack_app_token.
  if (hasApp && hasWebhook && globals.slackApiUrl?.reveal() !== globals.slackAppUrl)
    complain('slack_app_token', 'slack_app_token and slack_api_url exclude each other', 'Remove one of the two.')
}

/** Fills in who is told and how. An app's token becomes the authorization of the requests, and its URL the entry's. */
export function inheritSlack(
  config: SlackConfig,
  globals: SlackGlobals & { readonly httpConfig?: unknown },
  complain: Complaint,
): SlackConfig {
  const filled = withWebhook(withApp(config, globals), globals)
  if (filled.apiUrl === undefined && filled.apiUrlFile === '' && !hasToken(filled)) {
    complain(
      undefined,
      'this slack integration has neither a URL nor a token',
      'Add api_url or app_token here, or slack_api_url or slack_app_token to global.',
    )
  }
  if (!hasToken(filled)) return filled
  if (filled.httpConfig?.authorization !== undefined) {
    complain(
      'http_config',
      'http_config cannot have an authorization beside the token of a Slack app',
      'Remove the authorization, or the token.',
    )
  }
  if (filled.appUrl === undefined)
    complain(
      'app_url',
      'this slack integration has no URL for its app',
      'Add app_url here, or slack_app_url to global.',
    )
  return {
    ...filled,
    apiUrl: new Secret(filled.appUrl ?? ''),
    httpConfig: filled.httpConfig && {
      ...filled.httpConfig,
      authorization: {
        type: 'Bearer',
        credentials: filled.appToken,
        credentialsFile: filled.appTokenFile,
        credentialsRef: '',
      },
    },
  }
}

function withApp(config: SlackConfig, globals: SlackGlobals & { readonly httpConfig?: unknown }): SlackConfig {
  const appUrl = config.appUrl ?? globals.slackAppUrl
  // What an entry has from `global` is the same object, and does not count as its own.
  const isOwn = config.httpConfig !== globals.httpConfig
  const ownAuthorization = isOwn && config.httpConfig?.authorization !== undefined
  if (hasToken(config) || ownAuthorization || config.apiUrl !== undefined) return { ...config, appUrl }
  return { ...config, appUrl, appToken: globals.slackAppToken, appTokenFile: globals.slackAppTokenFile }
}

function withWebhook(config: SlackConfig, globals: SlackGlobals): SlackConfig {
  if (config.apiUrl !== undefined || config.apiUrlFile !== '') return config
  return { ...config, apiUrl: globals.slackApiUrl, apiUrlFile: globals.slackApiUrlFile }
}

function hasToken({ appToken, appTokenFile }: SlackConfig): boolean {
  return appToken !== undefined || appTokenFile !== ''
}
