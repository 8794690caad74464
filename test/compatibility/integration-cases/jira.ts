// What Jira is asked and told. The answers to a case's requests are given in their order: search, issue, transitions, transition.

import {
  type CannedAnswer,
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

const least = '{api_url: "http://HOST/rest/api/2", project: P, issue_type: Bug}'

function entry(more: string, api = 'rest/api/2'): string {
  return `{api_url: "http://HOST/${api}", project: P, issue_type: Bug, ${more}}`
}

function json(value: unknown): CannedAnswer {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }
}

const nothing = json({ issues: [] })
const open = json({ issues: [{ key: 'P-1', fields: { status: { name: 'To Do', statusCategory: { key: 'new' } } } }] })
const done = json({ issues: [{ key: 'P-1', fields: { status: { name: 'Done', statusCategory: { key: 'done' } } } }] })
const transitions = json({
  transitions: [
    { id: '11', name: 'Close' },
    { id: '21', name: 'Reopen' },
  ],
})
const moving = 'resolve_transition: Close, reopen_transition: Reopen'

const failing = [400, 401, 404, 422, 429, 500, 503].flatMap((status): readonly IntegrationCase[] => [
  { name: `a search answered ${status}`, config: least, answers: [{ status, body: 'no' }] },
  { name: `a new issue answered ${status}`, config: least, answers: [nothing, { status, body: 'no' }] },
])

