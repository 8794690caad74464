// Writes docs/reference/openapi.gen.json: `npm run generate`. test/generated.test.ts sees when that was forgotten.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from './openapi.ts'

writeFileSync(join(import.meta.dirname, '../../docs/reference/openapi.gen.json'), openApiDocument())
