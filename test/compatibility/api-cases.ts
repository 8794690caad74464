// The requests whose answers record-api.ts records from a real Alertmanager and api.test.ts compares with ours.
// In paths and bodies, <now+5m> stands for a time and <uuid 1> for the first silence id that an answer of the scenario had.

export interface ApiCase {
  /** `POST /api/v2/alerts`: the method and the path as it is sent. */
  readonly request: string
  readonly headers?: Readonly<Record<string, string>>
  /** Text, or JSON of anything else. With one, and no headers given, the content type is application/json. */
  readonly body?: unknown
  /** Bytes in hexadecimal, where text could not say it. */
  readonly bytes?: string
}

/** Requests in their order on a server that nobody asked anything before. */
export interface ApiScenario {
  readonly name: string
  /** Alertmanager's flags, one for each part. */
  readonly flags?: readonly string[]
  /** The contents of --web.config.file. */
  readonly webConfig?: string
  readonly cases: readonly ApiCase[]
}

export const scenarioConfig = `route:
  receiver: default
  group_by: [alertname]
  group_wait: 1s
  group_interval: 5s
  repeat_interval: 1h
  routes:
    - receiver: db
      matchers: [team="db"]
      continue: true
    - receiver: ops
      matchers: [team=~"db|ops"]
receivers:
  - name: default
  - name: db
    labels: {owner: storage}
  - name: ops
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [cluster]
`

const unknownId = '7d8f9a5e-1111-4222-8333-944445555666'

const json = { 'content-type': 'application/json' }

function get(path: string, headers?: Readonly<Record<string, string>>): ApiCase {
  return { request: `GET ${path}`, ...(headers === undefined ? {} : { headers }) }
}

function each(methods: readonly string[], paths: readonly string[]): readonly ApiCase[] {
  return paths.flatMap((path) => methods.map((method) => ({ request: `${method} ${path}` })))
}

function alerts(body: unknown): ApiCase {
  return { request: 'POST /api/v2/alerts', body }
}

function silence(body: unknown): ApiCase {
  return { request: 'POST /api/v2/silences', body }
}

function alertsWith(parameters: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): ApiCase {
  return get(`/api/v2/alerts?${new URLSearchParams(parameters as Record<string, string>)}`)
}

function groupsWith(parameters: Readonly<Record<string, string>>): ApiCase {
  return get(`/api/v2/alerts/groups?${new URLSearchParams(parameters)}`)
}

const apiPaths = [
  '/api/v2/alerts',
  '/api/v2/alerts/groups',
  '/api/v2/silences',
  `/api/v2/silence/${unknownId}`,
  '/api/v2/receivers',
  '/api/v2/status',
]
const plainPaths = ['/', '/-/healthy', '/-/ready', '/-/reload', '/metrics', '/api/v1/alerts', '/api/v1/silence/x']
const unknownPaths = ['/foo', '/api/v2/foo', '/api/v1/foo']

const paths: ApiScenario = {
  name: 'paths and methods',
  cases: [
    ...each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'], [...apiPaths, ...unknownPaths]),
    ...each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST'], plainPaths),
    ...[
      '//foo',
      '/foo//bar',
      '/-/healthy/',
      '/-/HEALTHY',
      '/-/Healthy/?a=b',
      '/-/reload/',
      '/metrics/',
      '/api',
      '/api/',
      '/api/v1',
      '/api/v1/',
      '/api/v1/status',
      '/api/v1/receivers',
      '/api/v1/silences',
      '/api/v1/alerts/',
      '/api/v1/alerts/groups',
      '/api/v1/status/buildinfo',
      '/api/v2',
      '/api/v2?a=b',
      '/api/v2/',
      '/api/v2/alerts/',
      '/api/v2/alerts/groups/',
      '/api/v2/silences/',
      '/api/v2/receivers/',
      '/api/v2/status/',
      '/api/v2//alerts',
      '/api/v2//alerts?active=true',
      '/api/v2/./alerts',
      '/api/v2/alerts/../status',
      '/api/v2/ALERTS',
      '/api/v2/alerts/x',
      '/api/v2/swagger.json',
      '/api/v2/docs',
      '/swagger.json',
      '/api/v2/silence',
      '/api/v2/silence/',
      '/api/v2/silence/a/b',
      '/status',
      '/index.html',
      '/alertmanager/api/v2/status',
    ].map((path) => get(path)),
    ...each(['POST', 'DELETE', 'HEAD'], ['//foo', '/-/reload/', '/-/healthy/', '/api/v2', '/api/v1/alerts/']),
    ...[
      'x',
      unknownId,
      unknownId.toUpperCase(),
      unknownId.replaceAll('-', ''),
      `${unknownId}/`,
      `urn:uuid:${unknownId}`,
      `%7B${unknownId}%7D`,
      `%5B${unknownId}%5D`,
      `${unknownId}0`,
      unknownId.replace('7', 'g'),
      'a%2Fb',
      '%22%0A',
    ].map((id) => get(`/api/v2/silence/${id}`)),
    ...each(['DELETE'], ['/api/v2/silence/x', `/api/v2/silence/${unknownId.toUpperCase()}`]),
  ],
}