const cases: readonly IntegrationCase[] = [
  ...usualCases(least),
  {
    name: 'everything',
    config: `{api_url: "http://HOST/rest/api/2/", api_type: auto, project: 'P{{ len .Alerts }}', summary: 's {{ .Status }}', description: 'd {{ .Status }}', labels: ['z', 'a {{ .Status }}', 'B', ''], priority: 'p {{ .Status }}', issue_type: 'i {{ .Status }}', wont_fix_resolution: 'Won''t "Do"', reopen_duration: 90m, ${moving}, fields: {customfield_1: {value: '{{ .Status }}'}, components: [{name: c}], number: '{{ len .Alerts }}', text: 'yes', nothing: ~, '{{ .Status }}': x, list: [1, '2', a]}}`,
    answers: [done, undefined, transitions],
  },
  {
    name: 'fields that override',
    config: entry(
      'fields: {summary: mine, labels: [x], project: {key: Q}, issuetype: {name: t}, priority: {id: "1"}, description: [a]}',
    ),
  },
  {
    name: 'odd alerts',
    config: entry(`project: '{{ .CommonLabels.quoted }}', labels: ['{{ .CommonLabels.quoted }}']`).replace(
      'project: P, ',
      '',
    ),
    steps: [firing(odd)],
  },
  {
    name: 'a resolved group without an issue',
    config: entry(`send_resolved: true, ${moving}`),
    steps: [firing(plain), resolved(plain)],
  },
  { name: 'an update', config: least, answers: [open] },
  {
    name: 'an update without texts',
    config: entry('summary: {template: s, enable_update: false}, description: {enable_update: false}'),
    answers: [open],
  },
  {
    name: 'a new issue with texts that are not updated',
    config: entry('summary: {enable_update: false}, description: {template: d, enable_update: false}'),
  },
  {
    name: 'texts that may be updated',
    config: entry('summary: {template: s, enable_update: true}, description: d'),
    answers: [open],
  },
  {
    name: 'a resolved issue',
    config: entry(`send_resolved: true, ${moving}`),
    answers: [nothing, undefined, open, undefined, transitions],
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'an issue that is resolved already',
    config: entry(`send_resolved: true, ${moving}`),
    answers: [nothing, undefined, done],
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'a resolved issue without a transition',
    config: entry('send_resolved: true'),
    answers: [nothing, undefined, open],
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'some resolved',
    config: entry(`send_resolved: true, ${moving}`),
    answers: [nothing, undefined, open],
    steps: [firing(...several), partlyResolved(...several.slice(0, 1))],
  },
  {
    name: 'an issue that is opened again',
    config: entry(`${moving}, reopen_duration: 1h`),
    answers: [done, undefined, transitions],
  },
  { name: 'an issue that is open', config: entry(`${moving}, reopen_duration: 1h`), answers: [open] },
  {
    name: 'an issue that cannot be opened again',
    config: entry('reopen_transition: Other, reopen_duration: 1h'),
    answers: [done, undefined, transitions],
  },
  { name: 'an issue that is not to be opened again', config: entry('reopen_duration: 1h'), answers: [done] },
  { name: 'a reopening below a minute', config: entry(`${moving}, reopen_duration: 59s`) },
  { name: 'a reopening without a duration', config: entry(moving) },
  { name: 'an issue without a status', config: entry(moving), answers: [json({ issues: [{ key: 'P-2' }] })] },
  { name: 'two issues', config: least, answers: [json({ issues: [{ key: 'P-2' }, { key: 'P-1' }] })] },
  { name: 'a key with odd characters', config: least, answers: [json({ issues: [{ key: 'P-1?x=ü y/../z' }] })] },
  { name: 'v3 with a text', config: entry('description: text', 'rest/api/3/'), answers: [nothing] },
  {
    name: 'v3 with a document',
    config: entry(`description: '{"type": "doc", "content": [{"text": "<b>&"}], "n": 1.50}'`, 'rest/api/3'),
  },
  { name: 'v3 with a blank', config: entry(`description: '  '`, 'rest/api/3') },
  { name: 'v3 with a number', config: entry(`description: ' 5 '`, 'rest/api/3') },
  { name: 'v2 with a blank', config: entry(`description: '  '`) },
  { name: 'v2 without a description', config: entry(`description: ''`) },
  { name: 'v2 without anything', config: entry(`description: '', summary: '', priority: ''`) },
  { name: 'the cloud', config: entry('api_type: cloud') },
  { name: 'the cloud at v3', config: entry(`api_type: cloud, description: ''`, 'rest/api/3') },
  { name: 'a datacenter', config: entry('api_type: datacenter', 'jira//rest/api/2/') },
  {
    name: 'atlassian.net',
    config: `{api_url: "https://x.atlassian.net/rest/api/2", project: P, issue_type: Bug, http_config: {proxy_url: "http://PROXY", tls_config: {insecure_skip_verify: true}}}`,
  },
  { name: 'no path', config: '{api_url: "http://HOST", project: P, issue_type: Bug}' },
  { name: 'a path with escapes', config: '{api_url: "http://HOST/a%2Fb/ü c/", project: P, issue_type: Bug}' },
  { name: 'long texts', config: entry(`summary: "${'ü'.repeat(256)}", description: "${'ä'.repeat(32_770)}"`) },
  { name: 'a template that fails', config: entry(`priority: '{{ template "none" }}'`) },
  {
    name: 'a project that fails',
    config: entry(`issue_type: B, project: '{{ template "none" }}'`).replace('project: P, issue_type: Bug, ', ''),
    silent: true,
  },
  { name: 'an answer that is not JSON', config: least, answers: [{ body: 'no' }] },
  { name: 'an answer that is a list', config: least, answers: [json([])] },
  { name: 'an answer without issues', config: least, answers: [json({})] },
  { name: 'an answer with null', config: least, answers: [json({ issues: null })] },
  {
    name: 'transitions that are not JSON',
    config: entry(`${moving}, reopen_duration: 1h`),
    answers: [done, undefined, { body: 'no' }],
  },
  {
    name: 'transitions that fail',
    config: entry(`${moving}, reopen_duration: 1h`),
    answers: [done, undefined, { status: 500 }],
  },
  {
    name: 'a transition that fails',
    config: entry(`${moving}, reopen_duration: 1h`),
    answers: [done, undefined, transitions, { status: 409 }],
  },
  { name: 'a connection that is closed', config: least, answers: [{ closed: true }] },
  { name: 'a connection that is closed later', config: least, answers: [nothing, { closed: true }] },
  { name: 'a global url', global: 'jira_api_url: http://HOST/rest/api/2/', config: '{project: P, issue_type: Bug}' },
  ...failing,
]

export const jiraCases: VendorCases = {
  vendor: 'jira',
  kept: withShortRuns,
  answer: ({ method }) => (method === 'POST' ? json({ issues: [], key: 'P-9' }) : { status: 204 }),
  cases,
}
