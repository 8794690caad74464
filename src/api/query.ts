// The query string as Go reads it (net/url ParseQuery), and the parameter types of go-openapi.

/** The values of each parameter, in order. What Go cannot decode is dropped silently, as its URL.Query does. */
export class Query {
  readonly #values: ReadonlyMap<string, readonly string[]>

  private constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values
  }

  /** @param url the request target, with or without a query */
  static of(url: string): Query {
    const values = new Map<string, string[]>()
    const start = url.indexOf('?')
    if (start < 0) return new Query(values)
    for (const part of url.slice(start + 1).split('&')) {
      if (part === '' || part.includes(';')) continue
      const equals = part.indexOf('=')
      const name = decode(equals < 0 ? part : part.slice(0, equals))
      const value = equals < 0 ? '' : decode(part.slice(equals + 1))
      if (name === undefined || value === undefined) continue
      const known = values.get(name)
      if (known === undefined) values.set(name, [value])
      else known.push(value)
    }
    return new Query(values)
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  /** The last one given; undefined when absent or empty. */
  last(name: string): string | undefined {
    return this.#values.get(name)?.at(-1) || undefined
  }

  /** True when absent or empty; any word that is not one for true is false (swag.ConvertBool). */
  flag(name: string): boolean {
    const text = this.last(name)
    return text === undefined || trueWords.has(text.toLowerCase())
  }
}

const trueWords: ReadonlySet<string> = new Set([
  'true',
  '1',
  'yes',
  'ok',
  'y',
  'on',
  'selected',
  'checked',
  't',
  'enabled',
])

/** Byte by byte, as Go: what is no UTF-8 is found out later, and becomes U+FFFD. */
function decode(text: string): string | undefined {
  const spaced = text.replaceAll('+', ' ')
  if (/%(?![0-9a-fA-F]{2})/.test(spaced)) return undefined
  // The request target comes from Node with one character for each byte, so that escapes and raw bytes are one thing.
  const bytes = spaced.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString() : bytes
}