const oneAlert = '[{"labels":{"alertname":"Media"}}]'

const mediaTypes: ApiScenario = {
  name: 'media types',
  cases: [
    ...[
      'application/json',
      'application/json; charset=utf-8',
      'APPLICATION/JSON',
      'application/json;',
      'application/json; charset',
      'application/json; charset=',
      'application/json;charset="utf-8"',
      'application/json, text/plain',
      'text/plain',
      'text/plain; charset=utf-8',
      'application/x-www-form-urlencoded',
      'application/yaml',
      'application/octet-stream',
      'foo',
      ';',
      'application/',
      '/json',
    ].map((type) => ({ request: 'POST /api/v2/alerts', headers: { 'content-type': type }, body: oneAlert })),
    { request: 'POST /api/v2/alerts', headers: {}, body: oneAlert },
    { request: 'POST /api/v2/alerts', headers: { 'content-type': '' }, body: oneAlert },
    { request: 'POST /api/v2/silences', headers: { 'content-type': 'text/plain' }, body: '{}' },
    { request: 'POST /api/v2/alerts', headers: { ...json, accept: 'application/xml' }, body: oneAlert },
    {
      request: 'POST /api/v2/alerts',
      headers: { 'content-type': 'text/plain', accept: 'application/xml' },
      body: oneAlert,
    },
    { request: 'POST /api/v2/alerts', headers: { accept: 'application/xml' } },
    { request: 'POST /api/v2/alerts' },
    { request: 'POST /api/v2/silences' },
    { request: 'DELETE /api/v2/silence/x', headers: { accept: 'application/xml' } },
    { request: `DELETE /api/v2/silence/${unknownId}`, headers: { 'content-type': 'text/plain' }, body: 'x' },
    { request: 'GET /api/v2/receivers', headers: { 'content-type': 'text/plain' }, body: 'x' },
    { request: 'GET /api/v2/receivers', headers: json, body: 'x' },
    ...[
      '*/*',
      'application/*',
      'application/json',
      'text/html',
      'application/xml',
      'text/html, */*;q=0.1',
      'application/json;q=0',
      'application/json;q=0.0',
      'application/json, text/html',
      'text/*',
      'bogus',
      '',
    ].map((accept) => get('/api/v2/receivers', { accept })),
    get('/api/v2/foo', { accept: 'text/html' }),
    get('/api/v2/silence/x', { accept: 'text/html' }),
    get('/-/healthy', { accept: 'application/xml' }),
  ],
}

function preflight(path: string, method: string, headers?: string): ApiCase {
  return {
    request: `OPTIONS ${path}`,
    headers: {
      origin: 'http://page.example',
      'access-control-request-method': method,
      ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
    },
  }
}

const crossOrigin: ApiScenario = {
  name: 'cross-origin',
  cases: [
    get('/api/v2/receivers', { origin: 'http://page.example' }),
    get('/api/v2/receivers', { origin: 'null' }),
    get('/api/v2/foo', { origin: 'http://page.example' }),
    get('/-/healthy', { origin: 'http://page.example' }),
    { request: 'POST /api/v2/alerts', headers: { ...json, origin: 'http://page.example' }, body: '[]' },
    { request: 'DELETE /api/v2/silence/x', headers: { origin: 'http://page.example' } },
    { request: 'PUT /api/v2/silences', headers: { origin: 'http://page.example' } },
    { request: 'OPTIONS /api/v2/receivers', headers: { origin: 'http://page.example' } },
    { request: 'OPTIONS /api/v2/silences', headers: { 'access-control-request-method': 'POST' } },
    preflight('/api/v2/silences', 'POST'),
    preflight('/api/v2/silences', 'POST', 'content-type'),
    preflight('/api/v2/silences', 'POST', 'accept,content-type,x-requested-with'),
    preflight('/api/v2/silences', 'POST', 'authorization'),
    preflight('/api/v2/silences', 'GET'),
    preflight('/api/v2/silences', 'HEAD'),
    preflight('/api/v2/silences', 'PUT'),
    preflight(`/api/v2/silence/${unknownId}`, 'DELETE'),
    preflight('/api/v2/foo', 'POST', 'content-type'),
    preflight('/-/reload', 'POST'),
    preflight('/metrics', 'GET'),
  ],
}

const good = { labels: { alertname: 'Good' } }

