// What PagerDuty gets: events of its API v2, and of v1 through a proxy, since its address is fixed.

import {
  answerCases,
  firing,
  type IntegrationCase,
  odd,
  plain,
  resolved,
  several,
  usualCases,
  type VendorCases,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const v2 = '{url: "http://HOST/enqueue", routing_key: key}'
const throughProxy = 'http_config: {proxy_url: "http://PROXY", tls_config: {insecure_skip_verify: true}}'
const v1 = `{service_key: key, ${throughProxy}}`

const full = `{url: "http://HOST/enqueue", routing_key: '{{ .CommonLabels.alertname }}-key', client: 'c {{ .Status }}', client_url: 'http://c.example/{{ .Status }}', description: 'd {{ .Status }}', details: {firing: none, '{{ .Status }}': x, count: '{{ len .Alerts }}', list: [a, '{{ .Status }}', 5, ~, true], map: {'{{ .Status }}': '{{ .CommonLabels.severity }}', n: 1.5}, on: 'yes', zero: '007', empty: ''}, images: [{src: 's {{ .Status }}', alt: a, href: h}, {alt: no source}, {src: '{{ .CommonLabels.none }}', alt: x}], links: [{href: 'h {{ .Status }}', text: t}, {text: no target}, {href: bare}], source: 's {{ .Status }}', severity: '{{ .CommonLabels.severity }}', class: 'c {{ .Status }}', component: co, group: 'g {{ .Status }}', timeout: 5s}`

const cases: readonly IntegrationCase[] = [
  ...usualCases(v2),
  { name: 'everything', config: full, steps: [firing(plain), resolved(plain)] },
  {
    name: 'a routing key in a file',
    config: '{url: "http://HOST/enqueue", routing_key_file: FILE/key}',
    files: { key: ' k {{ .Status }} \n' },
  },
  {
    name: 'a routing key file that is not there',
    config: '{url: "http://HOST/enqueue", routing_key_file: FILE/key}',
    silent: true,
  },
  {
    name: 'a routing key that is empty',
    config: `{url: "http://HOST/enqueue", routing_key: '{{ .CommonLabels.none }}'}`,
    silent: true,
  },
  {
    name: 'a template that fails',
    config: `{url: "http://HOST/enqueue", routing_key: k, class: '{{ template "none" }}'}`,
    silent: true,
  },
  {
    name: 'details that fail',
    config: `{url: "http://HOST/enqueue", routing_key: k, details: {a: '{{ template "none" }}'}}`,
    silent: true,
  },
  {
    name: 'empty texts',
    config: `{url: "http://HOST/enqueue", routing_key: k, client: '', client_url: '', description: '', source: '', severity: ''}`,
  },
  {
    name: 'a source that is the client',
    config: `{url: "http://HOST/enqueue", routing_key: k, client: 'me {{ .Status }}'}`,
  },
  {
    name: 'a long description',
    config: `{url: "http://HOST/enqueue", routing_key: k, description: "${'ü'.repeat(1030)}"}`,
  },
  {
    name: 'a description that just fits',
    config: `{url: "http://HOST/enqueue", routing_key: k, description: "${'ü'.repeat(1024)}"}`,
  },
  {
    name: 'details that are too large',
    config: v2,
    steps: [firing({ ...plain, annotations: { much: '<'.repeat(100_000) } })],
  },
  {
    name: 'details that are large',
    config: v2,
    steps: [firing({ ...plain, annotations: { much: 'x'.repeat(200_000) } })],
  },
  {
    name: 'details of odd alerts',
    config: `{url: "http://HOST/enqueue", routing_key: k, details: {a: '{{ .CommonLabels.quoted }}', b: '{{ .CommonAnnotations.plus }}'}}`,
    steps: [firing(odd)],
  },
  { name: 'a global url', global: 'pagerduty_url: http://HOST/global', config: '{routing_key: k}' },
  ...answerCases(v2),
  { name: 'v1', config: v1, steps: [firing(plain), resolved(plain)] },
  {
    name: 'v1 beside v2',
    config: `{service_key: key, routing_key: other, url: "http://HOST/enqueue", ${throughProxy}}`,
  },
  {
    name: 'v1 with everything',
    config: full.replace('{', `{service_key: 's {{ .Status }}', ${throughProxy}, `),
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'v1 with a key in a file',
    config: `{service_key_file: FILE/key, ${throughProxy}}`,
    files: { key: ' k {{ .Status }} \n' },
  },
  {
    name: 'v1 with a key that is empty',
    config: `{service_key: '{{ .CommonLabels.none }}', ${throughProxy}}`,
    silent: true,
  },
  {
    name: 'v1 with empty texts',
    config: `{service_key: k, description: '', client: '', client_url: '', ${throughProxy}}`,
  },
  {
    name: 'v1 with a long description',
    config: `{service_key: k, description: "${'ü'.repeat(1030)}", ${throughProxy}}`,
  },
  {
    name: 'v1 with details that are too large',
    config: v1,
    steps: [firing({ ...plain, annotations: { much: '<'.repeat(100_000) } })],
  },
  { name: 'v1 of several', config: v1, steps: [firing(...several)] },
  ...answerCases(v1, [
    { status: 400, body: '{"message":"m","errors":["a","b"]}' },
    { status: 403 },
    { status: 429 },
    { status: 500 },
    { closed: true },
  ]).map((one) => ({ ...one, name: `v1 ${one.name}` })),
]

export const pagerdutyCases: VendorCases = { vendor: 'pagerduty', kept: withShortRuns, cases }
