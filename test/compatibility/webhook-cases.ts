// Notifications that record-webhook.ts has the real Alertmanager send, and that webhook.test.ts sends itself.

import type { PostedAlert, PostedStep } from '../support/posted-alerts.ts'

export interface WebhookCase {
  readonly name: string
  readonly receiver?: string
  readonly groupBy?: readonly string[]
  readonly repeatInterval?: string
  /** YAML in flow style, without braces: more options of the webhook. */
  readonly options?: string
  /** Where it goes: `HOST` stands for the sink, `PATH` for the case's own path. */
  readonly url?: string
  /** The content of url_file, with the same placeholders. */
  readonly urlFile?: string
  readonly steps: readonly PostedStep[]
  /**
   * Where 0.34 sends another body than 0.33: what, and the body with `CASE` for the number of the case. (notify/webhook
   * and template.DeepCopyWithTemplate.)
   */
  readonly since034?: { readonly why: string; readonly body: string }
}

/** Far enough ahead that no alert is older than group_wait, which would flush its group before the others came. */
const later = { startsAt: '2098-03-01T10:00:00Z', endsAt: '2099-01-01T00:00:00Z' }
const over = { startsAt: '2024-03-01T12:34:56.12Z', endsAt: '2024-03-01T13:00:00.000000001Z' }

const plain: PostedAlert = {
  labels: { alertname: 'Plain', severity: 'page' },
  annotations: { summary: 'It broke' },
  ...later,
}
const many: readonly PostedAlert[] = ['n10', 'n2', 'n1', ''].map((instance) => ({
  labels: {
    alertname: 'Many',
    ...(instance === '' ? {} : { instance }),
    job: 'node',
    zone: instance === 'n1' ? 'b' : 'a',
  },
  annotations: { summary: 'Many', description: `on ${instance}` },
  ...later,
}))

function first(...alerts: readonly PostedAlert[]): readonly PostedStep[] {
  return [{ posts: [alerts], reason: 'first notification' }]
}

/** A case of one plain alert with a payload of its own. */
function payload(name: string, yaml: string, since034?: WebhookCase['since034']): WebhookCase {
  return { name, options: `payload: ${yaml}`, steps: first(plain), ...(since034 === undefined ? {} : { since034 }) }
}

