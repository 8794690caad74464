// Writes docs/reference/receivers.md and config/alertmanager.schema.json: `npm run generate`. test/generated.test.ts sees
// when that was forgotten.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configJsonSchema } from './config-json-schema.ts'
import { receiverReference } from './receiver-reference.ts'

const project = join(import.meta.dirname, '../..')
mkdirSync(join(project, 'docs/reference'), { recursive: true })
writeFileSync(join(project, 'docs/reference/receivers.md'), receiverReference())
writeFileSync(join(project, 'config/alertmanager.schema.json'), configJsonSchema())
