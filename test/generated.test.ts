// Generated files are what their generators write now.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configJsonSchema } from './support/config-json-schema.ts'
import { flagReference } from './support/flag-reference.ts'
import { openApiDocument } from './support/openapi.ts'
import { receiverReference } from './support/receiver-reference.ts'

test.each([
  ['docs/reference/flags.gen.md', flagReference],
  ['docs/reference/openapi.gen.json', openApiDocument],
  ['docs/reference/receivers.md', () => receiverReference()],
  ['config/alertmanager.schema.json', () => configJsonSchema()],
])('%s', (name, generate) => {
  const file = join(import.meta.dirname, '..', name)
  expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(generate())
})
