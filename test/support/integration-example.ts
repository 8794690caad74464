// The example that config/examples has for an integration, changed for a test and decoded by its definition alone.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { IntegrationDefinition } from '../../src/integrations/contract.ts'
import type { IntegrationConfig } from '../../src/integrations/registry.ts'
import { DecodeContext } from '../../src/schema/decode-context.ts'
import type { Field, Members, Shape } from '../../src/schema/field.ts'
import { httpClient } from '../../src/schema/http-client.ts'
import { initialValues } from '../../src/schema/object.ts'
import { SourceText } from '../../src/schema/source-text.ts'
import { readYaml } from '../../src/schema/yaml-reader.ts'

/** An entry of a receiver as JSON has it. */
export type ExampleEntry = Readonly<Record<string, unknown>>

/** What a definition made of an entry. */
export interface DecodedExample {
  readonly entry: IntegrationConfig
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}

/** Every secret of an example begins with it. */
export const canary = 'canary'

/** The text of the example of an integration that the registry has. */
export function exampleText(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../config/examples', `${name}.yml`), 'utf8')
}

/** The entry in an example, with a canary in the place of each secret, and of each file with one. */
export function exampleEntry(definition: IntegrationDefinition, text: string): ExampleEntry {
  const { receivers } = parse(text) as { readonly receivers: readonly Readonly<Record<string, ExampleEntry[]>>[] }
  const [entry] = receivers.flatMap((receiver) => receiver[definition.key] ?? [])
  if (entry === undefined) throw new Error(`the example of ${definition.name} has no ${definition.key}`)
  return withCanaries(entry, definition.config)
}

/** The entry as the definition reads it, and completes it by a `global` section in which nothing is set. */
export function decodeExample(definition: IntegrationDefinition, entry: ExampleEntry): DecodedExample {
  const text = JSON.stringify(entry, undefined, 1)
  const { root } = readYaml(text)
  if (root === undefined) throw new Error('an entry is never empty')
  const context = new DecodeContext({ source: new SourceText('example.yml', text), mode: 'fallback', directory: '/' })
  const decoded = context.decode(definition.config, root) as { readonly httpConfig?: unknown }
  const httpConfig = initialValues(httpClient.members)
  const complete = 'httpConfig' in decoded ? { ...decoded, httpConfig: decoded.httpConfig ?? httpConfig } : decoded
  const globals = { ...initialValues(definition.globals), httpConfig }
  const complain = (key: string | undefined, message: string) => context.reportAt(decoded, key, message, '')
  const config = definition.inherit?.(complete, globals, complain, true) ?? complete
  const { sendResolved } = config as { readonly sendResolved: boolean }
  return { entry: { name: definition.name, index: 0, sendResolved, config }, problems: context.problems }
}

/** The members of an object's field, whatever is around it; none where it is not an object. */
export function membersOf(field: Field<unknown>): Members {
  const shape = bare(field)
  return shape.type === 'object' ? shape.members : {}
}

function withCanaries(entry: ExampleEntry, field: Field<unknown>): ExampleEntry {
  const members = membersOf(field)
  const changed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(entry)) {
    const name = key.replace(/_file$/, '')
    const shape = members[name] && bare(members[name].field)
    if (shape?.type === 'text' && shape.secret === true)
      changed[name] = shape.format === 'url' ? `https://vendor.example/${canary}-${name}` : `${canary}-${name}`
    else if (members[key] !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value))
      changed[key] = withCanaries(value as ExampleEntry, members[key].field)
    else changed[key] = value
  }
  return changed
}

function bare({ shape }: Field<unknown>): Shape {
  if (shape.type === 'optional') return bare(shape.field)
  return shape.type === 'lazy' ? bare(shape.field()) : shape
}