const badAlerts: ApiScenario = {
  name: 'bad alerts',
  cases: [
    ...[
      'null',
      'null ',
      '[]',
      ' \n',
      '{}',
      '"x"',
      '1',
      'true',
      '[1]',
      '[[]]',
      '[""]',
      '[{}]',
      '[{},{}]',
      '[{"labels":null}]',
      '[{"labels":"x"}]',
      '[{"labels":[]}]',
      '[{"labels":{"a":1}}]',
      '[{"labels":{"a":true}}]',
      '[{"labels":{"a":["x"]}}]',
      '[{"labels":{"a":{}}}]',
      '[{"labels":{"a":"b"},"annotations":7}]',
      '[{"annotations":{"x":1},"labels":{"a":"b"}}]',
      '[{"labels":{"a":1},"annotations":{"x":1}}]',
      '[{"labels":{"a":"b"},"generatorURL":1}]',
      '[{"labels":{"a":"b"},"startsAt":1}]',
      '[{"labels":{"a":"b"},"startsAt":true}]',
      '[{"labels":{"a":"b"},"startsAt":{}}]',
      '[{"labels":{"a":"b"},"endsAt":[]}]',
      '[{"labels":{"a":"b"}},{"labels":{"a":1}}]',
      '[',
      ']',
      '[{"labels":{"a":"b"}',
      '[{"labels":{"a":"b"}} x',
      '[{"labels":{"a":"b"},}]',
      '[{"labels":{"a":"b"}},]',
      '[,]',
      '[{"a" 1}]',
      '[{a:1}]',
      '[{"a":}]',
      '[1 2]',
      '{"a":1 2}',
      'x',
      "'",
      'nul',
      'nulx',
      '[tru]',
      '[falsy]',
      '[01]',
      '[-01]',
      '[1.]',
      '[1.x]',
      '[1e]',
      '[1e+]',
      '[-]',
      '[.5]',
      '[+1]',
      '[NaN]',
      '["\\x"]',
      '["\\u12g4"]',
      '["\\u12"]',
      '["a\nb"]',
      '["a\u0001b"]',
      '["abc',
      '["abc\\',
      '["abc\\u1',
      '[é]',
      '["é"x]',
      '\ufeff[]',
      '[{"labels":{"a":"b"}}]trailing',
      '[{"labels":{"a":"b"}}] [',
      '[]]',
      '"x" y',
    ].map(alerts),
    ...[
      '::bad%',
      'foo',
      'foo/bar',
      '/path',
      '*',
      'http://',
      'http:',
      'mailto:x@y',
      'http://host/%zz',
      'http://ho st/',
      'http://host/a b',
      'http://host:port/',
      'http://host:9090/graph?g0.expr=up%20%3D%3D 0&g0.tab=1',
      'http://[::1]:9090/x#y',
      'http://[::1/x',
      'http://user:pass@host/',
      'http://us er@host/',
      'javascript:alert(1)',
      '1http://x',
      'http://h%41/',
      'http://h%e4/',
      'http://ü/',
      'http://h^/',
      ':',
      '?x',
      '//host/x',
      'http://x/\u007f',
    ].map((generatorURL) => alerts([{ ...good, generatorURL }])),
    alerts([{ generatorURL: 'foo' }]),
    alerts([{}, { ...good, generatorURL: 'foo' }]),
    ...[
      'x',
      '2026',
      '2026-1-1',
      '2026-13-01',
      '2026-00-01',
      '2026-02-30',
      '2026-01-01 00:00:00',
      '2026-01-01T00:00:00',
      '2026-01-01t00:00:00z',
      '2026-01-01T25:00:00Z',
      '2026-01-01T00:00:00+0200',
      '2026-01-01T00:00:00.Z',
      '20260101',
      '2026/01/01',
      '2026-01-',
      '2026-01-0',
      ' 2026-01-01',
      'now"',
    ].map((startsAt) => alerts([{ ...good, startsAt, endsAt: '2036-01-01T00:00:00Z' }])),
    alerts([{ ...good, endsAt: 'x', startsAt: 'y' }]),
    alerts([{ ...good, startsAt: '2026-01-01T00:00:01Z', endsAt: '2026-01-01T00:00:00Z' }]),
    alerts([{ ...good, startsAt: '<now+10m>' }]),
    alerts([{ labels: {} }]),
    alerts([{ labels: { '': 'x' } }]),
    alerts([{ labels: { '': '' } }]),
    alerts([{ labels: { a: '' } }]),
    alerts([{ labels: { a: null } }]),
    alerts([{ labels: { a: 'b' }, annotations: { '': 'x' } }]),
    alerts([
      { labels: {} },
      { labels: { alertname: 'Kept', n: '1' } },
      { labels: { '': 'x' } },
      { labels: { alertname: 'Kept', n: '2' }, startsAt: '<now+10m>' },
    ]),
    alertsWith({ filter: 'alertname="Kept"' }),
    alerts('[{"labels":{"alertname":"Depth"},"deep":'.concat('['.repeat(200), ']'.repeat(200), '}]')),
    {
      request: 'POST /api/v2/alerts',
      bytes: Buffer.from('[{"labels":{"alertname":"é').toString('hex').concat('ff22', '7d7d5d'),
    },
    {
      request: 'POST /api/v2/alerts',
      bytes: Buffer.from('[{"labels":{"alertname":"cut ').toString('hex').concat('e28222', '7d7d5d'),
    },
    {
      request: 'POST /api/v2/alerts',
      bytes: Buffer.from('[{"labels":{"alertname":"long ').toString('hex').concat('f09f9822', '7d7d5d'),
    },
    {
      request: 'POST /api/v2/alerts',
      bytes: Buffer.from('[{"labels":{"alertname":"bad').toString('hex').concat('ff', '5d'),
    },
    { request: 'POST /api/v2/alerts', bytes: 'ff' },
    alerts('[{"labels":{"alertname":"half \\ud83d","other":"\\ude00 half","whole":"\\ud83d\\ude00"}}]'),
    alertsWith({ filter: 'alertname=~".*\ufffd.*"' }),
  ],
}

