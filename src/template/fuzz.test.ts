// Random templates, formats and times: whatever comes in, a text or an error comes out, and soon.
// FUZZ_SECONDS sets how long it goes on (2 by default), FUZZ_SEED which texts come.

import { describe, expect, test } from 'vitest'
import { type Random, randomNumbers } from '../../test/support/random.ts'
import { templateDataFromJson } from './data-from-json.ts'
import { sprintf } from './format/printf.ts'
import { bytesOf, textOf } from './go-text.ts'
import { parseTemplate } from './parser.ts'
import { TemplateError } from './template-error.ts'
import { TemplateSet } from './template-set.ts'
import { parseTime, TimeParseError } from './time/parse-time.ts'

const seconds = Number(process.env.FUZZ_SECONDS ?? 2)
const seed = Number(process.env.FUZZ_SEED ?? 1)

/** Nothing that a fuzzed template does may take longer: the limits of a rendering see to it. */
const longestMilliseconds = 20_000

const pieces = [
  ...[
    '{{',
    '}}',
    '{{- ',
    ' -}}',
    '{{/*',
    '*/}}',
    ' ',
    '\n',
    '(',
    ')',
    '|',
    ',',
    '=',
    ':=',
    '.',
    '$',
    '"',
    '`',
    "'",
    '\\',
  ],
  ...['if', 'else', 'end', 'range', 'with', 'define', 'template', 'block', 'break', 'continue', 'nil', 'true'],
  ...[
    '.Alerts',
    '.Status',
    '.CommonLabels',
    '.Foo',
    '$x',
    '$i, $x := ',
    '$x := ',
    '$x = ',
    '"a"',
    '`b`',
    "'c'",
    '1',
    '-2',
    '3.5',
    '0x1p4',
    '1i',
    '99999999999999999999',
  ],
  ...[
    'printf',
    'print',
    'len',
    'index',
    'slice',
    'eq',
    'lt',
    'and',
    'or',
    'not',
    'call',
    'html',
    'js',
    'urlquery',
    'list',
    'dict',
    'append',
    'toJson',
    'date',
    'tz',
    'now',
    'since',
    'match',
    'reReplaceAll',
    'title',
    'join',
    'humanizeDuration',
    'base64decode',
    'urlUnescape',
    'toDate',
  ],
  ...[
    '"%d %v %q %x %*d %[2]s %.3f %#v %T"',
    '"x"',
    '"("',
    'é',
    '🚀',
    '\u0000',
    '\ud800',
    '{{ range 3 }}',
    '{{ end }}',
    '{{ if . }}',
    '{{ . }}',
    '{{ define "t" }}',
    '{{ template "t" . }}',
  ],
]

const data = templateDataFromJson(
  JSON.stringify({
    status: 'firing',
    alerts: [{ status: 'firing', labels: { a: 'b' }, startsAt: '2024-03-01T00:00:00Z' }],
    commonLabels: { job: 'j' },
  }),
)

function textFrom(random: Random, parts: readonly string[], most: number): string {
  return Array.from({ length: 1 + random(most) }, () => parts[random(parts.length)]).join('')
}

/** Well-formed more often than not: an action of a few words, in a few blocks. */
function templateFrom(random: Random): string {
  const words = pieces.slice(32)
  return Array.from({ length: 1 + random(5) }, () => {
    const inside = Array.from({ length: 1 + random(5) }, () => words[random(words.length)]).join(' ')
    return random(3) === 0 ? `{{ range ${inside} }}{{ . }}{{ end }}` : `{{ ${inside} }}`
  }).join('')
}

/** Runs until the time is over; each run must end within its limit. */
function fuzz(share: number, run: (random: Random) => void): number {
  const random = randomNumbers(seed)
  const end = performance.now() + seconds * 1000 * share
  let runs = 0
  while (performance.now() < end) {
    const start = performance.now()
    run(random)
    expect(performance.now() - start).toBeLessThan(longestMilliseconds)
    runs++
  }
  return runs
}

/** Any other error is a crash. */
function onlyFails(kinds: readonly (new (...args: never[]) => Error)[], run: () => unknown, input: string): void {
  try {
    run()
  } catch (error) {
    if (!kinds.some((kind) => error instanceof kind))
      throw new Error(`${JSON.stringify(input)}: ${error}`, { cause: error })
  }
}

describe('nothing crashes or hangs', { timeout: seconds * 2000 + longestMilliseconds * 2 }, () => {
  test('lexer and parser', () => {
    const runs = fuzz(0.25, (random) => {
      const text = textFrom(random, pieces, 20)
      onlyFails([TemplateError], () => parseTemplate('f', text, () => true), text)
    })
    expect(runs).toBeGreaterThan(100)
  })

  test('rendering', () => {
    const runs = fuzz(0.4, (random) => {
      const text = random(2) === 0 ? templateFrom(random) : textFrom(random, pieces, 16)
      onlyFails([TemplateError], () => new TemplateSet().renderText(text, data, 0), text)
    })
    expect(runs).toBeGreaterThan(10)
  })

  test('printf', () => {
    const parts = ['%', '%%', '[', ']', '*', '.', '#', '+', '-', ' ', '0', '1', '7', '99', ...'vTtdboOxXcqUeEfFgGspwzé']
    const values = [1n, -5n, 2.5, Number.NaN, 1e300, 'aé\udcff', true, undefined, data]
    const runs = fuzz(0.25, (random) => {
      const format = textFrom(random, parts, 12)
      const operands = Array.from({ length: random(4) }, () => values[random(values.length)])
      onlyFails([], () => sprintf(format, operands), format)
    })
    expect(runs).toBeGreaterThan(100)
  })

  test('times and bytes', () => {
    const parts = [
      '2006',
      '01',
      '02',
      '15',
      '04',
      '05',
      '.000',
      'Jan',
      'Mon',
      'MST',
      'PM',
      '-0700',
      'Z07:00',
      ' ',
      '-',
      ':',
      '_2',
      '002',
      'x',
      '12',
      'GMT+3',
      '+0200',
    ]
    fuzz(0.1, (random) => {
      const layout = textFrom(random, parts, 6)
      const text = textFrom(random, parts, 6)
      onlyFails([TimeParseError], () => parseTime(layout, text), `${layout} | ${text}`)
      const bytes = Uint8Array.from({ length: random(8) }, () => random(256))
      expect([...bytesOf(textOf(bytes))]).toEqual([...bytes])
    })
  })
})
