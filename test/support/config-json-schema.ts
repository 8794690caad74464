// config/alertmanager.schema.json as text: the configuration file for editors, made from the fields that read it. It says
// which keys there are and what shape their values have; what only makes sense together is checked by Tocsin alone.

import { configFile } from '../../src/config/config-schema.ts'
import type { Field, Member, Members, Shape } from '../../src/schema/field.ts'
import type { YamlValue } from '../../src/schema/yaml-value.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A scalar that is read as text: YAML needs no quotes around numbers. */
const textTypes = ['string', 'number', 'boolean', 'null']

/** The schema, in JSON. */
export function configJsonSchema(root: Field<unknown> = configFile): string {
  const definitions = new Definitions()
  const schema = definitions.schemaOf(root)
  const document = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by `npm run generate` from the fields in src.',
    title: 'The configuration of Tocsin, and of Alertmanager 0.34',
    ...schema,
    definitions: definitions.all(),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

/** Objects stand once, however often they are used: a route even in itself. */
class Definitions {
  readonly #names = new Map<Members, string>()
  readonly #schemas = new Map<string, JsonSchema>()

  all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  schemaOf(field: Field<unknown>): JsonSchema {
    return this.#schema(field.shape)
  }

  #schema(shape: Shape): JsonSchema {
    switch (shape.type) {
      case 'any':
        return {}
      case 'boolean':
        return { type: ['boolean', 'null'] }
      case 'integer':
      case 'number':
        return { type: ['number', 'null'], ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }) }
      case 'text':
        return {
          ...(shape.values === undefined ? { type: textTypes } : { enum: [...shape.values, null] }),
          ...(shape.secret ? { writeOnly: true } : {}),
        }
      case 'list':
        return { type: ['array', 'null'], items: this.schemaOf(shape.item) }
      case 'map':
        return { type: ['object', 'null'], additionalProperties: this.schemaOf(shape.value) }
      case 'either':
        return { anyOf: shape.fields.map((each) => this.schemaOf(each)) }
      case 'optional':
        return this.schemaOf(shape.field)
      case 'lazy':
        return this.schemaOf(shape.field())
      case 'object':
        return { $ref: `#/definitions/${this.#nameOf(shape.name, shape.members)}` }
      default:
        throw new Error(`no schema for ${(shape satisfies never as Shape).type}`)
    }
  }

  #nameOf(name: string, members: Members): string {
    const known = this.#names.get(members)
    if (known !== undefined) return known
    const words = name.replace(/^(?:an?|the) /, '').replace(/\W+/g, '-')
    let unique = words
    for (let count = 2; this.#schemas.has(unique); count++) unique = `${words}-${count}`
    this.#names.set(members, unique)
    // Reserved before its members are looked at, which may lead here again.
    this.#schemas.set(unique, {})
    const properties: Record<string, JsonSchema> = {}
    for (const [key, member] of Object.entries(members)) properties[key] = this.#property(member)
    this.#schemas.set(unique, { type: ['object', 'null'], additionalProperties: false, properties })
    return unique
  }

  #property(member: Member<unknown>): JsonSchema {
    const value = defaultOf(member)
    const about = {
      description: member.documentation,
      ...(value === undefined ? {} : { default: value }),
      ...(member.deprecated === undefined ? {} : { deprecated: true }),
    }
    const schema = this.schemaOf(member.field)
    // What stands beside a $ref is ignored in this version of JSON Schema.
    return '$ref' in schema ? { ...about, allOf: [schema] } : { ...about, ...schema }
  }
}

/** What absence stands for, where that is one scalar. */
export function defaultOf({ field, initial }: Member<unknown>): string | number | boolean | undefined {
  if (field.isZero(initial)) return undefined
  const value: YamlValue = field.encode(initial)
  if (value.kind === 'text') return value.text === '<secret>' ? undefined : value.text
  return value.kind === 'literal' && value.text !== 'null' ? (JSON.parse(value.text) as number | boolean) : undefined
}
