import { expect, test } from 'vitest'
import { LabelSet } from '../model/labels.ts'
import { Secret } from '../schema/secret.ts'
import { formatJson, formatLogfmt, type LogFields } from './log-format.ts'

const at = Date.UTC(2026, 10, 21, 22, 0, 0, 7)
const secret = new Secret('hunter2')
const circle: Record<string, unknown> = {}
circle.itself = circle
class Plain {
  toString(): string {
    return 'own text'
  }
}

test.each<[message: string, fields: LogFields, logfmt: string]>([
  ['hello', {}, 'msg=hello'],
  ['hello world', { a: 1, b: true }, 'msg="hello world" a=1 b=true'],
  ['', { empty: '' }, 'msg="" empty=""'],
  ['x', { q: 'say "hi"', e: 'a=b', n: 'a\nb', t: 'a\tb' }, 'msg=x q="say \\"hi\\"" e="a=b" n="a\\nb" t="a\\tb"'],
  ['x', { back: 'C:\\dir', zero: 'a\0b' }, 'msg=x back=C:\\dir zero="a\\x00b"'],
  [
    'x',
    { uni: 'grün', emoji: '🙂', space: 'a\u00a0b', bad: 'a\ud800b' },
    'msg=x uni=grün emoji=🙂 space="a\\u00a0b" bad="a�b"',
  ],
  ['x', { left: undefined, none: null }, 'msg=x none=null'],
  ['x', { err: new Error('broke: down') }, 'msg=x err="broke: down"'],
  ['x', { list: ['a', 'b c'], object: { k: 1 } }, 'msg=x list="[a b c]" object="{\\"k\\":1}"'],
  ['x', { secret, plain: new Plain() }, 'msg=x secret=<secret> plain="own text"'],
  ['x', { labels: LabelSet.fromRecord({ a: 'b' }) }, 'msg=x labels="{a=\\"b\\"}"'],
  [
    'x',
    { circle, bare: Object.assign(Object.create(null), { k: 1 }) },
    'msg=x circle=<unprintable> bare="{\\"k\\":1}"',
  ],
  ['x', { 'odd key': 'v' }, 'msg=x "odd key"=v'],
  ['x', { long: 'a'.repeat(8200) }, `msg=x long="${'a'.repeat(8192)}… (8 more)"`],
])('logfmt: %j %j', (message, fields, expected) => {
  const line = formatLogfmt({ at, level: 'info', message, fields })
  expect(line).toBe(`time=2026-11-21T22:00:00.007Z level=INFO ${expected}`)
})

test.each<[fields: LogFields, expected: object]>([
  [
    { a: 1, b: true, c: 'x' },
    { a: 1, b: true, c: 'x' },
  ],
  [
    { err: new Error('broke'), secret, left: undefined },
    { err: 'broke', secret: '<secret>' },
  ],
  [{ object: { k: secret } }, { object: '{"k":"<secret>"}' }],
])('json: %j', (fields, expected) => {
  const line = formatJson({ at, level: 'warn', message: 'two\nlines', fields })
  expect(JSON.parse(line)).toEqual({ time: '2026-11-21T22:00:00.007Z', level: 'WARN', msg: 'two\nlines', ...expected })
  expect(line).not.toContain('\n')
})

test('a line has at most 64 fields', () => {
  const fields = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, i]))
  expect(formatLogfmt({ at, level: 'info', message: 'x', fields }).split(' ')).toHaveLength(3 + 64)
})