function timed(name: string, times: Readonly<Record<string, string | null>>): readonly ApiCase[] {
  return [alerts([{ labels: { alertname: name }, ...times }]), alertsWith({ filter: `alertname="${name}"` })]
}

const alertTimes: ApiScenario = {
  name: 'times of alerts',
  cases: [
    ...timed('None', {}),
    ...timed('Null', { startsAt: null, endsAt: null }),
    ...timed('Zero', { startsAt: '0001-01-01T00:00:00Z', endsAt: '0001-01-01T00:00:00.000Z' }),
    ...timed('Empty', { startsAt: '' }),
    ...timed('EmptyEnd', { endsAt: '' }),
    ...timed('OnlyEnd', { endsAt: '<now+10m>' }),
    ...timed('OnlyStart', { startsAt: '<now-10m>' }),
    ...timed('Same', { startsAt: '<now+10m>', endsAt: '<now+10m>' }),
    ...timed('Ended', { startsAt: '<now-20m>', endsAt: '<now-10m>' }),
    ...timed('Offset', { startsAt: '2026-01-01T02:00:00+02:00', endsAt: '2036-01-01T02:00:00.5-03:30' }),
    ...timed('ZeroOffset', { startsAt: '2026-01-01T02:00:00+00:00', endsAt: '2036-01-01T02:00:00-00:00' }),
    ...timed('Nanos', { startsAt: '2026-01-01T00:00:00.123456789Z', endsAt: '2036-01-01T00:00:00.9999Z' }),
    ...timed('NoZone', { startsAt: '2026-01-01T00:00:00', endsAt: '2036-01-01T00:00:00' }),
    ...timed('DateOnly', { startsAt: '2026-01-01', endsAt: '2036-01-01' }),
    ...timed('NoSeconds', { startsAt: '2026-01-01T00:00', endsAt: '2036-01-01T00:00Z' }),
    ...timed('Far', { startsAt: '1900-01-01T00:00:00Z', endsAt: '9999-12-31T23:59:59Z' }),
    // One telling after another: the earliest start stays, and so does a later end that a client set.
    ...timed('Merged', { startsAt: '<now-10m>', endsAt: '<now+30m>' }),
    ...timed('Merged', { startsAt: '<now-5m>' }),
    ...timed('Merged', { startsAt: '<now-20m>', endsAt: '<now+15m>' }),
    ...timed('Merged', { endsAt: '<now-1m>' }),
    ...timed('TimedOut', { startsAt: '<now-10m>' }),
    ...timed('TimedOut', { startsAt: '<now-5m>', endsAt: '<now+2m>' }),
  ],
}

const shapes: ApiScenario = {
  name: 'shapes of alerts',
  cases: [
    alerts(
      '[{"Labels":{"alertname":"Case"},"ANNOTATIONS":{"A":"B"},"startsat":"2026-01-01T00:00:00Z","GeneratorUrl":"http://x/y"}]',
    ),
    alertsWith({ filter: 'alertname="Case"' }),
    alerts('[{"labels":{"alertname":"Unknown"},"status":"firing","extra":{"deep":[1,2,{"x":null}]}}]'),
    alertsWith({ filter: 'alertname="Unknown"' }),
    alerts(
      '[{"labels":{"alertname":"Proto","__proto__":"p","constructor":"c","toString":"t"},"annotations":{"__proto__":"q"}}]',
    ),
    alertsWith({ filter: '__proto__="p"' }),
    alerts('[{"labels":{"alertname":"Nulls","a":null,"b":""},"annotations":{"n":null,"e":""}}]'),
    alertsWith({ filter: 'alertname="Nulls"' }),
    alerts('[{"labels":{"alertname":"NoAnnotations"},"annotations":null,"generatorURL":""}]'),
    alertsWith({ filter: 'alertname="NoAnnotations"' }),
    alerts([
      {
        labels: {
          alertname: 'Escapes',
          html: '<a href="x">&amp;</a>',
          control: '\u0001\b\f\n\r\t\u007f',
          line: '\u2028\u2029',
          emoji: '😀',
        },
      },
    ]),
    alertsWith({ filter: 'alertname="Escapes"' }),
    alerts([
      { labels: { alertname: 'Names', 'with space': '1', ünï: '2', 'a.b': '3', '😀': '4', '{': '5', '1': '6' } },
    ]),
    alertsWith({ filter: 'alertname="Names"' }),
    alerts('[{"labels":{"alertname":"Twice","a":"1","a":"2"}}]'),
    alertsWith({ filter: 'alertname="Twice"' }),
    alerts(
      '[{"labels":{"alertname":"Same"},"annotations":{"n":"1"}},{"labels":{"alertname":"Same"},"annotations":{"n":"2"}}]',
    ),
    alertsWith({ filter: 'alertname="Same"' }),
    alerts('[{"labels":{"alertname":"Same"}}]'),
    alertsWith({ filter: 'alertname="Same"' }),
    get('/api/v2/alerts/groups'),
  ],
}

