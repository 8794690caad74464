// What Microsoft Teams is told: by a connector, and by a workflow.

import { answerCases, firing, plain, several, usualCases, type VendorCases } from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const entry = '{webhook_url: "http://HOST/webhookb2/x"}'
const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(40000)}` } }

function teamsCases(vendor: string, options: readonly string[]): VendorCases {
  const filled = options.map((option) => `${option}: "${option} {{ .Status }} {{ len .Alerts }}"`).join(', ')
  const empty = options.map((option) => `${option}: ""`).join(', ')
  return {
    vendor,
    kept: withShortRuns,
    cases: [
      ...usualCases(entry),
      { name: 'everything', config: `{webhook_url: "http://HOST/x", ${filled}}`, steps: [firing(...several)] },
      { name: 'nothing', config: `{webhook_url: "http://HOST/x", ${empty}}` },
      {
        name: 'long texts',
        config:
          '{webhook_url: "http://HOST/x", title: "{{ .CommonAnnotations.summary }}", text: "{{ .CommonAnnotations.summary }}"}',
        steps: [firing(long)],
      },
      {
        name: 'webhook_url_file',
        config: '{webhook_url_file: FILE/url}',
        files: { url: ' http://HOST/from-file?a=b \n' },
      },
      { name: 'webhook_url_file that is not there', config: '{webhook_url_file: FILE/nowhere}', silent: true },
      { name: 'a template that fails', config: '{webhook_url: "http://HOST/x", text: "{{ .Nothing }}"}', silent: true },
      ...answerCases(entry),
    ],
  }
}

export const msteamsCases: VendorCases = teamsCases('msteams', ['title', 'summary', 'text'])
export const msteamsv2Cases: VendorCases = teamsCases('msteamsv2', ['title', 'text'])