export const webhookCases: readonly WebhookCase[] = [
  { name: 'one alert', steps: first(plain) },
  { name: 'no annotations, no generator', steps: first({ labels: { alertname: 'Bare' }, ...later }) },
  {
    name: 'a generator URL with characters that are escaped',
    steps: first({ ...plain, generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1#<a>' }),
  },
  { name: 'several alerts, sorted', steps: first(...many) },
  { name: 'max_alerts cuts first', options: 'max_alerts: 2', steps: first(...many) },
  { name: 'max_alerts 1 makes everything common', options: 'max_alerts: 1', steps: first(...many) },
  { name: 'max_alerts as many as there are', options: 'max_alerts: 4', steps: first(...many) },
  {
    name: 'a receiver that looks like a regular expression',
    receiver: 'a.b*c (d) [e] {f} ^$|+?\\ü',
    steps: first(plain),
  },
  { name: 'no group_by', groupBy: [], steps: first(plain) },
  { name: 'group_by all', groupBy: ['...'], steps: first(plain) },
  {
    name: 'group labels that need quotes',
    groupBy: ['case', 'quoted', 'other label'],
    steps: first({ labels: { quoted: 'q"uo\\te\n{x}\t\u0001\u007fü😀\u2028', 'other label': "it's" }, ...later }),
  },
  {
    name: 'unicode in names and values',
    steps: first({
      labels: {
        alertname: 'Ünïcode',
        名前: '値',
        '😀': 'emoji',
        '\uffee': 'before emoji in bytes',
        Zed: 'upper',
        _a: 'underscore',
      },
      annotations: { 'a b': 'c d', 'e\u2028f': 'line\u2029separators', combining: 'e\u0301' },
      ...later,
    }),
  },
  {
    name: 'characters that JSON escapes',
    steps: first({
      labels: { alertname: '<a href="x">&amp;</a>', path: 'C:\\temp\\' },
      annotations: { control: '\b\f\n\r\t\u0000\u0001\u001f\u007f', html: "</script><!-- ' -->", slash: 'a/b' },
      ...later,
    }),
  },
  {
    name: 'empty annotations count as common',
    steps: first(
      { labels: { alertname: 'E', n: '1' }, annotations: { empty: '', same: 'x' }, ...later },
      { labels: { alertname: 'E', n: '2' }, annotations: { same: 'x' }, ...later },
    ),
  },
  {
    name: 'times keep their zone and precision',
    steps: first(
      {
        labels: { alertname: 'T', n: '1' },
        startsAt: '2098-03-01T12:34:56.120000000+02:00',
        endsAt: '2099-01-01T00:00:00Z',
      },
      {
        labels: { alertname: 'T', n: '2' },
        startsAt: '2098-03-01T12:34:56.123456789-11:30',
        endsAt: '2099-01-01T00:00:00Z',
      },
      { labels: { alertname: 'T', n: '3' }, startsAt: '2098-03-01', endsAt: '2099-01-01T00:00:00Z' },
    ),
  },
  {
    name: 'resolved',
    steps: [
      { posts: [[{ ...plain, startsAt: over.startsAt, endsAt: later.endsAt }]], reason: 'first notification' },
      { posts: [[{ ...plain, ...over }]], reason: 'all alerts resolved' },
    ],
  },
  {
    name: 'one of two resolved, one more',
    steps: [
      { posts: [many.slice(0, 2)], reason: 'first notification' },
      { posts: [[{ ...(many[0] as PostedAlert), ...over }]], reason: 'some alerts resolved' },
      { posts: [many.slice(2)], reason: 'new alerts added' },
    ],
  },
  {
    name: 'without resolved alerts',
    options: 'send_resolved: false',
    steps: [
      { posts: [many.slice(0, 2)], reason: 'first notification' },
      { posts: [[{ ...(many[0] as PostedAlert), ...over }], many.slice(2)], reason: 'new alerts added' },
    ],
  },
  {
    name: 'a repetition',
    repeatInterval: '1s',
    steps: [...first(plain), { posts: [], reason: 'repeat interval elapsed' }],
  },
  {
    name: 'forty labels',
    steps: first({ labels: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`l${i}`, `${i}`])), ...later }),
  },
  {
    name: 'user info, query and fragment in the URL',
    url: 'http://us%20er:p%40ss:x@HOST/PATH/a%2Fb/../c%20d?q=1&r=%2F+#part',
    steps: first(plain),
  },
  { name: 'a URL without a path', url: 'http://HOST?PATH', steps: first(plain) },
  { name: 'url_file', urlFile: ' \n\thttp://HOST/PATH/from-file \n\n', steps: first(plain) },
  {
    name: 'basic_auth and http_headers',
    options:
      'http_config: {basic_auth: {username: us:er, password: pass word}, http_headers: {X-Many: {values: [b, a], secrets: [s]}, x-lower: {values: [1]}}}',
    steps: first(plain),
  },
  {
    name: 'authorization',
    options: 'http_config: {authorization: {type: bearer, credentials: s}}',
    steps: first(plain),
  },
  { name: 'a bearer token', options: 'http_config: {bearer_token: tok}', steps: first(plain) },
  payload('a payload of texts', '{text: hello, "key with <": "v & w", list: [a, "b"], nested: {z: 1, a: {b: [c]}}}'),
  payload(
    'a payload of scalars',
    '{int: 42, float: 1.5, exp: 1e21, small: 1e-7, big: 12345678901234567890, hex: 0x1f, octal: 0777, under: 1_000, yes: yes, off: off, none: ~, empty: , date: 2024-03-01, sexagesimal: 1:30}',
  ),
  payload(
    'texts that read as other values',
    '{a: "42", b: "yes", c: "0777", d: "0x1f", e: "1_000", f: "1e3", g: " 42 ", h: "", i: "~", j: "# c", k: "1:30", l: "2024-03-01", m: "1.2.3", n: "dropped", quoted: "\\"42\\"", o: "on", p: "y", q: "null", r: ".5", s: "+1", t: "-0", u: "0b11", v: "0o17", w: "9223372036854775808", x: "123456789012345678901234567890"}',
  ),
  payload(
    'texts that read as structures',
    '{a: "[1, two]", b: "{x: 1, y: [2]}", c: "- 1\\n- 2", d: "[unclosed", e: "k: v: w", f: "@at", g: "%x", h: "a\\tb", i: "[FIRING:2] x", j: "1: one\\ntwo: 2", k: "true: x"}',
  ),
  payload(
    'more texts that read as structures',
    '{a: "&x 1", b: "*y", c: "!!int \\"3\\"", d: "!!str 4", e: "a: &x 1\\nb: *x", f: "42\\n---\\nfoo", g: "--- 5", h: "a: 1\\na: 2", i: "<<: {q: 1}\\nr: 2", j: "? a\\n: b", k: "|\\n  text", l: "\\u0001"}',
  ),
  payload(
    'text behind a structure',
    `{${[
      '[FIRING:2] HighLoad (node prod)',
      '[a] @x',
      '[a] b: c',
      '{k: 1} z',
      '[1]\n[2]',
      '[1] # c',
      '[a]: b',
      '[1]]',
      '[a] "q',
      '[a] "q" r',
      '[a], b',
      '[a] - b',
      '[a] -b',
      '[a] `x`',
      '[a] ? b',
      '[a] | b',
      '[a] > b',
      '[a] *b',
      '[a] &b',
      '[a] !b',
      '[a] % b',
      '[a] {b',
      '[a] [b',
      "[a] 'b",
      '[a] : b',
      '[a] b\nc: d',
      '[a] b: @c',
      '[a]\tb',
      '[a](b)',
      '[a]b',
      '[a] *',
      '[a] &',
      '[a] ! b',
      '[a] !<b',
      '[a] b\n@c',
      '[a]\n- b',
      '[a]\n@b',
      '[a]\nb: c',
      '[a] -',
      '[a] --- b',
      '[a]\n--- b',
      '[a]\n...\nb',
      '["a"] b',
      '"a" b',
      '{k: 1}: b',
      '[[a] b]',
      '[a] {b: c}',
      '{k: v} "',
    ]
      .map((text, i) => `t${i}: ${JSON.stringify(text)}`)
      .join(', ')}}`,
  ),
  payload('a payload with keys that are no texts', '{1: a, true: b, ~: c, text: {2: d, e: f}, list: [{3: g, h: i}]}'),
  payload('a payload that is a list', '[1, "2", [], {}]'),
  payload('a payload that is a text', '"a text"'),
  payload('a payload with long texts', `{long: "${'<é>'.repeat(500)}"}`),
  payload('leaves of structures', '{a: "[\\"42\\", \\"note:\\"]", b: "{m: \\"1.10\\"}"}', {
    why: '0.34 leaves the leaves of what a text was read as alone',
    body: '{"a":["42","note:"],"b":{"m":"1.10"}}\n',
  }),
]

/** The number of a case, which is in its labels and in its path. */
export function caseNumber(webhookCase: WebhookCase): string {
  return String(webhookCases.indexOf(webhookCase))
}

/** The webhook's entry in the configuration, as YAML in flow style. */
export function webhookYaml(
  webhookCase: WebhookCase,
  place: { readonly host: string; readonly urlFile: string },
): string {
  const where =
    webhookCase.urlFile === undefined
      ? `url: ${JSON.stringify(placed(webhookCase.url ?? 'http://HOST/PATH', webhookCase, place.host))}`
      : `url_file: ${JSON.stringify(place.urlFile)}`
  return `{${where}${webhookCase.options === undefined ? '' : `, ${webhookCase.options}`}}`
}

/** Puts the sink's address and the case's path in their places. */
export function placed(text: string, webhookCase: WebhookCase, host: string): string {
  return text.replace('HOST', host).replace('PATH', `case-${caseNumber(webhookCase)}`)
}
