// Reads the interfaces of src/api/*/schema.ts as JSON Schema, for the OpenAPI document. It knows the part of TypeScript that stands
// there and throws at anything else, so that a new shape is noticed.

/** A JSON Schema of the 2020-12 dialect, as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** All exported interfaces and types of a source text by name, without the prefix `Wire`. Comments become descriptions. */
export function readWireSchemas(source: string): Readonly<Record<string, JsonSchema>> {
  const reader = new Reader(tokens(source))
  const schemas: Record<string, JsonSchema> = {}
  while (!reader.atEnd) {
    const description = reader.comment()
    if (reader.skip('import')) {
      reader.skipImport()
      continue
    }
    reader.expect('export')
    const isInterface = reader.skip('interface')
    if (!isInterface) reader.expect('type')
    const name = reader.next().replace(/^Wire/, '')
    schemas[name] = described(isInterface ? reader.interface() : reader.alias(), description)
  }
  return schemas
}

const token = /\/\*\*[\s\S]*?\*\/|\/\/.*|'[^']*'|[A-Za-z_]\w*|[{}[\]<>():;?=|,]|\S/g

function tokens(source: string): readonly string[] {
  return (source.match(token) ?? []).filter((text) => !text.startsWith('//'))
}

function described(schema: JsonSchema, description: string | undefined): JsonSchema {
  if (description === undefined) return schema
  return { description, ...schema }
}

/** Properties that hold a time; the types of the wire have no own one for it. */
const times: ReadonlySet<string> = new Set([
  'startsAt',
  'endsAt',
  'updatedAt',
  'uptime',
  'now',
  'at',
  'nextFlush',
  'lastSent',
])

class Reader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(all: readonly string[]) {
    this.#tokens = all
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length
  }

  next(): string {
    const text = this.#tokens[this.#at++]
    if (text === undefined) throw new Error('the schema ends in the middle')
    return text
  }

  skip(text: string): boolean {
    if (this.#tokens[this.#at] !== text) return false
    this.#at += 1
    return true
  }

  expect(text: string): void {
    const found = this.next()
    if (found !== text)
      throw new Error(
        `expected ${text}, found ${found} after ${this.#tokens.slice(this.#at - 9, this.#at - 1).join(' ')}`,
      )
  }

  comment(): string | undefined {
    if (this.#tokens[this.#at]?.startsWith('/**') !== true) return undefined
    const lines = this.next().slice(3, -2).split('\n')
    return lines
      .map((line) => line.replace(/^\s*\* ?/, '').trim())
      .join(' ')
      .trim()
  }

  skipImport(): void {
    while (!this.next().startsWith("'"));
  }

  interface(): JsonSchema {
    const parent = this.skip('extends') ? reference(this.next()) : undefined
    const own = this.object()
    return parent === undefined ? own : { allOf: [parent, own] }
  }

  alias(): JsonSchema {
    this.expect('=')
    return this.#type()
  }

  object(): JsonSchema {
    this.expect('{')
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    while (!this.skip('}')) {
      const description = this.comment()
      this.skip('readonly')
      const name = this.next()
      if (!this.skip('?')) required.push(name)
      this.expect(':')
      const format = times.has(name) ? { format: 'date-time' } : {}
      properties[name] = described({ ...this.#type(), ...format }, description)
      if (!this.skip(';')) this.skip(',')
    }
    return { type: 'object', ...(required.length > 0 ? { required } : {}), properties }
  }

  #type(): JsonSchema {
    this.skip('|')
    const options = [this.#oneType()]
    while (this.skip('|')) options.push(this.#oneType())
    const [only] = options
    if (options.length === 1 && only !== undefined) return only
    if (options.every((option) => 'const' in option)) return { enum: options.map((option) => option.const) }
    return { oneOf: options }
  }

  #oneType(): JsonSchema {
    this.comment()
    if (this.skip('readonly')) return this.#list()
    let type = this.#atom()
    while (this.skip('[')) {
      this.expect(']')
      type = { type: 'array', items: type }
    }
    return type
  }

  #list(): JsonSchema {
    const list = this.#oneType()
    if (list.type !== 'array') throw new Error('readonly stands before something that is no list')
    return list
  }

  #atom(): JsonSchema {
    if (this.#tokens[this.#at] === '{') return this.object()
    const text = this.next()
    if (text.startsWith("'")) return { const: text.slice(1, -1) }
    switch (text) {
      case 'string':
      case 'number':
      case 'boolean':
        return { type: text }
      case 'true':
      case 'false':
        return { const: text === 'true' }
      case 'unknown':
        return {}
      case 'Readonly':
        return this.#record()
      case '(': {
        const inner = this.#type()
        this.expect(')')
        return inner
      }
      default:
        if (!/^[A-Z]\w*$/.test(text)) throw new Error(`cannot read the type ${text}`)
        return reference(text)
    }
  }

  #record(): JsonSchema {
    for (const text of ['<', 'Record', '<', 'string', ',']) this.expect(text)
    const additionalProperties = this.#type()
    this.expect('>')
    this.expect('>')
    return { type: 'object', additionalProperties }
  }
}

function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name.replace(/^Wire/, '')}` }
}
