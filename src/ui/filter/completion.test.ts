import { expect, test } from 'vitest'
import { readPartial, suggest } from './completion.ts'
import { Vocabulary } from './vocabulary.ts'

const words = new Vocabulary([
  { alertname: 'DiskFull', severity: 'critical', instance: 'db-7' },
  { alertname: 'DiskFull', severity: 'warning', instance: 'db-9' },
  { alertname: 'Lag', severity: 'warning', 'a b': '(x|y)' },
])

test.each([
  ['', { name: '', value: '' }],
  ['sev', { name: 'sev', value: '' }],
  ['severity=', { name: 'severity', operator: '=', value: '' }],
  ['severity =~ "a|', { name: 'severity', operator: '=~', value: 'a|' }],
  ['severity!~x', { name: 'severity', operator: '!~', value: 'x' }],
  ['"a b"="c', { name: 'a b', operator: '=', value: 'c' }],
  ['a="b \\" c"', { name: 'a', operator: '=', value: 'b " c' }],
])('takes %s apart', (text, expected) => {
  expect(readPartial(text)).toEqual(expected)
})

test.each([
  ['', ['alertname', 'severity', 'instance', 'a b']],
  ['sev', ['severity']],
  // A whole name: what may follow.
  ['severity', ['=  is', '!=  is not', '=~  matches', '!~  does not match']],
  ['severity!', ['!=  is not', '!~  does not match']],
  ['severity=', ['warning', 'critical']],
  ['severity!=c', ['critical']],
  ['severity=~critical|w', ['warning']],
  // A bare word may be a value.
  ['db-', ['instance="db-7"', 'instance="db-9"']],
  ['nothing=', []],
])('offers for %s', (text, expected) => {
  expect(suggest(text, words).map(({ label }) => label)).toEqual(expected)
})

test.each([
  ['severity=w', 'severity="warning"', 2],
  ['severity=~critical|w', 'severity=~"critical|warning"', 2],
  ['"a b"=', '"a b"="(x|y)"', 1],
  ['"a b"=~', '"a b"=~"\\\\(x\\\\|y\\\\)"', 1],
  ['inst', 'instance', 2],
])('taking the first for %s gives %s', (text, expected, count) => {
  const [first] = suggest(text, words)
  expect([first?.text, first?.count]).toEqual([expected, count])
})