const queryAlerts = [
  {
    labels: { alertname: 'DiskFull', team: 'db', severity: 'critical', cluster: 'a' },
    annotations: { summary: 'Disk' },
  },
  { labels: { alertname: 'DiskSlow', team: 'db', severity: 'warning', cluster: 'a' } },
  { labels: { alertname: 'DiskSlow', team: 'db', severity: 'warning', cluster: 'b' } },
  {
    labels: { alertname: 'NodeDown', team: 'ops', job: 'node', instance: 'n1' },
    generatorURL: 'http://prometheus/graph',
  },
  { labels: { alertname: 'NodeDown', team: 'ops', job: 'node', instance: 'n10' } },
  { labels: { alertname: 'NodeDown', team: 'ops', job: 'node', instance: 'n2' } },
  { labels: { alertname: 'NodeDown', job: 'api' } },
  { labels: { alertname: 'NodeDown', instance: 'n3', 'dotted.name': 'x y' } },
  { labels: { alertname: 'Multi', text: 'line one\nline two' } },
  { labels: { alertname: 'Gone' }, endsAt: '2026-01-01T00:00:00Z' },
].map((alert) => ({ startsAt: '2026-01-02T03:04:05Z', endsAt: '2036-01-02T03:04:05Z', ...alert }))

const querySilences = [
  { matchers: [{ name: 'instance', value: 'n1', isRegex: false }] },
  {
    matchers: [
      { name: 'instance', value: 'n1.*', isRegex: true, isEqual: true },
      { name: 'team', value: 'db', isRegex: false, isEqual: false },
    ],
  },
].map((body) => ({
  ...body,
  startsAt: '2026-01-02T03:04:05Z',
  endsAt: '2036-01-02T03:04:05Z',
  createdBy: 'me',
  comment: 'c',
}))

const filters = [
  'alertname="NodeDown"',
  'alertname=NodeDown',
  'alertname!="NodeDown"',
  'alertname=~"Node.*|Multi"',
  'alertname=~"Node"',
  'alertname!~"Node.*"',
  'team=""',
  'team!=""',
  'team=~""',
  'team!~""',
  'team=~".+"',
  'team=~".*"',
  'text=~".*"',
  'text=~"(?s).*"',
  'instance=~"n1|n2"',
  '"dotted.name"="x y"',
  'dotted.name="x y"',
  'severity = "warning"',
  ' alertname = NodeDown ',
  'alertname=="NodeDown"',
  'nothing="x"',
  '',
  'a',
  '=',
  'a=',
  'a="b',
  'a=b"',
  'a="b"c',
  'a=~"("',
  'a=~"["',
  'a=~"*"',
  'a=~"(?=x)"',
  'a=~"\\"',
  '{a="b"}',
  '{a="b"',
  'a="b",c="d"',
  'a="b",',
  'a=b,c=d',
  '"a"="b"',
  '""="b"',
  'a~"b"',
  'a<"b"',
  '😀="x"',
  'a="\\x41"',
]

