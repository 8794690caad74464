// Our command line against what a real Alertmanager said to the same one (record-cli.ts).

import { expect, test } from 'vitest'
import { type ParsedOptions, parseOptions } from '../../src/app/options.ts'
import { type FlagLine, flagLines } from './command-lines.ts'
import { completeFlags } from './complete-flags.ts'
import recorded from './flags.json' with { type: 'json' }

interface Outcome {
  readonly argv: readonly string[]
  readonly accepted?: boolean
  readonly exitCode?: number
  readonly printed?: string
  readonly error?: string
}

const outcomes: readonly Outcome[] = recorded.cases

test('every command line is recorded', () => {
  expect(outcomes.map(({ argv }) => argv)).toEqual(flagLines.map(({ argv }) => argv))
})

test.each(flagLines.map((line, i) => ({ line, recorded: outcomes[i] as Outcome, typed: line.argv.join(' ') })))(
  '$typed',
  ({ line, recorded }) => {
    expect(outcomeOf(parseOptions(completeFlags(line.argv)))).toEqual(expectedOutcome(line, recorded))
  },
)

function expectedOutcome({ ours }: FlagLine, { argv: _, ...theirs }: Outcome): object {
  if (ours === true) return { accepted: true }
  if (ours !== undefined) return { exitCode: 1, error: ours }
  return { ...theirs, ...(theirs.printed === 'alertmanager' && { printed: 'tocsin' }) }
}

function outcomeOf(parsed: ParsedOptions): object {
  if (parsed.ok) return { accepted: true }
  const { message, exitCode } = parsed
  if (exitCode === 0) return { exitCode, printed: message.split(/[ ,]/)[0] }
  return { exitCode, error: /^tocsin: error: (.*), try --help$/.exec(message)?.[1] }
}
