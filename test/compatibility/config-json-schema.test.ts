// The schema for editors against the recorded configurations: none that Tocsin takes may look wrong in an editor.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from '../../src/config/config.ts'
import { parseRenderedValue } from '../../src/integrations/rendered-value.ts'
import { JsonSchemaCheck } from '../support/json-schema-check.ts'
import { configCases } from './config-cases/all.ts'

const file = join(import.meta.dirname, '../../config/alertmanager.schema.json')
const schema = new JsonSchemaCheck(readFileSync(file, 'utf8'))

function isTaken(text: string): boolean {
  try {
    parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' })
    return true
  } catch {
    return false
  }
}

test.each(configCases.filter(({ text }) => isTaken(text)))('$name', ({ text }) => {
  expect(schema.faults(parseRenderedValue(text)?.value)).toEqual([])
})

test.each([
  ['an unknown key', 'route: {reciever: x}', '$.route: reciever is unknown'],
  [
    'an unknown key far inside',
    'receivers: [{webhook_configs: [{http_config: {x: 1}}]}]',
    '$.receivers[0].webhook_configs[0].http_config: x is unknown',
  ],
  ['a list for a text', 'route: {receiver: [x]}', '$.route.receiver: is a array'],
  ['a text for a list', 'receivers: x', '$.receivers: is a string'],
  [
    'another choice',
    'receivers: [{jira_configs: [{api_type: x}]}]',
    '$.receivers[0].jira_configs[0].api_type: x is not in the enum',
  ],
])('finds %s', (_, text, fault) => {
  expect(schema.faults(parseRenderedValue(text)?.value)).toEqual([fault])
})
