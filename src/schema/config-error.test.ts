import { describe, expect, test } from 'vitest'
import { ConfigError, describeProblem, type Problem } from './config-error.ts'

function problem(line: string, column: number, width = 1): Problem {
  return { file: 'a.yml', line: 7, column, message: 'is wrong', hint: 'Correct it.', source: { line, width } }
}

describe('a problem', () => {
  test('is told with its line, a caret and what to do', () => {
    expect(describeProblem(problem('  receiver: team', 13, 4))).toBe(
      ['a.yml:7:13: is wrong', '  7 |   receiver: team', '    |             ^^^^', '    = Correct it.'].join('\n'),
    )
  })

  test.each([
    ['tabs stay tabs before the caret', problem('\ta: b', 5), '    | \t   ^'],
    ['the caret ends with the line', problem('ab', 2, 50), '    |  ^'],
    ['a place behind the line has one caret', problem('ab', 3, 5), '    |   ^'],
    ['an emoji counts as one character', problem('🙂 x', 3), '    |   ^'],
  ])('%s', (_, given, caret) => {
    expect(describeProblem(given).split('\n')[2]).toBe(caret)
  })

  test('shows a part of a very long line', () => {
    const [, line = '', caret = ''] = describeProblem(
      problem(`${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`, 5001, 4),
    ).split('\n')
    expect(line.length).toBeLessThan(200)
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('HERE')
  })

  test('has no line where the file could not be read', () => {
    expect(
      describeProblem({ file: 'a.yml', line: 1, column: 1, message: 'no such file', hint: 'Check the path.' }),
    ).toBe('a.yml:1:1: no such file\n    = Check the path.')
  })
})

test.each([
  [1, 'a.yml:7:1'],
  [50, 'a.yml:7:1'],
  [51, '… and 1 more problem (51 in all)'],
  [1000, '… and 950 more problems (1000 in all)'],
])('%i problems', (count, expected) => {
  const error = new ConfigError(Array.from({ length: count }, () => problem('x', 1)))
  expect(String(error)).toContain(expected)
  expect(String(error).match(/a\.yml:7:1/g)).toHaveLength(Math.min(count, 50))
  expect(error.problems).toHaveLength(count)
})
