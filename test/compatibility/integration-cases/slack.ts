// What Slack is told. Its own addresses are reached through a proxy: messages can only be changed there.

import {
  answerCases,
  firing,
  type IntegrationCase,
  odd,
  partlyResolved,
  plain,
  resolved,
  several,
  usualCases,
  type VendorCases,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const json = { 'Content-Type': 'application/json; charset=utf-8' }
const entry = '{api_url: "http://HOST/services/x", channel: "#alerts"}'
const bot =
  '{api_url: "https://slack.com/api/chat.postMessage", update_message: true, send_resolved: true, channel: "#alerts", http_config: {proxy_url: "http://PROXY", tls_config: {insecure_skip_verify: true}, authorization: {credentials: tok}}'

const everything = [
  'api_url: "http://HOST/services/x"',
  'channel: "#{{ .CommonLabels.alertname }}"',
  'username: "u {{ .Status }}"',
  'color: "#ff{{ len .Alerts }}"',
  'title: "t {{ .GroupLabels.alertname }}"',
  'title_link: "http://x.example/{{ .Status }}"',
  'pretext: "p {{ .Status }}"',
  'text: "{{ range .Alerts }}<{{ .GeneratorURL }}|{{ .Labels.instance }}>{{ end }}"',
  'message_text: "m {{ .Status }}"',
  'fields: [{title: "a {{ .Status }}", value: "b {{ .Status }}"}, {title: c, value: d, short: true}, {title: "{{ .CommonLabels.none }}", value: e, short: false}]',
  'footer: "f {{ .Status }}"',
  'fallback: "fb {{ .Status }}"',
  'callback_id: "id {{ .Status }}"',
  'icon_emoji: ":{{ .Status }}:"',
  'icon_url: "http://icon.example/{{ .Status }}"',
  'image_url: "http://image.example/{{ .Status }}"',
  'thumb_url: "http://thumb.example/{{ .Status }}"',
  'link_names: true',
  'short_fields: true',
  'mrkdwn_in: [footer, title]',
  'actions: [{type: button, text: "go {{ .Status }}", url: "http://x.example/{{ .Status }}", name: n, value: v, style: "{{ .Status }}"}, {type: "{{ .Status }}", text: t, name: "n {{ .Status }}", value: "v {{ .Status }}", confirm: {text: "ct {{ .Status }}", title: "ti {{ .Status }}", ok_text: "ok {{ .Status }}", dismiss_text: "no {{ .Status }}"}}, {type: t, text: t, name: n, confirm: {text: "{{ .CommonLabels.none }}"}}]',
  'timeout: 5s',
]

const empty =
  '{api_url: "http://HOST/x", username: "", color: "", title: "", title_link: "", pretext: "", text: "", footer: "", fallback: "", callback_id: "", icon_emoji: "", icon_url: "", mrkdwn_in: []}'

/** An entry whose templates fail at one option. */
function failingAt(option: string): IntegrationCase {
  const options = {
    channel: 'c',
    icon_emoji: 'e',
    pretext: 'p',
    image_url: 'i',
    message_text: 'm',
    fields: [{ title: 'a', value: 'b' }],
    actions: [{ type: 't', text: 't', name: 'n' }],
    [option]: 'before {{ .Nothing }} after',
  }
  return {
    name: `a template that fails: ${option}`,
    config: JSON.stringify({ api_url: 'http://HOST/x', ...options }),
    ours: {
      why: 'what a template made before it failed is not sent',
      requests: (recorded) => JSON.parse(JSON.stringify(recorded), withoutHalves),
    },
  }
}

/** The footer is there even when it is empty. */
function withoutHalves(key: string, value: unknown): unknown {
  if (value !== 'before ') return value
  return key === 'footer' ? '' : undefined
}

const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(1200)}` } }

export const slackCases: VendorCases = {
  vendor: 'slack',
  kept: withShortRuns,
  answer: ({ url, headers }) =>
    headers.authorization === undefined
      ? { body: 'ok' }
      : { headers: json, body: JSON.stringify({ ok: true, ts: '17.5', channel: 'C1', to: url }) },
  cases: [
    ...usualCases(entry),
    { name: 'everything', config: `{${everything.join(', ')}}`, steps: [firing(...several)] },
    { name: 'nothing', config: empty },
    {
      name: 'a long title',
      config:
        '{api_url: "http://HOST/x", title: "{{ .CommonAnnotations.summary }}", text: "{{ .CommonAnnotations.summary }}"}',
      steps: [firing(long)],
    },
    { name: 'a title as long as it may be', config: `{api_url: "http://HOST/x", title: ${'x'.repeat(1024)}}` },
    {
      name: 'odd texts',
      config: '{api_url: "http://HOST/x", text: "{{ range .Alerts }}{{ .Annotations }}{{ .GeneratorURL }}{{ end }}"}',
      steps: [firing(odd)],
    },
    { name: 'api_url_file', config: '{api_url_file: FILE/url}', files: { url: ' http://HOST/from-file \n' } },
    { name: 'api_url_file that is not there', config: '{api_url_file: FILE/nowhere}', silent: true },
    { name: 'an app', config: '{app_token: tok, app_url: "http://HOST/app", channel: c}' },
    {
      name: 'an app with a file',
      config: '{app_token_file: FILE/token, app_url: "http://HOST/app", channel: c}',
      files: { token: ' tok\n' },
    },
    {
      name: 'a global app',
      config: '{channel: c}',
      global: 'slack_app_token: tok\nslack_app_url: http://HOST/global-app',
    },
    { name: 'a global URL', config: '{channel: c}', global: 'slack_api_url: http://HOST/global-url' },
    {
      name: 'a URL beside a global app',
      config: '{api_url: "http://HOST/own", channel: c}',
      global: 'slack_app_token: tok\nslack_app_url: http://HOST/global-app',
    },
    {
      name: 'an authorization beside a global URL',
      config: '{channel: c, http_config: {authorization: {credentials: own}}}',
      global: 'slack_api_url: http://HOST/global-url',
    },
    ...['title', 'pretext', 'footer', 'color', 'image_url', 'channel', 'icon_emoji', 'message_text'].map(failingAt),
    {
      name: 'a message that is changed',
      config: `${bot}}`,
      steps: [
        firing(...several),
        partlyResolved(...several.slice(0, 1)),
        resolved(...several.slice(1)),
        firing(...several),
      ],
    },
    {
      name: 'a message without an id',
      config: `${bot}}`,
      answers: [{ headers: json, body: '{"ok":true,"channel":"C1"}' }],
      steps: [firing(plain), resolved(plain)],
    },
    {
      name: 'a change whose answer has another id',
      config: `${bot}}`,
      answers: [
        undefined,
        { headers: json, body: '{"ok":true,"ts":"18","channel":"C2"}' },
        { headers: json, body: '{"ok":true}' },
      ],
      steps: [
        firing(...several),
        partlyResolved(...several.slice(0, 1)),
        partlyResolved(...several.slice(1, 2)),
        resolved(...several.slice(2)),
      ],
    },
    ...answerCases(entry),
    ...answerCases(
      entry,
      [
        '{"ok":true}',
        '{"ok":false,"error":"channel_not_found"}',
        '{}',
        'null',
        '[]',
        '{"ok":"true"}',
        '{"ok":true,"error":5}',
        '{"ok":true} x',
        'ok',
        '',
      ].map((body) => ({ headers: json, body })),
    ),
    ...answerCases(
      entry,
      ['ok\n', '', 'no_service', '{"ok":true}'].map((body) => ({ headers: { 'Content-Type': 'text/html' }, body })),
    ),
  ],
}
