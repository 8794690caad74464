// What VictorOps gets.

import {
  answerCases,
  firing,
  type IntegrationCase,
  odd,
  plain,
  resolved,
  usualCases,
  type VendorCases,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const least = '{api_url: "http://HOST/alert/", api_key: key, routing_key: team}'

const cases: readonly IntegrationCase[] = [
  ...usualCases(least),
  {
    name: 'everything',
    config: `{api_url: "http://HOST/alert", api_key: 'k {{ .Status }}', routing_key: 'r {{ .Status }}', message_type: '{{ .CommonLabels.severity }}', state_message: 's {{ .Status }}', entity_display_name: 'e {{ .Status }}', monitoring_tool: 'm {{ .Status }}', custom_fields: {a: 'x {{ .Status }}', b c: '', __proto__: p}}`,
    steps: [firing(plain), resolved(plain)],
  },
  ...['INFO', 'WARNING', 'CRITICAL', 'warning', '', 'RECOVERY', '{{ toUpper .Status }}'].map((type) => ({
    name: `type ${type}`,
    config: `{api_url: "http://HOST/", api_key: k, routing_key: r, message_type: '${type}'}`,
    steps: [firing(plain), resolved(plain)],
  })),
  {
    name: 'a routing key with odd characters',
    config: '{api_url: "http://HOST/", api_key: "a/b c", routing_key: "x/y z?ü#%../&"}',
  },
  {
    name: 'a routing key of an odd alert',
    config: `{api_url: "http://HOST/", api_key: k, routing_key: '{{ .CommonLabels.quoted }}'}`,
    steps: [firing(odd)],
  },
  {
    name: 'a key in a file',
    config: '{api_url: "http://HOST/", api_key_file: FILE/key, routing_key: r}',
    files: { key: ' k {{ .Status }} \n' },
  },
  {
    name: 'a key file that is not there',
    config: '{api_url: "http://HOST/", api_key_file: FILE/key, routing_key: r}',
    silent: true,
  },
  {
    name: 'a routing key that fails',
    config: `{api_url: "http://HOST/", api_key: k, routing_key: '{{ template "none" }}'}`,
    silent: true,
  },
  {
    name: 'a message that fails',
    config: `{api_url: "http://HOST/", api_key: k, routing_key: r, state_message: '{{ template "none" }}'}`,
    silent: true,
  },
  {
    name: 'empty texts',
    config: `{api_url: "http://HOST/", api_key: k, routing_key: r, state_message: '', entity_display_name: '', monitoring_tool: ''}`,
  },
  {
    name: 'a long message',
    config: `{api_url: "http://HOST/", api_key: k, routing_key: r, state_message: "${'ü'.repeat(20_490)}"}`,
  },
  {
    name: 'global settings',
    global: 'victorops_api_url: http://HOST/global\nvictorops_api_key: gk',
    config: '{routing_key: r}',
  },
  ...answerCases(least),
]

export const victoropsCases: VendorCases = { vendor: 'victorops', kept: withShortRuns, cases }