const alertQueries: ApiScenario = {
  name: 'queries for alerts',
  cases: [
    alerts(queryAlerts),
    ...querySilences.map(silence),
    get('/api/v2/alerts'),
    get('/api/v2/alerts/groups'),
    ...filters.map((filter) => alertsWith({ filter })),
    alertsWith([
      ['filter', 'alertname="NodeDown"'],
      ['filter', 'team="ops"'],
    ]),
    alertsWith([
      ['filter', 'alertname="NodeDown"'],
      ['filter', 'a'],
    ]),
    ...[
      { active: 'false' },
      { active: 'FALSE' },
      { active: 'maybe' },
      { active: '' },
      { active: '0' },
      { active: 'Yes' },
      { silenced: 'false' },
      { inhibited: 'false' },
      { unprocessed: 'false' },
      { muted: 'false' },
      { silenced: 'false', inhibited: 'false' },
      { active: 'false', silenced: 'false', inhibited: 'false' },
      { active: 'false', silenced: 'false' },
      { receiver: 'db' },
      { receiver: 'd' },
      { receiver: 'db|ops' },
      { receiver: 'd.*' },
      { receiver: '' },
      { receiver: '(' },
      { receiver: '[' },
      { receiver: 'db)|(ops' },
      { receiver: 'nobody' },
      { receiver_matchers: 'owner="storage"' },
      { receiver_matchers: 'owner=""' },
      { receiver_matchers: 'name=~"d.*"' },
      { receiver_matchers: 'name="ops"', receiver: 'db' },
      { receiver_matchers: 'x' },
      { unknown: 'x' },
    ].flatMap((parameters) => [alertsWith(parameters), groupsWith(parameters)]),
    ...['alertname="NodeDown"', 'team=""', 'a', 'a=~"("', 'severity=~"warning|critical"'].map((filter) =>
      groupsWith({ filter }),
    ),
    get('/api/v2/alerts?active=false&active=true'),
    get('/api/v2/alerts?active=true&active=false'),
    get('/api/v2/alerts?active'),
    get('/api/v2/alerts?filter=%zz'),
    get('/api/v2/alerts?filter=alertname=Multi;x'),
    get('/api/v2/alerts?filter=alertname%3DMulti&&'),
    get('/api/v2/alerts?Filter=a'),
    get('/api/v2/alerts?filter=alertname%3D%22%ff%22'),
    get('/api/v2/alerts?receiver=db&receiver=ops'),
    get('/api/v2/alerts?'),
    ...['name="db"', 'owner=~".+"', 'owner!=""', 'name!="db"', 'x', 'name=~"("'].map((matcher) =>
      get(`/api/v2/receivers?${new URLSearchParams({ receiver_matchers: matcher })}`),
    ),
    get('/api/v2/receivers?receiver_matchers=name%3D%22db%22&receiver_matchers=owner%3D%22x%22'),
    get('/api/v2/receivers?receiver=db'),
  ],
}

const whole = {
  matchers: [{ name: 'a', value: 'b', isRegex: false }],
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: '2036-01-01T00:00:00Z',
  createdBy: 'me',
  comment: 'c',
}

function matchers(...list: readonly unknown[]): unknown {
  return { ...whole, matchers: list }
}

function matcher(name: string, value: string, isRegex = false, isEqual = true): unknown {
  return { name, value, isRegex, isEqual }
}

function without(field: keyof typeof whole): unknown {
  const { [field]: _, ...rest } = whole
  return rest
}

const badSilences: ApiScenario = {
  name: 'bad silences',
  cases: [
    ...['null', '{}', '[]', '1', '"x"', 'true', '{', '{"comment":"c"', '', ' '].map(silence),
    ...(['matchers', 'startsAt', 'endsAt', 'createdBy', 'comment'] as const).map((field) => silence(without(field))),
    ...(['matchers', 'startsAt', 'endsAt', 'createdBy', 'comment'] as const).map((field) =>
      silence({ ...whole, [field]: null }),
    ),
    ...(['matchers', 'startsAt', 'endsAt', 'createdBy', 'comment'] as const).map((field) =>
      silence({ ...whole, [field]: 1 }),
    ),
    silence({ ...whole, id: 1 }),
    silence({ ...whole, id: 1, comment: 2 }),
    silence({ ...whole, comment: 2, createdBy: 3 }),
    silence({ createdBy: 3, comment: 2 }),
    silence({ ...whole, annotations: 1 }),
    silence({ ...whole, annotations: { a: 1 } }),
    silence({ ...whole, annotations: ['a'] }),
    silence({ ...whole, startsAt: 'x' }),
    silence({ ...whole, endsAt: '2026-02-30' }),
    silence({ ...whole, startsAt: '2036-01-01T00:00:00Z' }),
    silence({ ...whole, startsAt: '2037-01-01T00:00:00Z' }),
    silence({ ...whole, endsAt: '2026-01-02T00:00:00Z' }),
    silence({ ...whole, startsAt: '2026-01-03T00:00:00Z', endsAt: '2026-01-02T00:00:00Z' }),
    silence({ ...whole, endsAt: '0001-01-01T00:00:00Z' }),
    silence({ ...whole, endsAt: '' }),
    silence(matchers()),
    silence(matchers({})),
    silence(matchers({ name: 'a' })),
    silence(matchers({ name: 'a', value: 'b' })),
    silence(matchers({ name: 'a', isRegex: false })),
    silence(matchers({ value: 'a', isRegex: false })),
    silence(matchers(matcher('a', 'b'), {})),
    silence(matchers({ name: 'a', value: null, isRegex: false })),
    silence(matchers(1)),
    silence(matchers('a="b"')),
    silence(matchers([])),
    silence({ ...whole, matchers: {} }),
    silence({ ...whole, matchers: 'x' }),
    silence(matchers({ name: 1, value: 'b', isRegex: false })),
    silence(matchers({ name: 'a', value: 2, isRegex: false })),
    silence(matchers({ name: 'a', value: 'b', isRegex: 'x' })),
    silence(matchers({ name: 'a', value: 'b', isRegex: false, isEqual: 1 })),
    silence(matchers(matcher('a', 'b'), matcher('a', '(', true))),
    silence(matchers(matcher('a', '(', true), matcher('', 'x'))),
    silence(matchers(matcher('a', '[', true))),
    silence(matchers(matcher('a', 'a)|(b', true))),
    silence(matchers(matcher('a', '(?=x)', true))),
    silence(matchers(matcher('', 'x'))),
    silence(matchers(matcher('a', ''))),
    silence(matchers(matcher('a', '.*', true))),
    silence(matchers(matcher('a', 'x|', true))),
    silence(matchers(matcher('a', ''), matcher('b', '.*', true))),
    silence({ ...(matchers(matcher('', 'x')) as object), endsAt: '2026-01-02T00:00:00Z' }),
    silence({ ...(matchers(matcher('', 'x')) as object), id: unknownId }),
    silence({ ...whole, id: unknownId }),
    silence({ ...whole, id: 'x' }),
    silence({ ...whole, id: unknownId.toUpperCase() }),
    get('/api/v2/silences'),
  ],
}

