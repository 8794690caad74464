// What Opsgenie gets.

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

const least = '{api_url: "http://HOST/", api_key: key}'
const updating = '{api_url: "http://HOST/", api_key: key, update_alerts: true}'

function withResponders(responders: string): string {
  return `{api_url: "http://HOST/", api_key: key, responders: ${responders}}`
}

const cases: readonly IntegrationCase[] = [
  ...usualCases(least),
  {
    name: 'everything',
    config: `{api_url: "http://HOST/below", api_key: '{{ .Status }}-key', message: 'm {{ .Status }}', description: 'd {{ .Status }}', source: 's {{ .Status }}', details: {severity: mine, extra: '{{ .Status }}', empty: ''}, entity: 'e {{ .Status }}', responders: [{id: i, type: user}, {name: 'n {{ .Status }}', type: team}, {username: u, type: Schedule}], actions: 'a, b,,c ', tags: ' t1,t2, t3 ,', note: 'n {{ .Status }}', priority: 'P{{ len .Alerts }}', update_alerts: true}`,
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'a key in a file',
    config: '{api_url: "http://HOST/", api_key_file: FILE/key}',
    files: { key: ' k {{ .Status }} \n' },
  },
  { name: 'a key file that is not there', config: '{api_url: "http://HOST/", api_key_file: FILE/key}', silent: true },
  {
    name: 'a template that fails',
    config: `{api_url: "http://HOST/", api_key: k, note: '{{ template "none" }}'}`,
    silent: true,
  },
  {
    name: 'a url with a query',
    config: '{api_url: "http://HOST/a%20b/c?x=1&a=b%20c~*", api_key: k}',
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'empty texts',
    config: `{api_url: "http://HOST/", api_key: k, message: '', description: '', source: '', update_alerts: true}`,
  },
  { name: 'a long message', config: `{api_url: "http://HOST/", api_key: k, message: "${'ü'.repeat(131)}"}` },
  { name: 'a message that just fits', config: `{api_url: "http://HOST/", api_key: k, message: "${'ü'.repeat(130)}"}` },
  { name: 'details of odd alerts', config: least, steps: [firing(odd)] },
  { name: 'teams', config: withResponders(`[{name: 'a, b,,c {{ .Status }}', type: teams}]`) },
  { name: 'teams that are none', config: withResponders(`[{name: '{{ .CommonLabels.none }}', type: teams}]`) },
  { name: 'Teams', config: withResponders('[{name: "a,b", type: Teams}, {name: c, type: TEAM}]') },
  {
    name: 'a type that is a template',
    config: withResponders(`[{name: 'a,b', type: '{{ if true }}teams{{ end }}'}, {name: c, type: '{{ .Status }}'}]`),
  },
  {
    name: 'responders that are empty',
    config: withResponders(
      `[{name: '{{ .CommonLabels.none }}', type: '{{ .CommonLabels.none }}'}, {name: '{{ .CommonLabels.none }}', type: team}]`,
    ),
  },
  { name: 'updates', config: updating, steps: [firing(...several), partlyResolved(...several.slice(0, 1))] },
  { name: 'an update that fails', config: updating, answers: [undefined, { status: 422, body: 'no' }] },
  { name: 'an update that is tried again', config: updating, answers: [undefined, undefined, { status: 503 }] },
  { name: 'a global key', global: 'opsgenie_api_url: http://HOST/global\nopsgenie_api_key: gk', config: '{}' },
  {
    name: 'a file beside a global key',
    global: 'opsgenie_api_url: http://HOST/\nopsgenie_api_key: gk',
    config: '{api_key_file: FILE/key}',
    files: { key: 'k' },
  },
  {
    name: 'an authorization of its own',
    config: '{api_url: "http://HOST/", api_key: k, http_config: {authorization: {credentials: c}}}',
  },
  {
    name: 'a user of its own',
    config: '{api_url: "http://HOST/", api_key: k, http_config: {basic_auth: {username: u, password: p}}}',
  },
  { name: 'a user in the url', config: '{api_url: "http://u:p@HOST/", api_key: k}' },
  ...answerCases(least),
]

export const opsgenieCases: VendorCases = { vendor: 'opsgenie', kept: withShortRuns, cases }
