// Every recorded configuration: taken or refused as Alertmanager does, and printed the same to the byte.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/config.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { ConfigError } from '../../src/schema/config-error.ts'
import recording from './config.json' with { type: 'json' }
import { configCases } from './config-cases/all.ts'
import type { ConfigRecording, RecordedConfig } from './config-recording.ts'

const recorded = new Map((recording as ConfigRecording).cases.map((one) => [one.name, one]))

function verdictOn(text: string): ConfigError | undefined {
  try {
    parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' })
    return undefined
  } catch (error) {
    // Anything else is a bug of ours, not a verdict.
    if (error instanceof ConfigError) return error
    throw error
  }
}

test('the recording has every case as it is written now', () => {
  expect([...recorded.values()].map(({ name, text }) => ({ name, text }))).toEqual(
    configCases.map(({ name, text }) => ({ name, text })),
  )
})

describe('amtool check-config', () => {
  test.each(configCases)('$name', ({ name, text, ours }) => {
    const { accepted } = recorded.get(name) as RecordedConfig
    const error = verdictOn(text)
    expect(error === undefined, error?.message ?? 'accepted').toBe(ours?.accepted ?? accepted)
    for (const { line, column, hint } of error?.problems ?? []) {
      expect(line).toBeLessThanOrEqual(text.split('\n').length)
      expect(column).toBeGreaterThan(0)
      expect(hint ?? 'YAML').toBeTruthy()
    }
  })
})

describe('a running Alertmanager', () => {
  const asked = configCases.filter(({ running }) => running)
  let directory: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tocsin-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  test.each(asked)('prints $name', ({ name, text, ours }) => {
    const { running } = recorded.get(name) as RecordedConfig
    if (running?.original === undefined || ours?.accepted === false) return
    const config = parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' })
    expect(config.original()).toBe(running.original)
    expect(config.hash).toBe(running.hash)
  })

  test.each(asked)('starts with $name', async ({ name, text, ours }) => {
    const { running } = recorded.get(name) as RecordedConfig
    if (running === undefined || ours?.accepted === false) return
    const file = join(directory, 'alertmanager.yml')
    await writeFile(file, text)
    const error = await loadConfig(file, { mode: 'fallback' }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (running.accepted) expect(error).toBeUndefined()
    else expect(error).toBeInstanceOf(ConfigError)
  })
})
