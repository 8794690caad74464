// Writes docs/reference/flags.gen.md: `npm run generate`. test/generated.test.ts sees when that was forgotten.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flagReference } from './flag-reference.ts'

const folder = join(import.meta.dirname, '../../docs/reference')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'flags.gen.md'), flagReference())
