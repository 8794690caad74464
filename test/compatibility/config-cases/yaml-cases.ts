// How the file is read as YAML 1.1, whatever its keys mean.

import { beside, casesIn, inWebhook, printed, type Row, refused, whole } from './config-case.ts'

const base = 'route: {receiver: team}\nreceivers: [{name: team}]\n'

const documents: readonly Row[] = [
  ['nothing', ''],
  ['blanks only', '   \n\n'],
  ['a comment only', '# nothing here\n'],
  ['null', 'null\n'],
  ['an empty mapping', '{}\n'],
  ['a list', '- route\n'],
  ['a text', 'route\n'],
  ['the least', base, printed],
  ['two documents', `${base}---\nroute: nonsense\n`],
  ['a broken second document', `${base}---\n{{{{\n`],
  ['a document start', `---\n${base}`],
  ['a document end', `${base}...\n`],
  ['an empty first document', `---\n---\n${base}`],
  ['a byte order mark', `\ufeff${base}`],
  ['windows line ends', base.replaceAll('\n', '\r\n'), printed],
  ['no line end', base.trimEnd()],
  ['JSON', '{"route": {"receiver": "team"}, "receivers": [{"name": "team"}]}'],
  ['%YAML 1.1', `%YAML 1.1\n---\n${base}`],
  ['%YAML 1.2', `%YAML 1.2\n---\n${base}`],
  ['a control character', `route: {receiver: "te\u0001am"}\nreceivers: [{name: team}]\n`],
  ['a tab as indentation', 'route:\n\treceiver: team\nreceivers: [{name: team}]\n'],
  ['a tab after a value', 'route: {receiver: team}\t\nreceivers: [{name: team}]\n'],
  ['a mapping in a value', 'route: receiver: team\nreceivers: [{name: team}]\n'],
  ['an unclosed quote', 'route: {receiver: "team}\nreceivers: [{name: team}]\n'],
  ['an unclosed bracket', 'route: {receiver: team}\nreceivers: [{name: team}\n'],
  ['wrong indentation', 'route:\n  receiver: team\n group_wait: 5s\nreceivers: [{name: team}]\n'],
  ['a value that begins with @', 'route: {receiver: "team"}\nreceivers: [{name: @team}]\n'],
  ['a value that begins with a backtick', 'route: {receiver: team}\nreceivers: [{name: `team}]\n'],
  ['a value that begins with a percent sign', 'route:\n  receiver: %team\nreceivers: [{name: team}]\n'],
  ['an unknown escape', 'route: {receiver: "te\\qam"}\nreceivers: [{name: team}]\n'],
  ['an escape', 'route: {receiver: "t\\x65am"}\nreceivers: [{name: team}]\n'],
  ['a unicode escape', 'route: {receiver: "\\U0001F642"}\nreceivers: [{name: 🙂}]\n', printed],
  [
    'brackets that are not indented',
    'route: {\nreceiver: team,\nroutes: [\n{matchers: [\na=b\n]}\n]\n}\nreceivers: [\n  {name: team}\n]\n',
    printed,
  ],
  [
    'brackets as far in as their key',
    'route:\n  receiver: team\n  group_by: [\n  a,\n  b\n  ]\nreceivers: [{name: team}]\n',
    printed,
  ],
  ['quotes that are not indented', 'route:\n  receiver: "te\nam\n\nx"\nreceivers: [{name: "te am\\nx"}]\n', printed],
  ['single quotes that are not indented', "route:\n  receiver: 'te\nam'\nreceivers: [{name: 'te am'}]\n", printed],
  ['a quote that is never closed', 'route:\n  receiver: "team\nreceivers: [{name: team}]\n'],
  ['a bracket that is never closed', 'route:\n  receiver: team\n  group_by: [a,\nreceivers:\n- name: team\n'],
  ['a comment right behind a bracket', 'route: {receiver: team}#\nreceivers: [{name: team}]#x\n'],
  ['a document start inside brackets', 'route: {receiver: team,\n---\n}\nreceivers: [{name: team}]\n'],
  ['a byte order mark in the middle', 'route: {receiver: team}\n\ufeffreceivers: [{name: team}]\n'],
  ['an emoji first', '# 🙂\nroute: {receiver: team}\nreceivers: [{name: team}]\n'],
  ['a comma too many', 'route: {receiver: team,}\nreceivers: [{name: team},]\n'],
  ['a list that is not indented', 'route:\n  receiver: team\nreceivers:\n- name: team\n'],
  ['explicit keys', '? route\n: {receiver: team}\n? receivers\n: [{name: team}]\n'],
  ['a list as a key', `${base}? [a]\n: b\n`],
  ['a text over two lines', 'route:\n  receiver: te\n    am\nreceivers: [{name: te am}]\n'],
  ['a block text', 'route:\n  receiver: |-\n    team\nreceivers: [{name: team}]\n'],
  ['a folded text', 'route:\n  receiver: >-\n    te\n    am\nreceivers: [{name: te am}]\n'],
  ['a block text with its line end', 'route:\n  receiver: |\n    team\nreceivers: [{name: "team\\n"}]\n', printed],
]