const silenceLife: ApiScenario = {
  name: 'life of silences',
  cases: [
    silence(whole),
    get('/api/v2/silence/<uuid 1>'),
    silence({
      ...whole,
      id: '<uuid 1>',
      startsAt: '<now>',
      comment: 'changed',
      createdBy: '',
      annotations: { a: 'b', empty: '' },
    }),
    get('/api/v2/silences'),
    silence({ ...whole, matchers: [matcher('a', 'c')], id: '<uuid 1>' }),
    get('/api/v2/silences'),
    { request: 'DELETE /api/v2/silence/<uuid 1>' },
    { request: 'DELETE /api/v2/silence/<uuid 2>' },
    { request: 'DELETE /api/v2/silence/<uuid 2>/' },
    get('/api/v2/silence/<uuid 2>'),
    silence({ ...whole, startsAt: '<now+30m>', endsAt: '<now+40m>' }),
    silence({ ...whole, id: '<uuid 3>', startsAt: '<now+35m>', endsAt: '<now+50m>' }),
    get('/api/v2/silence/<uuid 3>'),
    { request: 'DELETE /api/v2/silence/<uuid 3>' },
    get('/api/v2/silence/<uuid 3>'),
    silence(
      '{"Matchers":[{"Name":"a","VALUE":"q","isregex":false}],"STARTSAT":"2026-01-01T00:00:00Z","endsat":"2036-01-01T00:00:00Z","createdby":"","Comment":"","Id":""}',
    ),
    silence(
      '{"matchers":[{"name":"a","value":"r","isRegex":true,"isEqual":null}],"startsAt":"2026-01-01T00:00:00Z","endsAt":"2036-01-01T02:00:00+02:00","createdBy":"","comment":"","id":null,"annotations":null} trailing',
    ),
    silence({ ...whole, startsAt: '', comment: '<&>\u2028' }),
    silence({ ...whole, startsAt: '0001-01-01T00:00:00Z', annotations: {} }),
    silence(matchers(matcher('a', 'b', false, false))),
    silence(matchers(matcher('a', '.*', true, false))),
    silence(
      matchers(
        matcher('z', '1'),
        matcher('b', '2.*', true),
        matcher('ü.', '3', false, false),
        matcher('a', '<&>', true, false),
      ),
    ),
    get('/api/v2/silences'),
  ],
}

const silenceQueries: ApiScenario = {
  name: 'queries for silences',
  cases: [
    silence({ ...(matchers(matcher('order', '3')) as object), endsAt: '2038-01-01T00:00:00Z' }),
    silence({ ...(matchers(matcher('order', '1')) as object), endsAt: '2036-01-01T00:00:00Z' }),
    silence({ ...(matchers(matcher('order', '2.*', true)) as object), endsAt: '2037-01-01T00:00:00Z' }),
    silence({
      ...(matchers(matcher('order', '5')) as object),
      startsAt: '2035-02-01T00:00:00Z',
      endsAt: '2036-01-01T00:00:00Z',
    }),
    silence({
      ...(matchers(matcher('order', '4'), matcher('x', 'y', false, false)) as object),
      startsAt: '2035-01-01T00:00:00Z',
      endsAt: '2037-01-01T00:00:00Z',
    }),
    silence(matchers(matcher('order', '6'))),
    { request: 'DELETE /api/v2/silence/<uuid 6>' },
    get('/api/v2/silences'),
    ...[
      'order="1"',
      'order=1',
      'order=~"1"',
      'order=~"2.*"',
      'order="2.*"',
      'x!="y"',
      'x!~"y"',
      'order=""',
      'x',
      'x=~"("',
      '{x="y"}',
      '',
    ].map((filter) => get(`/api/v2/silences?${new URLSearchParams({ filter })}`)),
    get('/api/v2/silences?filter=order%3D%224%22&filter=x!%3D%22y%22'),
    get('/api/v2/silences?filter=order%3D%224%22&filter=order%3D%221%22'),
    get('/api/v2/silences?unknown=1'),
  ],
}

