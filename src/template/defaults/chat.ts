// The default templates of the chat integrations.

import {
  alias,
  call,
  commonAnnotations,
  define,
  denseSections,
  markdownSections,
  spacedSections,
} from './definition.ts'

const color = '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'

const slack = [
  alias('slack.default.title', '__subject'),
  alias('slack.default.username', '__alertmanager'),
  define('slack.default.fallback', `${call('slack.default.title')} | ${call('slack.default.titlelink')}`),
  define('slack.default.callbackid', ''),
  define('slack.default.pretext', ''),
  alias('slack.default.titlelink', '__alertmanagerURL'),
  define('slack.default.iconemoji', ''),
  define('slack.default.iconurl', ''),
  define('slack.default.text', ''),
  define('slack.default.footer', ''),
  define('slack.default.color', color),
]

const mattermost = [
  define('mattermost.default.color', color),
  alias('mattermost.default.username', '__alertmanager'),
  alias('mattermost.default.title', '__subject'),
  alias('mattermost.default.titlelink', '__alertmanagerURL'),
  define(
    'mattermost.default.fallback',
    `${call('mattermost.default.title')} | ${call('mattermost.default.titlelink')}`,
  ),
  define('mattermost.default.text', markdownSections()),
]

const rocketchat = [
  alias('rocketchat.default.title', '__subject'),
  alias('rocketchat.default.alias', '__alertmanager'),
  alias('rocketchat.default.titlelink', '__alertmanagerURL'),
  define('rocketchat.default.emoji', ''),
  define('rocketchat.default.iconurl', ''),
  define('rocketchat.default.text', ''),
]

const wechat = [
  define(
    'wechat.default.message',
    `${call('__subject')}\n${commonAnnotations}${denseSections()}\nAlertmanagerUrl:\n${call('__alertmanagerURL')}`,
  ),
  define('wechat.default.to_user', ''),
  define('wechat.default.to_party', ''),
  define('wechat.default.to_tag', ''),
  define('wechat.default.agent_id', ''),
]

const others = [
  define('telegram.default.message', `\n${spacedSections()}`),
  define('discord.default.content', ''),
  alias('discord.default.title', '__subject'),
  define('discord.default.message', `\n${spacedSections()}`),
  define('webex.default.message', `${commonAnnotations}${spacedSections()}`),
  alias('msteams.default.summary', '__subject'),
  alias('msteams.default.title', '__subject'),
  define('msteams.default.text', markdownSections()),
  alias('msteamsv2.default.title', '__subject'),
  define('msteamsv2.default.text', markdownSections()),
]

export const chatTemplates: string = [...slack, ...mattermost, ...rocketchat, ...wechat, ...others].join('')
