// The sections of the integrations that page, text or open tickets.

import { type ConfigCase, casesIn, inReceiver, printed, type Row, refused, taken } from './config-case.ts'

/** The part is the one entry of a section. */
function inSection(section: string): (part: string) => string {
  return (part) => inReceiver(`${section}: [{${part}}]`)
}

/** A configuration with keys of `global`, and one entry of a section. */
function withGlobals(
  name: string,
  { globals, section, entry = '' }: { readonly globals: string; readonly section: string; readonly entry?: string },
): ConfigCase {
  return {
    name: `global: ${name}`,
    text: `global: {${globals}}\nroute: {receiver: team}\nreceivers: [{name: team, ${section}: [{${entry}}]}]\n`,
    running: true,
  }
}

const pagerduty: readonly Row[] = [
  ['routing_key', 'routing_key: k', printed],
  ['routing_key_file', 'routing_key_file: k', printed],
  ['service_key', 'service_key: k', printed],
  ['service_key_file', 'service_key_file: k', printed],
  ['both keys', 'service_key: k, routing_key: k', printed],
  ['no key', 'url: http://x.example'],
  ['empty keys', 'routing_key: "", service_key: ""'],
  ['routing_key twice', 'routing_key: k, routing_key_file: f'],
  ['service_key twice', 'service_key: k, service_key_file: f'],
  [
    'everything',
    "send_resolved: false, http_config: {follow_redirects: false}, routing_key: k, url: 'http://x.example/y', client: c, client_url: u, description: d, details: {firing: f, extra: [1, {a: b}], n: 1.5, x: ~, resolved: ''}, images: [{src: s, alt: a, href: h}, {}, ~], links: [{href: h, text: t}, {}], source: s, severity: v, class: c, component: o, group: g, timeout: 1m30s",
    printed,
  ],
  ['empty texts', "routing_key: k, client: '', client_url: '', description: '', details: {}", printed],
  [
    'nothing',
    'routing_key: k, client: , details: , images: , links: , url: , timeout: , http_config: , send_resolved: ',
    printed,
  ],
  ['a source that follows the client', 'routing_key: k, client: me', printed],
  ['a url that is none', 'routing_key: k, url: nonsense'],
  ['a timeout that is none', 'routing_key: k, timeout: soon'],
  ['details that are a list', 'routing_key: k, details: [a]'],
  ['details with a number as a key', 'routing_key: k, details: {1: a, a: {1: b}}', printed],
  ['an image with an unknown key', 'routing_key: k, images: [{url: s}]'],
  ['an unknown key', 'routing_key: k, key: x'],
]

const opsgenie: readonly Row[] = [
  ['api_key', 'api_key: k', printed],
  ['api_key_file', 'api_key_file: k', printed],
  ['no key', 'message: m'],
  ['api_key twice', 'api_key: k, api_key_file: f'],
  [
    'everything',
    "send_resolved: false, api_key: k, api_url: 'https://x.example/y?a=b', message: m, description: d, source: s, details: {b: x, a: '', 1: 2}, entity: e, responders: [{id: i, type: team}, {name: n, type: '{{ .x }}'}, {username: u, type: USER}, {name: 'a,b', type: teams}], actions: a, tags: t, note: n, priority: P1, update_alerts: true",
    printed,
  ],
  ['empty texts', "api_key: k, message: '', description: '', source: '', responders: []", printed],
  ['a url with an escape', "api_key: k, api_url: 'https://x.example/a%2Fb'", printed],
  ['a url with a slash', "api_key: k, api_url: 'https://x.example/a/'", printed],
  ['a url that is null', 'api_key: k, api_url: ', printed],
  ['a responder that is nobody', 'api_key: k, responders: [{type: team}]'],
  ['a responder that is null', 'api_key: k, responders: [~]'],
  ['a responder without a type', 'api_key: k, responders: [{name: n}]'],
  ['a responder with a broken type', "api_key: k, responders: [{name: n, type: '{{ .x'}]"],
  ['a responder with a function in its type', "api_key: k, responders: [{name: n, type: '{{ .x | toLower }}'}]"],
  ['a responder of another type', 'api_key: k, responders: [{name: n, type: group}]'],
  ['an unknown key', 'api_key: k, teams: x'],
]

const victorops: readonly Row[] = [
  ['the least', 'api_key: k, routing_key: r', printed],
  ['api_key_file', 'api_key_file: k, routing_key: r', printed],
  ['api_key twice', 'api_key: k, api_key_file: f, routing_key: r'],
  ['no key', 'routing_key: r'],
  ['no routing key', 'api_key: k'],
  [
    'everything',
    "send_resolved: false, api_key: k, api_url: 'https://x.example/y', routing_key: r, message_type: INFO, state_message: s, entity_display_name: e, monitoring_tool: m, custom_fields: {b: x, a: y}",
    printed,
  ],
  [
    'empty texts',
    "api_key: k, routing_key: r, message_type: '', state_message: '', entity_display_name: '', monitoring_tool: ''",
    printed,
  ],
  ['null texts', 'api_key: k, routing_key: r, message_type: , state_message: , custom_fields: ', printed],
  ...[
    'routing_key',
    'message_type',
    'state_message',
    'entity_display_name',
    'monitoring_tool',
    'entity_id',
    'entity_state',
  ].map((name): Row => [`a custom field ${name}`, `api_key: k, routing_key: r, custom_fields: {${name}: x}`]),
  ['an unknown key', 'api_key: k, routing_key: r, team: x'],
]

