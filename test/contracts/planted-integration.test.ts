// One more line in the registry is all that an integration needs: what is derived from it knows the new one.

import { expect, test, vi } from 'vitest'
import { parseConfig } from '../../src/config/config.ts'
import { configJsonSchema } from '../support/config-json-schema.ts'
import { JsonSchemaCheck } from '../support/json-schema-check.ts'
import { receiverReference } from '../support/receiver-reference.ts'
import { plantedExample } from './planted/planted.ts'

vi.mock(import('../../src/integrations/registry.ts'), async (importOriginal) => {
  const original = await importOriginal()
  const { planted } = await import('./planted/planted.ts')
  // Its own types are forgotten as the registry forgets those of the others.
  return { ...original, integrations: [...original.integrations, planted as never] }
})

const file = { file: 'alertmanager.yml', mode: 'fallback' } as const

test('the configuration has its section, and its keys in global', () => {
  const { receivers, original } = parseConfig(
    `global: {planted_url: "http://global.example"}\n${plantedExample.replace('url: https://planted.example/, ', '')}`,
    file,
  )
  expect(receivers[0]?.integrations).toMatchObject([
    { name: 'planted', index: 0, sendResolved: false, config: { url: 'http://global.example' } },
  ])
  expect(original()).toContain('  planted_url: http://global.example\n')
  expect(original()).toContain('  planted_configs:\n  - send_resolved: false\n')
  expect(original()).toContain('    key: <secret>\n    text: \'{{ template "__subject" . }}\'\n')
})

test('a key that it does not have is refused', () => {
  expect(() => parseConfig(plantedExample.replace('key:', 'kay:'), file)).toThrow(
    'alertmanager.yml:5:41: unknown key "kay" in a planted integration',
  )
})

test('the reference describes it', () => {
  const page = receiverReference()
  expect(page).toContain('- [`planted_configs`](#planted_configs)\n')
  expect(page).toContain('| `text` | template | `{{ template "__subject" . }}` | What is said. A template. |\n')
  expect(page).toContain('| `planted_url` | URL |  | Where the planted integration posts. |\n')
})

test('the schema for editors has it', () => {
  const schema = new JsonSchemaCheck(configJsonSchema())
  const config = (key: string) => ({ receivers: [{ name: 'planted', planted_configs: [{ [key]: 'x' }] }] })
  expect(schema.faults(config('key'))).toEqual([])
  expect(schema.faults(config('kay'))).toEqual(['$.receivers[0].planted_configs[0]: kay is unknown'])
})
