import { describe, expect, test } from 'vitest'
import { ConfigError } from '../schema/config-error.ts'
import type { Field, Shape } from '../schema/field.ts'
import { Secret } from '../schema/secret.ts'
import { type Config, parseConfig } from './config.ts'
import { configFile } from './config-schema.ts'

function parse(text: string, file = '/etc/am/alertmanager.yml'): Config {
  return parseConfig(text, { file, mode: 'fallback' })
}

function refusal(text: string): ConfigError {
  try {
    parse(text, 'am.yml')
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('it was accepted')
}

const base = 'route: {receiver: team}\nreceivers: [{name: team}]\n'

describe('a configuration', () => {
  const config = parse(`
global: {resolve_timeout: 2m, http_config: {proxy_url: "http://proxy.example"}}
templates: ['*.tmpl', /etc/x.tmpl]
route:
  receiver: team
  routes: [{matchers: [a=b], receiver: pager, mute_time_intervals: [nights]}]
receivers:
- name: team
  labels: {owner: db}
  webhook_configs: [{url: "http://x.example"}, {url_file: url, send_resolved: false, http_config: {tls_config: {ca_file: ca.pem}}}]
- name: pager
inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]
time_intervals: [{name: nights, time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}]}]}]
mute_time_intervals: [{name: days}]
`)

  test('is what the file says', () => {
    expect(config.global.resolveTimeout).toBe(120_000)
    expect(config.route.receiver).toBe('team')
    expect(config.route.routes[0]).toMatchObject({
      receiver: 'pager',
      muteTimeIntervals: ['nights'],
      groupWait: 30_000,
    })
    expect(config.inhibitRules).toHaveLength(1)
    expect([...config.timeIntervals].map(([name, intervals]) => [name, intervals.length])).toEqual([
      ['days', 0],
      ['nights', 1],
    ])
  })

  test('has receivers that are ready to be built', () => {
    const [team, pager] = config.receivers
    expect(team?.labels.toJSON()).toEqual({ name: 'team', owner: 'db' })
    expect(team?.integrations.map(({ name, index, sendResolved }) => ({ name, index, sendResolved }))).toEqual([
      { name: 'webhook', index: 0, sendResolved: true },
      { name: 'webhook', index: 1, sendResolved: false },
    ])
    expect(pager).toMatchObject({ name: 'pager', integrations: [] })
  })

  test('takes relative paths from the folder of the file, where Alertmanager does', () => {
    expect(config.templates).toEqual(['/etc/am/*.tmpl', '/etc/x.tmpl'])
    expect(config.receivers[0]?.integrations[1]?.config).toMatchObject({
      urlFile: 'url',
      httpConfig: { tlsConfig: { caFile: '/etc/am/ca.pem' } },
    })
  })

  test('gives the global http_config to who has none, whole', () => {
    const [first, second] = config.receivers[0]?.integrations ?? []
    expect(first?.config).toMatchObject({ httpConfig: { followRedirects: true } })
    expect(first?.config).toHaveProperty('httpConfig.proxyUrl', expect.any(Secret))
    expect(second?.config).toHaveProperty('httpConfig.proxyUrl', undefined)
  })

  test('is frozen', () => {
    expect(Object.isFrozen(config)).toBe(true)
  })
})

test.each([
  ['', []],
  ['tracing: {endpoint: x}\n', ['am.yml:3:1: tracing is not there yet: nothing is traced']],
  [
    'event_recorder: {stdout_outputs: [{}]}\n',
    ['am.yml:3:1: the event recorder is not there yet: nothing is recorded'],
  ],
  ['event_recorder: {}\n', []],
  ['mute_time_intervals: []\n', ['am.yml:3:1: mute_time_intervals is deprecated: use time_intervals']],
  ['inhibit_rules: [{source_match: {a: b}}]\n', ['am.yml:3:18: source_match is deprecated: use source_matchers']],
  [
    'inhibit_rules: [{source_matchers: [a==b]}]\n',
    [expect.stringMatching(/^am\.yml:3:36: the matcher a==b will not be understood/)],
  ],
])('warnings about %j', (part, warnings) => {
  expect(parseConfig(base + part, { file: 'am.yml', mode: 'fallback' }).warnings).toEqual(warnings)
})

test('prints what came with 0.34 where its structs have it', () => {
  const { original } = parse(
    `${base.replace('team}', 'team, labels: {b: x, a: 1}, repeat_interval: 1h}')}event_recorder: {stdout_outputs: [{}], webhook_outputs: [{url: "http://x.example", batch: true, batch_max_events: 5}]}\n`,
  )
  expect(original()).toContain(
    'route:\n  receiver: team\n  continue: false\n  repeat_interval: 1h\n  labels:\n    a: "1"\n    b: x\n',
  )
  expect(original()).toContain(
    'event_recorder:\n  webhook_outputs:\n  - url: <secret>\n    batch: true\n    batch_max_events: 5\n  stdout_outputs:\n  - {}\n',
  )
})

describe('a refusal', () => {
  test('has everything that is wrong, in the order of the file', () => {
    const { problems } = refusal(`global: {resolve_timeot: 5m}
route:
  receiver: nobody
  group_by: [a, a]
  matchers: [a=b]
  routes:
  - reciever: team
    group_wait: 5
  - mute_time_intervals: [nights, days]
receivers:
- name: team
  chat_configs: [{channel: x}]
- name: team
  webhook_configs: [{}, ~]
time_intervals: [{name: nights}]
`)
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '1:10 unknown key "resolve_timeot" in global',
      '3:13 there is no receiver "nobody"',
      '4:13 "a" is in group_by twice',
      '5:3 the root route cannot have matchers: it takes every alert',
      '7:5 unknown key "reciever" in a route',
      '8:17 not a valid duration string: "5"',
      '9:35 there is no time interval "days"',
      '12:3 unknown key "chat_configs" in a receiver',
      '13:9 there are two receivers named "team"',
      '14:20 there is an empty entry in webhook_configs',
      '14:21 this webhook has no url',
    ])
    expect(problems.every(({ hint }) => hint.length > 0)).toBe(true)
  })

  test('points at the word that is meant', () => {
    expect(String(refusal('route:\n  receiver: nobody\nreceivers: [{name: team}]\n'))).toBe(
      [
        'am.yml:2:13: there is no receiver "nobody"',
        '  2 |   receiver: nobody',
        '    |             ^^^^^^',
        '    = Define it under receivers, or use one of: team.',
      ].join('\n'),
    )
  })

  test('of 1,000 problems is quick and can be read', () => {
    const routes = Array.from({ length: 1000 }, (_, i) => `  - receiver: nobody-${i}\n`).join('')
    const started = performance.now()
    const text = String(refusal(`route:\n  receiver: team\n  routes:\n${routes}receivers: [{name: team}]\n`))
    expect(performance.now() - started).toBeLessThan(12_000)
    expect(text.split('\n').length).toBeLessThan(300)
    expect(text).toContain('… and 950 more problems (1000 in all)')
  })

  test.each([
    [
      'a syntax error',
      'receivers:\n- name: team\n  webhook_configs:\n  - url: "https://hooks.example/hunter2\n    x: y\n',
    ],
    ['a bad URL', `${base.replace('{name: team}', '{name: team, webhook_configs: [{url: "hunter2"}]}')}`],
    [
      'an unknown key beside it',
      `${base.replace('{name: team}', '{name: team, webhook_configs: [{url: "http://x.example/hunter2", nope: 1}]}')}`,
    ],
    ['a URL with a bad port', `global: {slack_api_url: "https://u:hunter2@x.example:port"}\n${base}`],
    ['a proxy', `global: {http_config: {proxy_url: "http://u:hunter2@x.example:port"}}\n${base}`],
    ['two passwords', `global: {smtp_auth_password: hunter2, smtp_auth_password_file: x}\n${base}`],
    ['a list as a password', `global: {smtp_auth_password: [hunter2]}\n${base}`],
    [
      'a section that is refused',
      `${base.replace('{name: team}', '{name: team, chat_configs: [{api_url: "https://x.example/hunter2"}]}')}`,
    ],
    ['a header', `global: {http_config: {http_headers: {Host: {secrets: [hunter2]}}}}\n${base}`],
  ])('never shows a secret: %s', (_, text) => {
    expect(String(refusal(text))).not.toContain('hunter2')
  })
})