const pushover: readonly Row[] = [
  ['the least', 'user_key: u, token: t', printed],
  ['files', 'user_key_file: u, token_file: t', printed],
  ['no user', 'token: t'],
  ['no token', 'user_key: u'],
  ['user_key twice', 'user_key: u, user_key_file: f, token: t'],
  ['token twice', 'user_key: u, token: t, token_file: f'],
  ['html and monospace', 'user_key: u, token: t, html: true, monospace: true'],
  [
    'everything',
    'send_resolved: false, user_key: u, token: t, title: a, message: b, url: c, url_title: d, device: e, sound: f, priority: g, retry: 90s, expire: 2h, ttl: 36h, html: true',
    printed,
  ],
  ['empty texts', "user_key: u, token: t, title: '', message: '', url: '', priority: ''", printed],
  ['null durations', 'user_key: u, token: t, retry: , expire: , ttl: ', printed],
  ...['0', '0s', '1.5s', '100ms', '-5s', '1h0m0.5s'].map(
    (text): Row => [`a ttl of ${text}`, `user_key: u, token: t, ttl: ${text}`, printed],
  ),
  ...['5', '1d', 'soon', '""', '[]', '1e3'].map(
    (text): Row => [`a ttl of ${text}`, `user_key: u, token: t, ttl: ${text}`],
  ),
  ['an unknown key', 'user_key: u, token: t, user: x'],
]

const incidentio: readonly Row[] = [
  ['the least', 'url: http://x.example, alert_source_token: t', printed],
  // Alertmanager reads the token once, and does not start without the file; Tocsin reads it for each request.
  ['files', 'url_file: u, alert_source_token_file: f'],
  ['no url', 'alert_source_token: t'],
  ['url twice', 'url: http://x.example, url_file: f, alert_source_token: t'],
  ['token twice', 'url: http://x.example, alert_source_token: t, alert_source_token_file: f'],
  ['no token', 'url: http://x.example', printed],
  ['http_config without authorization', 'url: http://x.example, http_config: {}'],
  ['http_config with authorization', 'url: http://x.example, http_config: {authorization: {credentials: c}}', printed],
  ['http_config with a bearer_token', 'url: http://x.example, http_config: {bearer_token: c}', printed],
  [
    'authorization and a token',
    'url: http://x.example, alert_source_token: t, http_config: {authorization: {credentials: c}}',
  ],
  [
    'http_config and a token',
    'url: http://x.example, alert_source_token: t, http_config: {follow_redirects: false}',
    printed,
  ],
  [
    'everything',
    'send_resolved: false, url: http://x.example, alert_source_token: t, max_alerts: 5, timeout: 10s',
    printed,
  ],
  ['an unknown key', 'url: http://x.example, alert_source_token: t, token: x'],
]

const jira: readonly Row[] = [
  ['the least', 'api_url: http://x.example, project: p, issue_type: t', printed],
  ['no url', 'project: p, issue_type: t'],
  ['no project', 'api_url: http://x.example, issue_type: t'],
  ['no issue_type', 'api_url: http://x.example, project: p'],
  ...['auto', 'cloud', 'datacenter'].map(
    (type): Row => [
      `api_type ${type}`,
      `api_url: http://x.example, project: p, issue_type: t, api_type: ${type}`,
      printed,
    ],
  ),
  ...['Cloud', '""', '~'].map(
    (type): Row => [`api_type ${type}`, `api_url: http://x.example, project: p, issue_type: t, api_type: ${type}`],
  ),
  [
    'everything',
    "send_resolved: false, api_url: 'http://x.example/y/', project: p, summary: s, description: {template: d, enable_update: false}, labels: [b, a], priority: r, issue_type: t, reopen_transition: o, resolve_transition: c, wont_fix_resolution: w, reopen_duration: 1d, fields: {b: 1, a: {x: [y]}, 3: z}",
    printed,
  ],
  [
    'texts with nothing but enable_update',
    'api_url: http://x.example, project: p, issue_type: t, summary: {enable_update: true}, description: {}',
    printed,
  ],
  [
    'null texts',
    'api_url: http://x.example, project: p, issue_type: t, summary: , description: {template: , enable_update: }, priority: , labels: , fields: ',
    printed,
  ],
  [
    'empty texts',
    "api_url: http://x.example, project: p, issue_type: t, summary: '', description: '', priority: ''",
    printed,
  ],
  [
    'a number as a text',
    'api_url: http://x.example, project: p, issue_type: t, summary: 5, description: true',
    printed,
  ],
  ['a list as a text', 'api_url: http://x.example, project: p, issue_type: t, summary: [a]'],
  ['a text with an unknown key', 'api_url: http://x.example, project: p, issue_type: t, summary: {text: a}'],
  ['a duration that is none', 'api_url: http://x.example, project: p, issue_type: t, reopen_duration: 1.5h'],
  ['an unknown key', 'api_url: http://x.example, project: p, issue_type: t, type: x'],
]

