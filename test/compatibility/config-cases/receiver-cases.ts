// Receivers, webhooks and http_config.

import { integrations } from '../../../src/integrations/registry.ts'
import {
  asWebhook,
  type ConfigCase,
  casesIn,
  inHttp,
  inReceiver,
  inWebhook,
  printed,
  type Row,
  refused,
} from './config-case.ts'

const webhooksOnly = 'this version only delivers to webhooks'

const receivers: readonly Row[] = [
  ['labels', 'labels: {team: db, "1": x}', printed],
  ['a label for the name', 'labels: {name: team}'],
  ['a label with another name', 'labels: {name: other}'],
  ['null labels', 'labels:'],
  ['a label in UTF-8', 'labels: {größe: ü}', printed],
  ['an empty label', 'labels: {"": x}', printed],
  ['labels that are a list', 'labels: [a]'],
  ['no integrations', 'webhook_configs: []'],
  ['null integrations', 'webhook_configs:'],
  ['a null integration', 'webhook_configs: [~]'],
  ['an empty integration', 'webhook_configs: [{}]'],
  ['an integration that is a text', 'webhook_configs: [http://x.example]'],
  ['integrations that are a mapping', 'webhook_configs: {url: http://x.example}'],
  [
    'two webhooks',
    'webhook_configs: [{url: "http://x.example"}, {url: "http://y.example", send_resolved: false}]',
    printed,
  ],
  ['an unknown section', 'irc_configs: []'],
  ['an unknown key', 'email: x'],
]

const vendors: readonly Row[] = [
  ['email', 'email_configs: [{to: a@b.example, from: c@d.example, smarthost: "mail:25"}]'],
  ['slack', 'slack_configs: [{api_url: https://x.example, channel: c}]'],
  ['pagerduty', 'pagerduty_configs: [{routing_key: k}]'],
  ['opsgenie', 'opsgenie_configs: [{api_key: k}]'],
  ['victorops', 'victorops_configs: [{api_key: k, routing_key: r}]'],
  ['pushover', 'pushover_configs: [{user_key: u, token: t}]'],
  ['sns', 'sns_configs: [{topic_arn: "arn:aws:sns:us-east-2:1:x", sigv4: {region: us-east-2}}]'],
  ['telegram', 'telegram_configs: [{bot_token: t, chat_id: 1}]'],
  ['wechat', 'wechat_configs: [{api_secret: s, corp_id: c}]'],
  ['webex', 'webex_configs: [{room_id: r, http_config: {authorization: {credentials: c}}}]'],
  ['discord', 'discord_configs: [{webhook_url: https://x.example}]'],
  ['msteams', 'msteams_configs: [{webhook_url: https://x.example}]'],
  ['msteamsv2', 'msteamsv2_configs: [{webhook_url: https://x.example}]'],
  ['jira', 'jira_configs: [{api_url: https://x.example, project: p, issue_type: t}]'],
  ['rocketchat', 'rocketchat_configs: [{token: t, token_id: i}]'],
  ['mattermost', 'mattermost_configs: [{webhook_url: https://x.example}]'],
  ['incidentio', 'incidentio_configs: [{url: https://x.example, alert_source_token: t}]'],
  ['an empty section', 'slack_configs: []'],
]

const webhooks: readonly Row[] = [
  ['url', 'url: http://x.example/path?query=1', printed],
  ['url_file', 'url_file: /run/secrets/url', printed],
  ['a relative url_file', 'url_file: url', printed],
  ['a url_file that is not there', 'url_file: /nowhere/url', printed],
  ['url and url_file', 'url: http://x.example\nurl_file: f'],
  ['an empty url', 'url: ""'],
  ['an empty url and a url_file', 'url: ""\nurl_file: f', printed],
  ['a null url', 'url:'],
  ['url without a scheme', 'url: x.example/path'],
  ['url with another scheme', 'url: ftp://x.example'],
  ['url without a host', 'url: http:///path'],
  ['url with a bad port', 'url: http://x.example:http/'],
  ['url with a user', 'url: http://u:p@x.example/', printed],
  ['url with a bad escape', 'url: http://x.example/%zz'],
  ['url that was printed', 'url: <secret>', printed],
  ['url with a template', "url: 'http://x.example/{{ .GroupLabels.job }}'"],
  ['url with a template function', "url: 'http://x.example/{{ .GroupLabels.job | toUpper }}'"],
  ['url with a broken template', "url: 'http://x.example/{{ .GroupLabels'"],
  ['url that is a list', 'url: [http://x.example]'],
  ['url with a closing brace only', "url: 'http://x.example/}}'"],
]

