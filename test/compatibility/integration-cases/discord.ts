// What Discord is told.

import { answerCases, firing, plain, several, usualCases, type VendorCases } from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const entry = '{webhook_url: "http://HOST/api/webhooks/1/x"}'
const everything = [
  'webhook_url: "http://HOST/api/webhooks/1/x"',
  'content: "c {{ .Status }}"',
  'title: "t {{ .CommonLabels.alertname }}"',
  'message: "m {{ len .Alerts }}"',
  'username: "u {{ .Status }}"',
  'avatar_url: "http://avatar.example/{{ .Status }}.png"',
]
const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(5000)}` } }

export const discordCases: VendorCases = {
  vendor: 'discord',
  kept: withShortRuns,
  cases: [
    ...usualCases(entry),
    { name: 'everything', config: `{${everything.join(', ')}}`, steps: [firing(...several)] },
    { name: 'nothing', config: '{webhook_url: "http://HOST/x", title: "", message: ""}' },
    {
      name: 'long texts',
      config:
        '{webhook_url: "http://HOST/x", title: "{{ .CommonAnnotations.summary }}", message: "{{ .CommonAnnotations.summary }}", content: "{{ .CommonAnnotations.summary }}"}',
      steps: [firing(long)],
    },
    {
      name: 'texts as long as they may be',
      config: `{webhook_url: "http://HOST/x", title: ${'x'.repeat(256)}, message: ${'x'.repeat(4096)}, content: ${'x'.repeat(2000)}}`,
    },
    {
      name: 'an avatar_url that is none',
      config: '{webhook_url: "http://HOST/x", avatar_url: "http://x example/%zz"}',
    },
    {
      name: 'webhook_url_file',
      config: '{webhook_url_file: FILE/url}',
      files: { url: ' http://HOST/from-file?a=b \n' },
    },
    { name: 'webhook_url_file that is not there', config: '{webhook_url_file: FILE/nowhere}', silent: true },
    { name: 'a template that fails', config: '{webhook_url: "http://HOST/x", title: "{{ .Nothing }}"}', silent: true },
    ...answerCases(entry),
  ],
}
