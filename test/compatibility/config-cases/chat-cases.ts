// The sections of chats, and what they take from `global`.

import { type ConfigCase, casesIn, inReceiver, printed, type Row, refused } from './config-case.ts'

/** An entry of a vendor's section, in flow style; `base` is what every entry needs. */
function entries(vendor: string, base: string, rows: readonly Row[]): readonly ConfigCase[] {
  return casesIn(vendor, (part) => inReceiver(`${vendor}_configs: [${part.replace('BASE', base)}]`), rows)
}

/** The part of a `global` section, and an entry that is completed by it. */
function inherited(
  vendor: string,
  rows: readonly (readonly [string, string, string, Row[2]?])[],
): readonly ConfigCase[] {
  return rows.map(([name, globals, entry, options = printed]) => ({
    name: `${vendor}: inherited: ${name}`,
    text: `global: {${globals}}\n${inReceiver(`${vendor}_configs: [${entry}]`)}`,
    ...options,
  }))
}

const webhookUrl: readonly Row[] = [
  ['a URL', '{webhook_url: "https://x.example/y"}', printed],
  ['a URL that was printed', '{webhook_url: <secret>}', printed],
  ['a file', '{webhook_url_file: f}', printed],
  ['neither URL nor file', '{}'],
  ['URL and file', '{webhook_url: "https://x.example", webhook_url_file: f}'],
  ['a bad URL', '{webhook_url: x.example}'],
  ['an empty URL', '{webhook_url: ""}'],
  ['a null URL and a file', '{webhook_url: , webhook_url_file: f}', printed],
  ['a null', '~'],
  ['an unknown key', '{BASE, url: x}'],
  ['http_config', '{BASE, http_config: {follow_redirects: false}}', printed],
  ['send_resolved', '{BASE, send_resolved: false}', printed],
  ['a title that is a list', '{BASE, title: [a]}'],
]
const base = 'webhook_url: "https://x.example"'

const slackField = (part: string): string => `{BASE, fields: [${part}]}`
const slackAction = (part: string): string => `{BASE, actions: [${part}]}`

const slack: readonly Row[] = [
  ['a URL', '{BASE}', printed],
  ['a URL that was printed', '{api_url: <secret>}', printed],
  ['a file', '{api_url_file: f}', printed],
  ['URL and file', '{BASE, api_url_file: f}'],
  ['a token', '{app_token: t}', printed],
  ['a token file', '{app_token_file: /run/t}', printed],
  ['token and file', '{app_token: t, app_token_file: f}'],
  ['URL and token', '{BASE, app_token: t}'],
  ['URL file and token file', '{api_url_file: f, app_token_file: f}'],
  ['a token and an app_url', '{app_token: t, app_url: "https://x.example/app"}', printed],
  ['a token and an authorization', '{app_token: t, http_config: {authorization: {credentials: c}}}'],
  ['a token and another http_config', '{app_token: t, http_config: {follow_redirects: false}}', printed],
  ['a token and basic_auth', '{app_token: t, http_config: {basic_auth: {username: u}}}', printed],
  ['neither URL nor token', '{channel: c}'],
  ['a null', '~'],
  ['a bad app_url', '{app_token: t, app_url: x}'],
  [
    'every text',
    '{BASE, channel: "#c", username: u, color: good, title: t, title_link: l, pretext: p, text: "x\\ny", message_text: m, footer: f, fallback: fb, callback_id: id, icon_emoji: ":a:", icon_url: i, image_url: im, thumb_url: th, short_fields: true, link_names: true, send_resolved: true}',
    printed,
  ],
  [
    'empty texts',
    '{BASE, username: "", color: "", title: "", title_link: "", pretext: "", text: "", footer: "", fallback: "", callback_id: "", icon_emoji: "", icon_url: ""}',
    printed,
  ],
  ['mrkdwn_in', '{BASE, mrkdwn_in: [text, fields]}', printed],
  ['empty mrkdwn_in', '{BASE, mrkdwn_in: []}', printed],
  ['mrkdwn_in that is a text', '{BASE, mrkdwn_in: text}'],
  ['timeout', '{BASE, timeout: 1m30s}', printed],
  ['a timeout without a unit', '{BASE, timeout: soon}'],
  [
    'fields',
    slackField('{title: a, value: b}, {title: c, value: d, short: true}, {title: e, value: f, short: false}'),
    printed,
  ],
  ['no fields', '{BASE, fields: []}', printed],
  ['a field without a title', slackField('{value: b}')],
  ['a field without a value', slackField('{title: a}')],
  ['a field with an unknown key', slackField('{title: a, value: b, long: true}')],
  ['an empty field', slackField('~'), refused('the real one breaks when it tells of an alert')],
  [
    'actions',
    slackAction('{type: button, text: t, url: u, style: s}, {type: button, text: t, name: n, value: v}'),
    printed,
  ],
  [
    'an action with url and name',
    slackAction('{type: button, text: t, url: u, name: n, value: v, confirm: {text: c}}'),
    printed,
  ],
  [
    'an action with a question',
    slackAction('{type: b, text: t, name: n, confirm: {text: c, title: t, ok_text: y, dismiss_text: n}}'),
    printed,
  ],
  ['an action with a question without a text', slackAction('{type: b, text: t, name: n, confirm: {title: t}}')],
  ['an action with a null question', slackAction('{type: b, text: t, name: n, confirm: }'), printed],
  ['an action without a type', slackAction('{text: t, url: u}')],
  ['an action without a text', slackAction('{type: t, url: u}')],
  ['an action without url and name', slackAction('{type: t, text: t, value: v}')],
  ['an empty action', slackAction('~'), refused('the real one breaks when it tells of an alert')],
  ['update_message', '{api_url: "https://slack.com/api/chat.postMessage", update_message: true}', printed],
  ['update_message at another URL', '{BASE, update_message: true}'],
  ['update_message with a URL that was printed', '{api_url: <secret>, update_message: true}'],
  ['update_message with a token', '{app_token: t, update_message: true}'],
  ['update_message with a file', '{api_url_file: f, update_message: true}'],
  ['an unknown key', '{BASE, url: x}'],
]