const options: readonly Row[] = [
  ['send_resolved', 'send_resolved: false', printed],
  ['max_alerts', 'max_alerts: 5', printed],
  ...['5s', '1m30s', '1.5s', '500ms', '100us', '1h', '0', '5', '0s', '~', '1e9', '0x10', '-5s', '1h0m0.5s', '1.5'].map(
    (text): Row => [`timeout ${text}`, `timeout: ${text}`, printed],
  ),
  ...['1d', '5 s', 'soon', 'yes', '[]', '"5"', '.inf', '""'].map(
    (text): Row => [`timeout ${text}`, `timeout: ${text}`],
  ),
  ['an unknown key', 'method: PUT'],
  ['no_proxy, which belongs into http_config', 'no_proxy: x'],
  ['payload', 'payload: {text: hello, list: [1, true, ~, 1.5, "5"], more: {b: 1, a: 2}}', printed],
  ['payload that is a text', 'payload: hello', printed],
  ['payload that is a number', 'payload: 5', printed],
  ['payload that is null', 'payload:', printed],
  ['payload that is an empty map', 'payload: {}', printed],
  [
    'payload with odd keys',
    'payload: {1: a, yes: b, ~: c, 1.5: d, "1": e, a10: f, a2: g, _x: h, A: i, ä: j, a: k, a02: l}',
    printed,
  ],
  [
    'payload with odd values',
    'payload: {a: 0x10, b: 1_000, c: 1e3, d: 1e21, e: 1e-7, f: .5, g: 2024-01-01, h: 1:30, i: 0777, j: .inf, k: 18446744073709551615, l: 9007199254740993, m: -0.0, n: 123456789.5, o: 100000000000000000000000}',
    printed,
  ],
  ['payload with a list as a key', 'payload: {[a]: b}'],
  ['payload with a key twice', 'payload: {a: 1, a: 2}'],
  ['payload with a key twice in another form', 'payload: {1: 1, 0x1: 2}'],
  ['payload with a template', "payload: {text: '{{ .Status }}'}"],
  ['payload with a template in a key', "payload: {'{{ .Status }}': x}"],
  [
    'payload with texts to be quoted',
    'payload: {a: "yes", b: "5", c: "", d: "a: b", e: "#x", f: " x", g: "x ", h: "- x", i: "null", j: "1:30", k: "2024-01-01", l: "a\\nb", m: "a\\tb", n: "it\'s", o: "\\"x\\"", p: "[x]", q: "a, b", r: "x:", s: "*x", t: "<<", u: "\\u00e4", v: "\\U0001F642 x", w: "a\\n", x: "\\n", y: "a\\n\\n", z: " a\\nb"}',
    printed,
  ],
  [
    'payload with more texts to be quoted',
    'payload: {a: "---", b: "a\\u2028b", c: "a\\u0085b", d: "a\\\\b", e: "\\u0007", f: "\\ufeffx", g: "a \\nb", h: "a\\n b", i: ["a b", "a, b", "a: b", "", "{x"], j: "?x", k: "? x", l: ":x", m: "-x", n: "!x", o: "%x", p: "@x", q: "~", r: "0x1f", s: "1_000", t: "+.inf", u: "=", v: "a #b", w: "a\\rb", x: "\\u00a0x", y: "0.", z: "1e5"}',
    printed,
  ],
  [
    'payload with long texts',
    `payload: {a: ${JSON.stringify(words(30))}, b: ${JSON.stringify(`${words(30)}: x`)}, c: ${JSON.stringify(`${words(20)} 🙂 ${words(10)}`)}, d: ${JSON.stringify(`${words(12)}  ${words(12)}   ${words(5)}`)}, e: [${JSON.stringify(words(40))}], f: ${JSON.stringify(`${words(20)}\n${words(20)}`)}, g: ${'x'.repeat(200)}, h: ${JSON.stringify(`it's ${words(30)}: y`)}, i: ${JSON.stringify(`${words(14)} 🙂  ${words(10)}`)}}`,
    printed,
  ],
  [
    'payload with long keys',
    `payload: {${'k'.repeat(128)}: a, ${'l'.repeat(129)}: b, "two\\nlines": c, ${JSON.stringify(words(20))}: d, "x: y": e}`,
    printed,
  ],
  ['payload with lists in lists', 'payload: [[1, [2, [3]], []], [[]], {a: [{b: c, d: [e]}]}, []]', printed],
  ['payload with a merge', 'payload: {a: &a {x: 1}, b: {<<: *a, y: 2}}', printed],
  [
    'payload with tags',
    'payload: {a: !!str 5, b: !!int "7", c: !!float 3, d: !!binary aGk=, e: !x y, f: !!bool "yes"}',
    printed,
  ],
]

