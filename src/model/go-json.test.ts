import { expect, test } from 'vitest'
import { goJson, goJsonLabels, goJsonString, type JsonValue } from './go-json.ts'
import { LabelSet } from './labels.ts'

test.each([
  ['plain ü 😀', '"plain ü 😀"'],
  ['', '""'],
  ['"\\/', '"\\"\\\\/"'],
  ['\b\f\n\r\t', '"\\b\\f\\n\\r\\t"'],
  ['\u0000\u001f\u007f', '"\\u0000\\u001f\u007f"'],
  ['<a href="x">&', '"\\u003ca href=\\"x\\"\\u003e\\u0026"'],
  ['\u2027\u2028\u2029', '"\u2027\\u2028\\u2029"'],
  ['\ud800x\udc00', '"\ufffdx\ufffd"'],
])('the text %j', (text, expected) => {
  expect(goJsonString(text)).toBe(expected)
})

test.each<[JsonValue, string]>([
  [null, 'null'],
  [true, 'true'],
  [0, '0'],
  [-0, '-0'],
  [1.5, '1.5'],
  [1e21, '1e+21'],
  [1e-7, '1e-7'],
  [18446744073709551615n, '18446744073709551615'],
  [[], '[]'],
  [[1, 'a', [null]], '[1,"a",[null]]'],
  [{}, '{}'],
  [{ b: 1, a: { '<': [] }, '😀': 2, '\uffee': 3 }, '{"a":{"\\u003c":[]},"b":1,"\uffee":3,"😀":2}'],
])('the value %o', (value, expected) => {
  expect(goJson(value)).toBe(expected)
})

test.each([
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('%s is no JSON', (value, name) => {
  expect(() => goJson([value])).toThrow(`json: unsupported value: ${name}`)
})

test('labels, in the order of their bytes', () => {
  expect(goJsonLabels(LabelSet.empty)).toBe('{}')
  expect(goJsonLabels(LabelSet.fromRecord({ b: '<', _a: '1', A: '', __proto__: 'x' }))).toBe(
    '{"A":"","_a":"1","b":"\\u003c"}',
  )
  expect(goJsonLabels(LabelSet.fromEntries([['__proto__', 'x']]))).toBe('{"__proto__":"x"}')
})