const slackInherited = inherited('slack', [
  ['a URL', 'slack_api_url: "https://g.example"', '{}'],
  ['a URL file', 'slack_api_url_file: f', '{}'],
  ['a token', 'slack_app_token: t', '{}'],
  ['a token file', 'slack_app_token_file: t', '{}'],
  ['an app_url', 'slack_app_url: "https://g.example/app"', '{app_token: t}'],
  ['a URL beside a token', 'slack_app_token: t', '{api_url: "https://x.example"}'],
  ['a URL file beside a token', 'slack_app_token: t', '{api_url_file: f}'],
  ['a token beside a URL', 'slack_api_url: "https://g.example"', '{app_token: t}'],
  ['a token and its own URL', 'slack_app_token: t, slack_api_url: "https://slack.com/api/chat.postMessage"', '{}'],
  [
    'an authorization and a URL',
    'slack_api_url: "https://g.example"',
    '{http_config: {authorization: {credentials: c}}}',
  ],
  ['an authorization and a token', 'slack_app_token: t', '{http_config: {authorization: {credentials: c}}}', {}],
  [
    'an authorization, a token and its own URL',
    'slack_app_token: t, slack_api_url: "https://slack.com/api/chat.postMessage"',
    '{http_config: {authorization: {credentials: c}}}',
  ],
  [
    'a global authorization and a token',
    'http_config: {authorization: {credentials: c}}, slack_app_token: t',
    '{}',
    {},
  ],
  ['a null entry', 'slack_api_url: "https://g.example"', '~', {}],
])

const telegram: readonly Row[] = [
  ['a token', '{BASE}', printed],
  ['a token file', '{bot_token_file: f, chat_id: 1}', printed],
  ['token and file', '{BASE, bot_token_file: f}'],
  ['no token', '{chat_id: 1}'],
  ['no chat', '{bot_token: t}'],
  ['chat 0', '{bot_token: t, chat_id: 0}'],
  ['chat 0 and a file', '{bot_token: t, chat_id: 0, chat_id_file: f}', printed],
  ['a chat file', '{bot_token: t, chat_id_file: f}', printed],
  ['chat and file', '{BASE, chat_id_file: f}'],
  ['a chat that is a text', '{bot_token: t, chat_id: "@x"}'],
  ['a large chat', '{bot_token: t, chat_id: -1001234567890}', printed],
  [
    'a topic',
    '{BASE, message_thread_id: 99, disable_notifications: true, message: m, api_url: "https://x.example/"}',
    printed,
  ],
  ...['""', 'HTML', 'Markdown', 'MarkdownV2', 'html', 'text'].map(
    (mode): Row => [
      `parse_mode ${mode}`,
      `{BASE, parse_mode: ${mode}}`,
      ['html', 'text'].includes(mode) ? {} : printed,
    ],
  ),
  ['a null', '~'],
  ['an unknown key', '{BASE, chat: 1}'],
]

