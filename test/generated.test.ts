// Generated files are what their generators write now.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flagReference } from './support/flag-reference.ts'
import { openApiDocument } from './support/openapi.ts'

test.each([
  ['docs/reference/flags.gen.md', flagReference],
  ['docs/reference/openapi.gen.json', openApiDocument],
])('%s', (name, generate) => {
  const file = join(import.meta.dirname, '..', name)
  expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(generate())
})
