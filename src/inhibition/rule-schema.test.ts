import { expect, test } from 'vitest'
import { DecodeContext } from '../schema/decode-context.ts'
import { SourceText } from '../schema/source-text.ts'
import { readYaml } from '../schema/yaml-reader.ts'
import { inhibitRuleConfig } from './rule-schema.ts'

function decode(source: string) {
  const context = new DecodeContext({ source: new SourceText('t.yml', source), mode: 'fallback', directory: '.' })
  const { root } = readYaml(source)
  if (root === undefined) throw new Error('not YAML')
  return { rule: context.decode(inhibitRuleConfig, root), problems: context.problems }
}

test('all three ways to match count on both sides', () => {
  const { rule, problems } = decode(
    '{name: n, source_match: {a: b}, source_match_re: {c: d}, source_matchers: [e!=f], target_match: {g: h}, target_matchers: [i=j], equal: [k]}',
  )
  expect(problems).toEqual([])
  expect(rule.name).toBe('n')
  expect(rule.sourceMatchers.map(String)).toEqual(['a="b"', 'c=~"^(?:d)$"', 'e!="f"'])
  expect(rule.targetMatchers.map(String)).toEqual(['g="h"', 'i="j"'])
  expect(rule.equal).toEqual(['k'])
})

test('a null is a rule without anything', () => {
  expect(decode('~').rule).toMatchObject({ name: '', sourceMatchers: [], targetMatchers: [], equal: [] })
})