const keys: readonly Row[] = [
  ['an unknown key', 'unknown: 1'],
  ['an unknown key with null', 'unknown:'],
  ['an upper case key', 'Templates: []'],
  ['a key twice', 'templates: []\ntemplates: []'],
  ['a key twice, once in quotes', 'templates: []\n"templates": []'],
  ['a null key', '~: 1'],
  ['a number as a key', '1: 1'],
  ['templates is null', 'templates:', printed],
  ['templates is a text', 'templates: x.tmpl'],
  ['templates is a mapping', 'templates: {a: b}'],
  ['a null template', 'templates: [~]', printed],
  ['a number as a template', 'templates: [1]'],
  ['a template that is not there', 'templates: [nowhere/*.tmpl, /nowhere/at/all.tmpl]', printed],
  ['inhibit_rules is null', 'inhibit_rules:', printed],
  ['inhibit_rules is a mapping', 'inhibit_rules: {}'],
  ['time_intervals is null', 'time_intervals: ~'],
  ['tracing is null', 'tracing:', printed],
  ['tracing is a list', 'tracing: []'],
  ['event_recorder is null', 'event_recorder:', printed],
]

const scalars: readonly (readonly [written: string, name: string])[] = [
  ['123', '"123"'],
  ['1.50', '"1.50"'],
  ['0x10', '"0x10"'],
  ['yes', '"yes"'],
  ['True', '"True"'],
  ['2024-01-01', '"2024-01-01"'],
  ['1:30', '"1:30"'],
  ['.inf', '".inf"'],
  ['"null"', '"null"'],
  ['!!str 5', '"5"'],
  ['!custom team', 'team'],
  ['!!binary dGVhbQ==', 'team'],
  ['<<', '"<<"'],
  ["'it''s'", '"it\'s"'],
  ['a#b', '"a#b"'],
  ['-a', '"-a"'],
  ['a: b', 'x'],
  ['[a]', 'x'],
  ['{a: b}', 'x'],
  ['!!int 5', '"5"'],
  ['!!int five', 'five'],
  ['!!binary ***', 'x'],
  ['null', '""'],
  ['~', '"~"'],
  ['Null', 'x'],
]

const booleans: readonly Row[] = [
  ...[
    'true',
    'True',
    'TRUE',
    'yes',
    'Yes',
    'YES',
    'on',
    'On',
    'ON',
    'y',
    'Y',
    'false',
    'no',
    'off',
    'n',
    'N',
    '~',
    '',
    '!!bool "true"',
  ].map(
    (text): Row => [
      `boolean ${text || 'nothing'}`,
      `send_resolved: ${text}`,
      text === '~' || text === 'on' ? printed : {},
    ],
  ),
  ...['tRUE', 'oN', '1', '0', '"true"', "'yes'", '[]', '{}', 'ja', '!!bool 1', 'yes please'].map(
    (text): Row => [`boolean ${text}`, `send_resolved: ${text}`],
  ),
]

const integers: readonly Row[] = [
  ...[
    '5',
    '+5',
    '0x10',
    '0o17',
    '017',
    '0b11',
    '1_000',
    '1e3',
    '1.9',
    '5.0',
    '.5',
    '~',
    '18446744073709551615',
    '18446744073709551616',
    '9007199254740993',
    '!!int "7"',
    '!!float 5',
  ].map(
    (text): Row => [
      `integer ${text}`,
      `max_alerts: ${text}`,
      ['0x10', '1_000', '1.9', '18446744073709551615', '017'].includes(text) ? printed : {},
    ],
  ),
  ...['-5', '"5"', 'five', 'yes', '1e30', '.inf', '.nan', '[]', '5s', '09', '1__0', '2024-01-01', '!!str 5'].map(
    (text): Row => [`integer ${text}`, `max_alerts: ${text}`],
  ),
]

const oddIntegers: readonly Row[] = [
  ['integer -1.5', 'max_alerts: -1.5', refused('Go makes 2^64-1 of it, which nobody means')],
]

