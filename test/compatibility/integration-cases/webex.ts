// What Webex is told.

import { answerCases, firing, plain, several, usualCases, type VendorCases } from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const http = 'http_config: {authorization: {credentials: tok}}'
const entry = `{api_url: "http://HOST/v1/messages", room_id: r, ${http}}`
// Alertmanager ends on a text of more bytes than its limit, but fewer characters.
const long = { ...plain, annotations: { summary: 'x'.repeat(7000), multi: `ä${'😀'.repeat(10_000)}` } }

export const webexCases: VendorCases = {
  vendor: 'webex',
  kept: withShortRuns,
  cases: [
    ...usualCases(entry),
    {
      name: 'everything',
      config: `{api_url: "http://HOST/v1/messages", room_id: "r {{ .Status }}", message: "m {{ len .Alerts }}", ${http}}`,
      steps: [firing(...several)],
    },
    {
      name: 'an empty message',
      config: `{api_url: "http://HOST", room_id: "{{ .CommonLabels.none }}", message: "", ${http}}`,
    },
    {
      name: 'a long message',
      config: `{api_url: "http://HOST", room_id: r, message: "{{ .CommonAnnotations.summary }}{{ .CommonAnnotations.summary }}", ${http}}`,
      steps: [firing(long)],
    },
    {
      name: 'a long message of characters that take several bytes',
      config: `{api_url: "http://HOST", room_id: r, message: "{{ .CommonAnnotations.multi }}", ${http}}`,
      steps: [firing(long)],
    },
    {
      name: 'a message as long as it may be',
      config: `{api_url: "http://HOST", room_id: r, message: ${'x'.repeat(7439)}, ${http}}`,
    },
    {
      name: 'a template that fails',
      config: `{api_url: "http://HOST", room_id: r, message: "{{ .Nothing }}", ${http}}`,
      silent: true,
    },
    { name: 'a global URL', config: `{room_id: r, ${http}}`, global: 'webex_api_url: http://HOST/global' },
    ...answerCases(entry),
  ],
}
