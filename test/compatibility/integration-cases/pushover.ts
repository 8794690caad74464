// What Pushover gets, through a proxy, since its address is fixed.

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

const throughProxy = 'http_config: {proxy_url: "http://PROXY", tls_config: {insecure_skip_verify: true}}'

function entry(more = ''): string {
  return `{user_key: u, token: t, ${throughProxy}${more === '' ? '' : `, ${more}`}}`
}

const cases: readonly IntegrationCase[] = [
  ...usualCases(entry()),
  {
    name: 'everything',
    config:
      `{user_key: 'u {{ .Status }}', token: 't {{ .Status }}', title: 'ti {{ .Status }}', message: 'm {{ .Status }}', url: 'http://x.example/{{ .Status }}', url_title: 'ut {{ .Status }}', device: 'd {{ .Status }}', sound: 's {{ .Status }}', priority: '{{ len .Alerts }}', retry: 90s, expire: 1h30m10.7s, ttl: 1d2h, monospace: true, ${throughProxy}}`.replace(
        '1d2h',
        '26h',
      ),
    steps: [firing(plain), resolved(plain)],
  },
  { name: 'html', config: entry('html: true'), steps: [firing(odd)] },
  {
    name: 'html of its own',
    config: entry(`html: true, message: '<b>{{ .CommonAnnotations.html }}</b> {{ .CommonAnnotations.plus }}'`),
    steps: [firing(odd)],
  },
  {
    name: 'keys in files',
    config: `{user_key_file: FILE/user, token_file: FILE/token, ${throughProxy}}`,
    files: { user: ' u {{ .Status }}\n', token: ' t\n' },
  },
  {
    name: 'a token file that is not there',
    config: `{user_key: u, token_file: FILE/token, ${throughProxy}}`,
    silent: true,
  },
  {
    name: 'a user file that is not there',
    config: `{user_key_file: FILE/user, token: t, ${throughProxy}}`,
    silent: true,
  },
  { name: 'a template that fails', config: entry(`sound: '{{ template "none" }}'`), silent: true },
  { name: 'empty texts', config: entry(`title: '', message: ' ', url: '', priority: ''`) },
  { name: 'durations below a second', config: entry('retry: 999ms, expire: 1.9s, ttl: 999ms') },
  { name: 'a ttl of a second', config: entry('ttl: 1s') },
  { name: 'no durations', config: entry('retry: 0s, expire: 0s') },
  {
    name: 'long texts',
    config: entry(
      `title: "${'ü'.repeat(251)}", message: "${'ä'.repeat(1025)}", url: "${'x'.repeat(513)}", url_title: "${'y'.repeat(600)}"`,
    ),
  },
  {
    name: 'a message that ends in blanks where it is cut',
    config: entry(`message: "  ${'ä'.repeat(1000)}${' '.repeat(60)}x"`),
  },
  ...answerCases(entry()),
]

export const pushoverCases: VendorCases = { vendor: 'pushover', kept: withShortRuns, cases }