const webex: readonly Row[] = [
  ['all', '{BASE, message: m, api_url: "https://x.example/v1"}', printed],
  ['defaults', '{BASE}', printed],
  ['no room', '{http_config: {authorization: {credentials: c}}}'],
  ['no http_config', '{room_id: r}'],
  ['no authorization', '{room_id: r, http_config: {}}'],
  ['basic_auth', '{room_id: r, http_config: {basic_auth: {username: u}}}'],
  ['a bearer_token', '{room_id: r, http_config: {bearer_token: t}}', printed],
  ['an unknown key', '{BASE, room: r}'],
  ['a null', '~'],
]

const wechat: readonly Row[] = [
  ['defaults', '{BASE}', printed],
  [
    'all',
    '{BASE, message: m, api_url: "https://x.example/v1", to_user: u, to_party: p, to_tag: t, agent_id: a, message_type: markdown, send_resolved: true}',
    printed,
  ],
  ['a file', '{api_secret_file: f, corp_id: c}', printed],
  ['secret and file', '{BASE, api_secret_file: f}'],
  ['no secret', '{corp_id: c}'],
  ['no corporation', '{api_secret: s}'],
  ['message_type text', '{BASE, message_type: text}', printed],
  ['message_type image', '{BASE, message_type: image}'],
  ['an empty message_type', '{BASE, message_type: ""}', printed],
  ['an unknown key', '{BASE, secret: r}'],
  ['a null', '~'],
]

const rocketchat: readonly Row[] = [
  ['defaults', '{BASE}', printed],
  [
    'all',
    '{BASE, api_url: "https://x.example/v1", channel: c, color: c, title: t, title_link: l, text: x, short_fields: true, emoji: e, icon_url: i, image_url: im, thumb_url: th, link_names: true, send_resolved: true}',
    printed,
  ],
  // The real one reads them when it starts, and does not start without them; Tocsin reads them when it sends.
  ['files', '{token_file: f, token_id_file: g}'],
  ['token and file', '{BASE, token_file: f}'],
  ['id and file', '{BASE, token_id_file: f}'],
  ['no token', '{token_id: i}'],
  ['no id', '{token: t}'],
  ['an empty token', '{token: "", token_id: ""}', printed],
  ['fields', '{BASE, fields: [{title: a, value: b}, {short: true}, {}]}', printed],
  ['an empty field', '{BASE, fields: [~]}', refused('the real one breaks when it tells of an alert')],
  ['a field with an unknown key', '{BASE, fields: [{name: a}]}'],
  [
    'actions',
    '{BASE, actions: [{type: t, text: x, url: u, imageurl: i, iswebview: true, webviewheightratio: full, msg: m, msginchatwindow: true, msgprocessingtype: sendMessage}, {}]}',
    printed,
  ],
  ['an action with underscores', '{BASE, actions: [{image_url: i}]}'],
  ['an empty action', '{BASE, actions: [~]}', refused('the real one breaks when it tells of an alert')],
  ['an alias', '{BASE, alias: a}'],
  ['a null', '~'],
]

const attachment =
  'fallback: fb, color: c, pretext: p, text: x, author_name: an, author_link: al, author_icon: ai, title: t, title_link: tl, fields: [{title: a, value: b, short: true}], thumb_url: th, footer: f, footer_icon: fi, image_url: im'