const aliases: readonly Row[] = [
  [
    'an alias',
    'route: &r {receiver: team, routes: [&c {receiver: team, matchers: [a=b]}, *c]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  ['an unknown anchor', 'route: {receiver: *team}\nreceivers: [{name: team}]\n'],
  ['an anchor that comes later', 'route: {receiver: *team}\nreceivers: [{name: &team team}]\n'],
  ['an alias of a text', 'route: {receiver: &team team}\nreceivers: [{name: *team}]\n'],
  ['an alias as a key', 'route: {receiver: &r receiver, *r : team}\nreceivers: [{name: team}]\n'],
  [
    'an anchor used twice',
    'route: {receiver: &a team}\nreceivers: [{name: *a}, {name: &a other}, {name: third, labels: {x: *a}}]\n',
    printed,
  ],
  ['a cycle', 'route: &r {receiver: team, routes: [*r]}\nreceivers: [{name: team}]\n'],
  [
    'a cycle in a list',
    'route: {receiver: team, routes: &r [{receiver: team, routes: *r}]}\nreceivers: [{name: team}]\n',
  ],
  [
    'a cycle in a payload',
    'route: {receiver: team}\nreceivers: [{name: team, webhook_configs: [{url: "http://x", payload: &p {a: *p}}]}]\n',
  ],
  ['a null that has an anchor', 'route: {receiver: team, group_wait: &n , routes: *n}\nreceivers: [{name: team}]\n'],
  [
    'a merge',
    'route: {receiver: team, routes: [&c {receiver: team, group_wait: 5s, matchers: [a=b]}, {<<: *c, group_wait: 6s}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  [
    'a merge that comes last',
    'route: {receiver: team, routes: [&c {receiver: team, group_wait: 5s}, {group_wait: 6s, <<: *c}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  [
    'a merge of two',
    'route: {receiver: team, routes: [&c {group_wait: 5s, repeat_interval: 1h}, &d {group_wait: 6s}, {<<: [*c, *d]}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  [
    'two merges',
    'route: {receiver: team, routes: [&c {group_wait: 5s}, &d {group_wait: 6s}, {<<: *c, <<: *d}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  [
    'a merge of a mapping',
    'route: {receiver: team, routes: [{<<: {group_wait: 5s}}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  ['a merge of a text', 'route: {receiver: team, <<: x}\nreceivers: [{name: team}]\n'],
  ['a merge of a list', 'route: {receiver: team, group_by: &l [a], <<: *l}\nreceivers: [{name: team}]\n'],
  ['a merge of null', 'route: {receiver: team, <<: ~}\nreceivers: [{name: team}]\n'],
  ['a merge in quotes', 'route: {receiver: team, "<<": {group_wait: 5s}}\nreceivers: [{name: team}]\n'],
  ['a merge with an unknown key', 'route: {receiver: team, <<: {nope: 5s}}\nreceivers: [{name: team}]\n'],
  [
    'a merge into a map',
    'route: {receiver: team, routes: [{match: &m {a: b}}, {match: {<<: *m, c: d}}]}\nreceivers: [{name: team}]\n',
    printed,
  ],
  [
    'a merge into a map that repeats a key',
    'route: {receiver: team, routes: [{match: &m {a: b}}, {match: {<<: *m, a: c}}]}\nreceivers: [{name: team}]\n',
  ],
  [
    'a merge that follows the key in a map',
    'route: {receiver: team, routes: [{match: &m {a: b}}, {match: {a: c, <<: *m}}]}\nreceivers: [{name: team}]\n',
  ],
  [
    'a merge that follows the key',
    'route: {<<: &m {group_wait: 5s}, receiver: team, routes: [{<<: *m}]}\nreceivers: [{name: team}]\n',
  ],
  ['aliases that expand without end', bomb()],
  [
    'many aliases',
    `route: {receiver: team, routes: [&c {receiver: team, matchers: [a=b]}, ${Array.from({ length: 300 }, () => '*c').join(', ')}]}\nreceivers: [{name: team}]\n`,
  ],
]

/** Ten levels of ten aliases each. */
function bomb(): string {
  const levels = ['p0: &p0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 10; i++)
    levels.push(`p${i}: &p${i} [${Array.from({ length: 10 }, () => `*p${i - 1}`).join(', ')}]`)
  return `route: {receiver: team}\nreceivers:\n- name: team\n  webhook_configs:\n  - url: http://x\n    payload:\n${levels.map((level) => `      ${level}\n`).join('')}`
}

export const yamlCases = [
  ...casesIn('yaml', whole, documents),
  ...casesIn('top level', beside, keys),
  ...scalars.map(([written, name]) => ({
    name: `text: ${written}`,
    text: `route:\n  receiver: ${written}\nreceivers:\n- name: ${name}\n`,
  })),
  ...casesIn('scalar', inWebhook, [...booleans, ...integers, ...oddIntegers]),
  ...casesIn('alias', whole, aliases),
]