const prefixed: ApiScenario = {
  name: 'route prefix',
  flags: ['--web.route-prefix=am/x/'],
  cases: [
    ...each(
      ['GET', 'POST', 'OPTIONS', 'HEAD'],
      [
        '/',
        '/am/x',
        '/am/x/',
        '/am/x/-/healthy',
        '/am/x/-/reload',
        '/am/x/api/v2/receivers',
        '/am/x/api/v2',
        '/am/x/api/v2/foo',
        '/am/x/api/v1/alerts',
      ],
    ),
    ...[
      '/am',
      '/am/',
      '/am/x?q=1',
      '/am/x/foo',
      '/am/x/-/healthy/',
      '/-/healthy',
      '/api/v2/receivers',
      '/api/v2/',
      '/metrics',
      '//am/x/',
      '/am/x//api/v2/receivers',
      '/am/x/api/v2/alerts/',
      '/am/x/api/v2/alerts/x',
      '/am/xx',
      '/AM/X/',
      '/am/x/metrics',
      '/am/x/api/v1/status',
    ].map((path) => get(path)),
  ],
}

/** The password is "secret", at the lowest cost that bcrypt has. */
const passwordHash = '$2b$04$Bjp5Ym1fTV9R/NJvrfg/XOZ2.zJNHtg30gH77X6AHfgd4hVlzuUnW'

function basic(credentials: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}

const guarded: ApiScenario = {
  name: 'basic auth',
  webConfig: `basic_auth_users:
  alice: ${passwordHash}
http_server_config:
  headers:
    X-Frame-Options: deny
    Strict-Transport-Security: max-age=1
`,
  cases: [
    ...['/', '/-/healthy', '/metrics', '/api/v2/receivers', '/foo', '//foo'].map((path) => get(path)),
    get('/-/healthy', basic('alice:secret')),
    get('/api/v2/receivers', basic('alice:secret')),
    get('/api/v2/receivers', basic('alice:wrong')),
    get('/api/v2/receivers', basic('bob:secret')),
    get('/api/v2/receivers', basic('alice')),
    get('/api/v2/receivers', basic(':')),
    get('/api/v2/receivers', { authorization: 'Basic !' }),
    get('/api/v2/receivers', { authorization: 'Bearer x' }),
    get('/api/v2/receivers', { authorization: basic('alice:secret').authorization?.replace('Basic', 'bAsIc') ?? '' }),
    { request: 'POST /-/reload' },
    {
      request: 'OPTIONS /api/v2/silences',
      headers: { origin: 'http://page.example', 'access-control-request-method': 'POST' },
    },
  ],
}

const classic: ApiScenario = {
  name: 'classic mode',
  flags: ['--enable-feature=classic-mode'],
  cases: [
    alerts([{ labels: { alertname: 'Dotted', 'a.b': 'x' } }]),
    alerts([{ labels: { alertname: 'Plain' }, annotations: { 'a-b': 'x' } }]),
    alerts([
      { labels: { alertname: 'Plain', _a1: 'x' }, endsAt: '2036-01-01T00:00:00Z', startsAt: '2026-01-01T00:00:00Z' },
    ]),
    alertsWith({ filter: 'alertname=Plain' }),
    alertsWith({ filter: '{alertname=Plain}' }),
    alertsWith({ filter: '"alertname"=Plain' }),
    silence(matchers(matcher('a.b', 'x'))),
  ],
}

const strict: ApiScenario = {
  name: 'UTF-8 mode',
  flags: ['--enable-feature=utf8-strict-mode'],
  cases: [
    alerts([
      {
        labels: { alertname: 'Dotted', 'a.b': 'x y' },
        endsAt: '2036-01-01T00:00:00Z',
        startsAt: '2026-01-01T00:00:00Z',
      },
    ]),
    ...[
      '"a.b"="x y"',
      'a.b="x y"',
      'a.b=x y',
      'alertname=~Dott.*',
      'alertname=',
      'x',
      '{a="b"}',
      'a="b",c="d"',
      'a="\\x41"',
    ].map((filter) => alertsWith({ filter })),
    silence(matchers(matcher('a.b', 'x'))),
  ],
}

export const scenarios: readonly ApiScenario[] = [
  paths,
  mediaTypes,
  crossOrigin,
  badAlerts,
  alertTimes,
  shapes,
  alertQueries,
  badSilences,
  silenceLife,
  silenceQueries,
  prefixed,
  guarded,
  classic,
  strict,
]
