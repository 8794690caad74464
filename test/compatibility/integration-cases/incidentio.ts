// What incident.io gets.

import {
  answerCases,
  firing,
  type IntegrationCase,
  odd,
  plain,
  several,
  usualCases,
  type VendorCases,
  type WireRecord,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const least = '{url: "http://HOST/alerts", alert_source_token: token}'
const large = { ...plain, annotations: { much: 'x'.repeat(300_000) } }

const cases: readonly IntegrationCase[] = [
  ...usualCases(least),
  {
    name: 'a url in a file',
    config: '{url_file: FILE/url, alert_source_token: t}',
    files: { url: ' http://HOST/x?y=1 \n' },
  },
  { name: 'a url file that is not there', config: '{url_file: FILE/url, alert_source_token: t}', silent: true },
  {
    name: 'a token in a file',
    config: '{url: "http://HOST/", alert_source_token_file: FILE/token}',
    files: { token: ' t\n' },
  },
  {
    name: 'an authorization',
    config: '{url: "http://HOST/", http_config: {authorization: {type: Token, credentials: c}}}',
  },
  { name: 'no token', config: '{url: "http://HOST/"}' },
  {
    name: 'a token beside a global authorization',
    global: 'http_config: {authorization: {credentials: g}}',
    config: '{url: "http://HOST/", alert_source_token: t}',
  },
  {
    name: 'max_alerts',
    config: '{url: "http://HOST/", alert_source_token: t, max_alerts: 2}',
    steps: [firing(...several)],
  },
  { name: 'an odd alert', config: least, steps: [firing(odd)] },
  {
    name: 'two large alerts',
    config: least,
    steps: [firing(large, { ...large, labels: { ...large.labels, instance: 'db-2' } })],
  },
  {
    name: 'an alert that is too large',
    config: least,
    steps: [firing({ ...plain, annotations: { much: 'x'.repeat(530_000) } })],
  },
  ...answerCases(least),
]

/** 0.34 sends route labels, too. */
function withRouteLabels(recorded: readonly WireRecord[]): readonly WireRecord[] {
  return recorded.map((request) => ({ ...request, json: { ...(request.json as object), routeLabels: {} } }))
}

export const incidentioCases: VendorCases = {
  vendor: 'incidentio',
  kept: withShortRuns,
  cases: cases.map((one) => ({ ...one, ours: { why: '0.34 has route labels', requests: withRouteLabels } })),
}
