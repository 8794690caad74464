// What Rocket.Chat is told.

import { answerCases, firing, plain, several, usualCases, type VendorCases } from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const entry = '{api_url: "http://HOST/", token: tok, token_id: id, channel: "#alerts"}'
const everything = [
  'api_url: "http://HOST/base/chat"',
  'token_file: FILE/token',
  'token_id_file: FILE/id',
  'channel: "#{{ .Status }}"',
  'color: "#{{ len .Alerts }}"',
  'title: "t {{ .Status }}"',
  'title_link: "http://x.example/{{ .Status }}"',
  'text: "x {{ .Status }}"',
  'fields: [{title: "a {{ .Status }}", value: "b {{ .Status }}"}, {title: "", short: false}, {}]',
  'short_fields: true',
  'emoji: ":{{ .Status }}:"',
  'icon_url: "http://icon.example/{{ .Status }}"',
  'image_url: "http://image.example/{{ .Status }}"',
  'thumb_url: "http://thumb.example/{{ .Status }}"',
  'link_names: true',
  'actions: [{type: menu, text: "go {{ .Status }}", url: "http://x.example/{{ .Status }}", imageurl: i, iswebview: true, webviewheightratio: full, msg: "m {{ .Status }}", msginchatwindow: true, msgprocessingtype: sendMessage}, {}]',
]
const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(5000)}` } }

export const rocketchatCases: VendorCases = {
  vendor: 'rocketchat',
  kept: withShortRuns,
  answer: () => ({ body: '{"success":true}' }),
  cases: [
    ...usualCases(entry),
    {
      name: 'everything',
      config: `{${everything.join(', ')}}`,
      files: { token: ' to\n', id: 'i\n' },
      steps: [firing(...several)],
    },
    {
      name: 'nothing',
      config:
        '{api_url: "http://HOST", token: tok, token_id: id, color: "", title: "", title_link: "", text: "", emoji: "", icon_url: ""}',
    },
    {
      name: 'a long title',
      config:
        '{api_url: "http://HOST", token: tok, token_id: id, title: "{{ .CommonAnnotations.summary }}", text: "{{ .CommonAnnotations.summary }}"}',
      steps: [firing(long)],
    },
    {
      name: 'a template that fails',
      config: '{api_url: "http://HOST", token: tok, token_id: id, text: "{{ .Nothing }}"}',
      silent: true,
    },
    {
      name: 'all from global',
      config: '{channel: c}',
      global: 'rocketchat_api_url: http://HOST/g\nrocketchat_token: gt\nrocketchat_token_id: gi',
    },
    ...answerCases(entry),
    ...answerCases(entry, [
      ...[
        '{"success":false,"error":"no"}',
        '{}',
        'null',
        '[]',
        '',
        'ok',
        '{"success":"true"}',
        '{"success":true,"error":5}',
      ].map((body) => ({ body })),
    ]),
  ],
}