const mattermost: readonly Row[] = [
  ...webhookUrl.filter(([name]) => !['a title that is a list'].includes(name)),
  ['all', `{BASE, channel: c, username: u, icon_url: iu, icon_emoji: ie, type: custom_x, ${attachment}}`, printed],
  ['attachments', `{BASE, attachments: [{${attachment}}, {}]}`, printed],
  ['an empty attachment', '{BASE, attachments: [~]}', refused('the real one breaks when it tells of an alert')],
  ['an attachment with an unknown key', '{BASE, attachments: [{username: u}]}'],
  ['a field without a title', '{BASE, fields: [{value: b}]}'],
  ['a field without a value', '{BASE, fields: [{title: b}]}'],
  ['an empty field', '{BASE, fields: [~]}', refused('the real one breaks when it tells of an alert')],
  ['props', '{BASE, props: {card: c}}', printed],
  ['empty props', '{BASE, props: {}}', printed],
  ['null props', '{BASE, props: }', printed],
  ['other props', '{BASE, props: {x: y}}'],
  ['priority', '{BASE, priority: {priority: urgent, requested_ack: true, persistent_notifications: true}}', printed],
  ['another priority', '{BASE, priority: {priority: high, requested_ack: false}}', printed],
  ['priority that is a text', '{BASE, priority: urgent}'],
]

export const chatCases: readonly ConfigCase[] = [
  ...entries('discord', base, [
    ...webhookUrl,
    ['all', '{BASE, content: c, title: t, message: m, username: u, avatar_url: a}', printed],
  ]),
  ...entries('msteams', base, [...webhookUrl, ['all', '{BASE, title: t, summary: s, text: x}', printed]]),
  ...entries('msteamsv2', base, [
    ...webhookUrl,
    ['all', '{BASE, title: t, text: x}', printed],
    ['a summary', '{BASE, summary: x}'],
  ]),
  ...entries('slack', 'api_url: "https://x.example/y"', slack),
  ...slackInherited,
  ...entries('telegram', 'bot_token: t, chat_id: -5', telegram),
  ...inherited('telegram', [
    ['a token', 'telegram_bot_token: t, telegram_api_url: "https://g.example"', '{chat_id: 1}'],
    ['a token file', 'telegram_bot_token_file: t', '{chat_id: 1}'],
    ['a token beside a file', 'telegram_bot_token_file: t', '{chat_id: 1, bot_token: x}'],
  ]),
  ...entries('webex', 'room_id: r, http_config: {authorization: {credentials: c}}', webex),
  ...inherited('webex', [
    ['a URL', 'webex_api_url: "https://g.example"', '{room_id: r, http_config: {authorization: {credentials: c}}}'],
    ['an authorization', 'http_config: {authorization: {credentials: c}}', '{room_id: r}', {}],
  ]),
  ...entries('wechat', 'api_secret: s, corp_id: c', wechat),
  ...inherited('wechat', [
    ['all', 'wechat_api_secret: s, wechat_api_corp_id: c, wechat_api_url: "https://g.example/"', '{}'],
    [
      'a URL without a slash',
      'wechat_api_secret: s, wechat_api_corp_id: c, wechat_api_url: "https://g.example/a"',
      '{}',
    ],
    ['a secret file', 'wechat_api_secret_file: s, wechat_api_corp_id: c', '{}'],
    ['a secret beside a file', 'wechat_api_secret_file: s, wechat_api_corp_id: c', '{api_secret: x, corp_id: d}'],
  ]),
  ...entries('rocketchat', 'token: t, token_id: i', rocketchat),
  ...inherited('rocketchat', [
    ['all', 'rocketchat_token: t, rocketchat_token_id: i, rocketchat_api_url: "https://g.example/"', '{}'],
    ['files', 'rocketchat_token_file: t, rocketchat_token_id_file: i', '{}', {}],
    ['a token beside a file', 'rocketchat_token_file: t, rocketchat_token_id: i', '{token: x}', {}],
  ]),
  ...entries('mattermost', base, mattermost),
  ...inherited('mattermost', [
    ['a URL', 'mattermost_webhook_url: "https://g.example/"', '{}'],
    ['a file', 'mattermost_webhook_url_file: f', '{}'],
    ['a URL beside a file', 'mattermost_webhook_url_file: f', '{webhook_url: "https://x.example"}'],
  ]),
  ...inherited('msteamsv2', [['a proxy', 'http_config: {proxy_url: "http://proxy.example"}', `{${base}}`]]),
]