function words(count: number): string {
  return Array.from({ length: count }, (_, i) => ['alerts', 'of', 'the', 'database', 'team'][i % 5]).join(' ')
}

const http: readonly Row[] = [
  ['basic_auth', 'basic_auth: {username: u, password: p}', printed],
  ['basic_auth with files', 'basic_auth: {username_file: u, password_file: p}', printed],
  ['basic_auth with an absolute file', 'basic_auth: {username: u, password_file: /run/p}', printed],
  ['basic_auth that is empty', 'basic_auth: {}', printed],
  ['basic_auth that is null', 'basic_auth:', printed],
  ['basic_auth with two passwords', 'basic_auth: {username: u, password: p, password_file: f}'],
  ['basic_auth with two users', 'basic_auth: {username: u, username_file: f}'],
  ['basic_auth with references', 'basic_auth: {username_ref: u, password_ref: p}', printed],
  ['basic_auth with an unknown key', 'basic_auth: {user: u}'],
  ['authorization', 'authorization: {credentials: c}', printed],
  ['authorization with a type', 'authorization: {type: " Token ", credentials: c}', printed],
  ['authorization with a file', 'authorization: {credentials_file: c}', printed],
  ['authorization with both', 'authorization: {credentials: c, credentials_file: f}'],
  ['authorization of the type basic', 'authorization: {type: Basic, credentials: c}'],
  ['authorization that is empty', 'authorization: {}', printed],
  ['authorization with a reference', 'authorization: {credentials_ref: c}', printed],
  ['authorization and basic_auth', 'authorization: {credentials: c}\nbasic_auth: {username: u}'],
  ['bearer_token', 'bearer_token: t', printed],
  ['bearer_token_file', 'bearer_token_file: t', printed],
  ['bearer_token and file', 'bearer_token: t\nbearer_token_file: f'],
  ['bearer_token and basic_auth', 'bearer_token: t\nbasic_auth: {username: u}'],
  ['bearer_token and authorization', 'bearer_token: t\nauthorization: {credentials: c}'],
  [
    'bearer_token and oauth2',
    'bearer_token: t\noauth2: {client_id: c, client_secret: s, token_url: "http://x.example"}',
  ],
  ['an empty bearer_token', 'bearer_token: ""\nbasic_auth: {username: u}'],
  [
    'oauth2',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example", scopes: [a, b], endpoint_params: {x: y, a: b}}',
    printed,
  ],
  ['oauth2 with a file', 'oauth2: {client_id: c, client_secret_file: f, token_url: "http://x.example"}', printed],
  [
    'oauth2 with both',
    'oauth2: {client_id: c, client_secret: s, client_secret_file: f, token_url: "http://x.example"}',
  ],
  ['oauth2 without a client', 'oauth2: {client_secret: s, token_url: "http://x.example"}'],
  ['oauth2 without a url', 'oauth2: {client_id: c, client_secret: s}'],
  ['oauth2 with an odd url', 'oauth2: {client_id: c, client_secret: s, token_url: nonsense}'],
  [
    'oauth2 and basic_auth',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example"}\nbasic_auth: {username: u}',
  ],
  [
    'oauth2 and authorization',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example"}\nauthorization: {credentials: c}',
  ],
  [
    'oauth2 with tls and a proxy',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example", tls_config: {insecure_skip_verify: true}, proxy_url: "http://u:p@proxy.example", no_proxy: a}',
    printed,
  ],
  [
    'oauth2 with a signed token',
    'oauth2: {client_id: c, token_url: "http://x.example", grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", client_certificate_key: k, client_certificate_key_id: i, signature_algorithm: RS512, iss: i, audience: a, claims: {x: 1, y: {z: true}}}',
    printed,
  ],
  [
    'oauth2 with two keys',
    'oauth2: {client_id: c, token_url: "http://x.example", grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", client_certificate_key: k, client_certificate_key_file: f}',
  ],
  [
    'oauth2 with another algorithm',
    'oauth2: {client_id: c, token_url: "http://x.example", grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", client_certificate_key: k, signature_algorithm: HS256}',
  ],
  [
    'oauth2 with an unknown grant',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example", grant_type: password}',
  ],
  [
    'oauth2 with a proxy header and no proxy',
    'oauth2: {client_id: c, client_secret: s, token_url: "http://x.example", proxy_connect_header: {a: [b]}}',
  ],
  [
    'tls_config',
    'tls_config: {insecure_skip_verify: true, server_name: x, min_version: TLS12, max_version: TLS13}',
    printed,
  ],
  ['tls_config that is empty', 'tls_config: {}', printed],
  ['tls_config that is null', 'tls_config:'],
  ['tls versions the wrong way round', 'tls_config: {min_version: TLS13, max_version: TLS12}', printed],
  ['an unknown tls version', 'tls_config: {min_version: TLS14}'],
  ['a tls version in lower case', 'tls_config: {min_version: tls12}'],
  ['an empty tls version', 'tls_config: {min_version: ""}'],
  ['a null tls version', 'tls_config: {min_version: }', printed],
  ['a ca_file that is not there', 'tls_config: {ca_file: nowhere.pem}', printed],
  ['a ca that is none', 'tls_config: {ca: nonsense}', printed],
  ['ca and ca_file', 'tls_config: {ca: a, ca_file: b}'],
  ['cert and cert_file', 'tls_config: {cert: a, cert_file: b, key: k}'],
  ['key and key_file', 'tls_config: {cert: a, key: b, key_file: c}'],
  ['a cert without a key', 'tls_config: {cert_file: a}'],
  ['a key without a cert', 'tls_config: {key_file: a}'],
  ['a cert and a key that are not there', 'tls_config: {cert_file: a, key_file: b}', printed],
  ['a reference to a ca', 'tls_config: {ca_ref: a}', printed],
  ['follow_redirects', 'follow_redirects: false', printed],
  ['null follow_redirects', 'follow_redirects:', printed],
  ['enable_http2', 'enable_http2: false', printed],
  ['proxy_url', 'proxy_url: http://proxy.example:3128', printed],
  ['proxy_url with a password', 'proxy_url: http://user:password@proxy.example', printed],
  ['proxy_url that is empty', 'proxy_url: ""', printed],
  ['proxy_url of another kind', 'proxy_url: socks5://proxy.example:1080', printed],
  ['proxy_url without a scheme', 'proxy_url: proxy.example:3128', printed],
  ['proxy_url that is a host', 'proxy_url: proxy.example', printed],
  ['proxy_url that is broken', 'proxy_url: "http://proxy.example:port"'],
  ['no_proxy', 'proxy_url: http://proxy.example\nno_proxy: a,10.0.0.0/8', printed],
  ['no_proxy without a proxy', 'no_proxy: a'],
  ['no_proxy with an empty proxy', 'proxy_url: ""\nno_proxy: a'],
  ['proxy_from_environment', 'proxy_from_environment: true', printed],
  ['proxy_from_environment and proxy_url', 'proxy_from_environment: true\nproxy_url: http://proxy.example'],
  ['proxy_from_environment and an empty proxy_url', 'proxy_from_environment: true\nproxy_url: ""'],
  ['proxy_from_environment and no_proxy', 'proxy_from_environment: true\nno_proxy: a'],
  ['proxy_connect_header', 'proxy_url: http://proxy.example\nproxy_connect_header: {X-A: [a, b], B: [c]}', printed],
  ['proxy_connect_header without a proxy', 'proxy_connect_header: {X-A: [a]}'],
  ['proxy_connect_header with a text', 'proxy_url: http://proxy.example\nproxy_connect_header: {X-A: a}'],
  [
    'proxy_connect_header with nothing',
    'proxy_url: http://proxy.example\nproxy_connect_header: {X-A: ~, X-B: [~, ""]}',
    printed,
  ],
  ['http_headers', 'http_headers: {X-B: {values: [v, w], secrets: [s], files: [f]}, X-A: {values: [x]}}', printed],
  ['http_headers that are empty', 'http_headers: {}', printed],
  ['http_headers with an empty header', 'http_headers: {X-A: {}}', printed],
  ['http_headers with a null', 'http_headers: {X-A: }', printed],
  ['http_headers with a text', 'http_headers: {X-A: x}'],
  ['http_headers with a reserved name', 'http_headers: {Authorization: {values: [x]}}'],
  ['http_headers with a reserved name in lower case', 'http_headers: {content-type: {values: [x]}}'],
  ['http_headers with the name of sigv4', 'http_headers: {X-Amz-Date: {values: [x]}}'],
  ['http_headers with a name twice', 'http_headers: {X-A: {values: [x]}, X-A: {values: [y]}}'],
  ['http_headers with an unknown key', 'http_headers: {X-A: {value: x}}'],
  ['an unknown key', 'timeout: 5s'],
]