const sns: readonly Row[] = [
  ['a topic', 'topic_arn: a, sigv4: {region: r}', printed],
  ['a phone', 'phone_number: "+49", sigv4: {region: r}', printed],
  ['a target', 'target_arn: a, sigv4: {region: r}', printed],
  ['no receiver', 'sigv4: {region: r}'],
  ['a topic and a phone', 'topic_arn: a, phone_number: b'],
  [
    'a topic, a phone and a target',
    'topic_arn: a, phone_number: b, target_arn: c',
    refused('SNS takes only one of them'),
  ],
  ['no sigv4', 'topic_arn: a', printed],
  ['a null sigv4', 'topic_arn: a, sigv4: ', printed],
  [
    'everything',
    'send_resolved: false, api_url: u, sigv4: {region: r, access_key: a, secret_key: s, profile: p, role_arn: o}, topic_arn: t, subject: j, message: m, attributes: {b: x, a: y}',
    printed,
  ],
  ['empty texts', "topic_arn: a, subject: '', message: ''", printed],
  ['an access_key alone', 'topic_arn: a, sigv4: {access_key: k}'],
  ['a secret_key alone', 'topic_arn: a, sigv4: {secret_key: k}'],
  ['an external_id', 'topic_arn: a, sigv4: {role_arn: r, external_id: e}', taken('0.34')],
  ['an external_id without a role', 'topic_arn: a, sigv4: {external_id: e}'],
  ['use_aws_http_client', 'topic_arn: a, use_aws_http_client: true', taken('0.34')],
  ['an unknown key of sigv4', 'topic_arn: a, sigv4: {token: k}'],
  ['an unknown key', 'topic_arn: a, arn: x'],
]

const globals: readonly ConfigCase[] = [
  withGlobals('pagerduty_url', {
    globals: 'pagerduty_url: "http://x.example"',
    section: 'pagerduty_configs',
    entry: 'routing_key: k',
  }),
  withGlobals('pagerduty_url that is null', {
    globals: 'pagerduty_url: ',
    section: 'pagerduty_configs',
    entry: 'routing_key: k',
  }),
  withGlobals('opsgenie', {
    globals: 'opsgenie_api_url: "http://x.example/a", opsgenie_api_key: k',
    section: 'opsgenie_configs',
  }),
  withGlobals('opsgenie with a slash', {
    globals: 'opsgenie_api_url: "http://x.example/a/", opsgenie_api_key: k',
    section: 'opsgenie_configs',
  }),
  withGlobals('opsgenie with a file', { globals: 'opsgenie_api_key_file: k', section: 'opsgenie_configs' }),
  withGlobals('opsgenie with a file of its own', {
    globals: 'opsgenie_api_key: k',
    section: 'opsgenie_configs',
    entry: 'api_key_file: f',
  }),
  withGlobals('opsgenie_api_url that is null', {
    globals: 'opsgenie_api_url: , opsgenie_api_key: k',
    section: 'opsgenie_configs',
  }),
  withGlobals('victorops', {
    globals: 'victorops_api_url: "http://x.example/a", victorops_api_key: k',
    section: 'victorops_configs',
    entry: 'routing_key: r',
  }),
  withGlobals('victorops with a file', {
    globals: 'victorops_api_key_file: k',
    section: 'victorops_configs',
    entry: 'routing_key: r',
  }),
  withGlobals('victorops with a file of its own', {
    globals: 'victorops_api_key: k',
    section: 'victorops_configs',
    entry: 'routing_key: r, api_key_file: f',
  }),
  withGlobals('jira', {
    globals: 'jira_api_url: "http://x.example/a"',
    section: 'jira_configs',
    entry: 'project: p, issue_type: t',
  }),
  withGlobals('an http_config with an authorization, and a token', {
    globals: 'http_config: {authorization: {credentials: c}}',
    section: 'incidentio_configs',
    entry: 'url: http://x.example, alert_source_token: t',
  }),
]

export const pagerCases: readonly ConfigCase[] = [
  ...casesIn('pagerduty', inSection('pagerduty_configs'), pagerduty),
  ...casesIn('opsgenie', inSection('opsgenie_configs'), opsgenie),
  ...casesIn('victorops', inSection('victorops_configs'), victorops),
  ...casesIn('pushover', inSection('pushover_configs'), pushover),
  ...casesIn('incidentio', inSection('incidentio_configs'), incidentio),
  ...casesIn('jira', inSection('jira_configs'), jira),
  ...casesIn('sns', inSection('sns_configs'), sns),
  ...globals,
]