describe('aliases', () => {
  test('that contain themselves', () => {
    expect(refusal('route: &r {receiver: team, routes: [*r]}\nreceivers: [{name: team}]\n').problems).toMatchObject([
      { line: 1, column: 37, message: 'the anchor "r" contains itself' },
    ])
  })

  test('that expand without end', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `      p${i}: &p${i} [${i === 0 ? 'x' : Array.from({ length: 10 }, () => `*p${i - 1}`).join(', ')}]\n`,
    ).join('')
    const started = performance.now()
    const { problems } = refusal(
      `route: {receiver: team}\nreceivers:\n- name: team\n  webhook_configs:\n  - url: http://x.example\n    payload:\n${levels}`,
    )
    expect(problems.at(-1)?.message).toBe('the aliases of this file expand to too much')
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

test('every key of the file is documented', () => {
  const seen = new Set<Shape>()
  const undocumented: string[] = []
  const visit = ({ shape }: Field<unknown>, path: string): void => {
    if (seen.has(shape)) return
    seen.add(shape)
    if (shape.type === 'list') visit(shape.item, `${path}[]`)
    if (shape.type === 'map') visit(shape.value, `${path}.*`)
    if (shape.type === 'optional') visit(shape.field, path)
    if (shape.type === 'lazy') visit(shape.field(), path)
    if (shape.type !== 'object') return
    for (const [key, { field, documentation }] of Object.entries(shape.members)) {
      if (!documentation.endsWith('.')) undocumented.push(`${path}.${key}`)
      visit(field, `${path}.${key}`)
    }
  }
  visit(configFile, '')
  expect(undocumented).toEqual([])
  expect(seen.size).toBeGreaterThan(30)
})