const httpWhole: readonly Row[] = [
  ['http_config that is null', 'http_config:'],
  ['http_config that is empty', 'http_config: {}', printed],
  ['http_config that is a list', 'http_config: []'],
]

const inherited: readonly ConfigCase[] = [
  {
    name: 'http_config: the global one is inherited',
    text: 'global: {http_config: {proxy_url: "http://proxy.example", http_headers: {X-A: {values: [a]}}}}\nroute: {receiver: team}\nreceivers: [{name: team, webhook_configs: [{url: "http://x.example"}, {url: "http://x.example", http_config: {follow_redirects: false}}]}]\n',
    running: true,
  },
  {
    name: 'http_config: a missing ca_file of a receiver that no route uses',
    text: 'route: {receiver: team}\nreceivers: [{name: team}, {name: unused, webhook_configs: [{url: "http://x.example", http_config: {tls_config: {ca_file: nowhere.pem}}}]}]\n',
    running: true,
  },
  {
    name: 'http_config: a missing ca_file in the global one',
    text: 'global: {http_config: {tls_config: {ca_file: nowhere.pem}}}\nroute: {receiver: team}\nreceivers: [{name: team, webhook_configs: [{url: "http://x.example"}]}]\n',
    running: true,
  },
  {
    name: 'http_config: a missing ca_file in the global one that nobody uses',
    text: 'global: {http_config: {tls_config: {ca_file: nowhere.pem}}}\nroute: {receiver: team}\nreceivers: [{name: team}]\n',
    running: true,
  },
]

/** Those vendors that come with later versions are refused whatever they hold. */
const vendorCases = casesIn(
  'receiver',
  inReceiver,
  vendors.map(([name, part]): Row => (isThere(part) ? [name, part] : [name, part, refused(webhooksOnly)])),
)

/** Whether Tocsin has the vendor whose section a receiver's part begins with. */
function isThere(part: string): boolean {
  return integrations.some(({ key }) => part.startsWith(key))
}

export const receiverCases = [
  ...casesIn('receiver', inReceiver, receivers),
  ...vendorCases,
  ...casesIn('webhook', asWebhook, webhooks),
  ...casesIn('webhook', inWebhook, [...options, ...httpWhole]),
  ...casesIn('http_config', inHttp, http),
  ...inherited,
]
