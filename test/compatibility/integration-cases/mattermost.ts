// What Mattermost is told.

import {
  answerCases,
  firing,
  type IntegrationCase,
  plain,
  several,
  usualCases,
  type VendorCases,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const entry = '{webhook_url: "http://HOST/hooks/x"}'
const attachmentOptions = [
  'fallback: "fb {{ .Status }}"',
  'color: "#{{ len .Alerts }}"',
  'pretext: "p {{ .Status }}"',
  'text: "x {{ .Status }}"',
  'author_name: "an {{ .Status }}"',
  'author_link: "http://author.example/{{ .Status }}"',
  'author_icon: "http://icon.example/{{ .Status }}"',
  'title: "t {{ .Status }}"',
  'title_link: "http://x.example/{{ .Status }}"',
  'fields: [{title: "a {{ .Status }}", value: "b {{ .Status }}"}, {title: c, value: "{{ .CommonLabels.none }}", short: true}, {title: d, value: e, short: false}]',
  'thumb_url: "http://thumb.example/{{ .Status }}"',
  'footer: "f {{ .Status }}"',
  'footer_icon: "http://footer.example/{{ .Status }}"',
  'image_url: "http://image.example/{{ .Status }}"',
].join(', ')
const postOptions = [
  'webhook_url: "http://HOST/hooks/x"',
  'channel: "#{{ .Status }}"',
  'username: "u {{ .Status }}"',
  'icon_url: "http://icon.example/{{ .Status }}"',
  'icon_emoji: "{{ .Status }}"',
  'type: "custom_{{ .Status }}"',
  'props: {card: "c {{ .Status }}"}',
  'priority: {priority: "{{ if eq .Status \\"firing\\" }}urgent{{ end }}", requested_ack: true, persistent_notifications: true}',
].join(', ')
const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(18000)}` } }

function priority(text: string, more: string): IntegrationCase {
  return {
    name: `priority "${text}" with ${more}`,
    config: `{webhook_url: "http://HOST/x", priority: {priority: "${text}", ${more}}}`,
  }
}

const both = 'requested_ack: true, persistent_notifications: true'

export const mattermostCases: VendorCases = {
  vendor: 'mattermost',
  kept: withShortRuns,
  answer: () => ({ body: 'ok' }),
  cases: [
    ...usualCases(entry),
    { name: 'everything', config: `{${postOptions}, ${attachmentOptions}}`, steps: [firing(...several)] },
    {
      name: 'everything in attachments',
      config: `{${postOptions}, text: top, title: unused, fields: [{title: un, value: used}], attachments: [{${attachmentOptions}}, {}, {text: only}]}`,
      steps: [firing(...several)],
    },
    {
      name: 'nothing',
      config:
        '{webhook_url: "http://HOST/x", username: "", color: "", text: "", title: "", title_link: "", fallback: "", props: {}, priority: {}}',
    },
    {
      name: 'a long text',
      config: '{webhook_url: "http://HOST/x", text: "{{ .CommonAnnotations.summary }}"}',
      steps: [firing(long)],
    },
    {
      name: 'a long text beside attachments',
      config:
        '{webhook_url: "http://HOST/x", text: "{{ .CommonAnnotations.summary }}", attachments: [{text: "{{ .CommonAnnotations.summary }}"}]}',
      steps: [firing(long)],
    },
    priority('Urgent', both),
    priority('IMPORTANT', both),
    priority('standard', both),
    priority('high', both),
    priority('{{ .CommonLabels.none }}', both),
    priority('', both),
    priority('urgent', 'requested_ack: false'),
    { name: 'webhook_url_file', config: '{webhook_url_file: FILE/url}', files: { url: ' http://HOST/from-file \n' } },
    {
      name: 'webhook_url_file that is empty',
      config: '{webhook_url_file: FILE/url}',
      files: { url: '\n' },
      silent: true,
    },
    { name: 'a template that fails', config: '{webhook_url: "http://HOST/x", text: "{{ .Nothing }}"}', silent: true },
    { name: 'a global URL', config: '{channel: c}', global: 'mattermost_webhook_url: http://HOST/global' },
    ...answerCases(entry),
  ],
}
