// Checks a value by as much of JSON Schema as config/alertmanager.schema.json uses.

interface Schema {
  readonly $ref?: string
  readonly type?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly minimum?: number
}

/** A whole schema, in JSON. */
export class JsonSchemaCheck {
  readonly #root: Schema & { readonly definitions: Readonly<Record<string, Schema>> }

  constructor(text: string) {
    this.#root = JSON.parse(text)
  }

  /** What is wrong with the value: places and reasons. */
  faults(value: unknown): readonly string[] {
    return this.#faults(value, this.#root, '$')
  }

  #faults(value: unknown, schema: Schema, place: string): readonly string[] {
    if (schema.$ref !== undefined) return this.#faults(value, this.#definition(schema.$ref), place)
    if (schema.anyOf?.every((each) => this.#faults(value, each, place).length > 0)) return [`${place}: none of anyOf`]
    if (schema.enum?.includes(value) === false) return [`${place}: ${String(value)} is not in the enum`]
    if (schema.type?.includes(typeOf(value)) === false) return [`${place}: is a ${typeOf(value)}`]
    const inside = (schema.allOf ?? []).flatMap((each) => this.#faults(value, each, place))
    if (typeof value === 'number' && value < (schema.minimum ?? value)) return [...inside, `${place}: is too small`]
    if (typeof value !== 'object' || value === null) return inside
    if (Array.isArray(value))
      return [...inside, ...value.flatMap((item, i) => this.#faults(item, schema.items ?? {}, `${place}[${i}]`))]
    const members = Object.entries(value).flatMap(([key, item]) => {
      const more = schema.properties?.[key] ?? schema.additionalProperties ?? {}
      if (more === false) return [`${place}: ${key} is unknown`]
      return more === true ? [] : this.#faults(item, more, `${place}.${key}`)
    })
    return [...inside, ...members]
  }

  #definition(ref: string): Schema {
    const found = this.#root.definitions[ref.replace('#/definitions/', '')]
    if (found === undefined) throw new Error(`nothing is defined for ${ref}`)
    return found
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'bigint' ? 'number' : typeof value
}
