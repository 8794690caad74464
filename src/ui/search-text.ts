// The part of the address behind `?`, as text and as values. The page's addresses are read by people and pasted into
// chats, so what need not be escaped is left as it is; addresses made by Alertmanager's templates are understood too.

/** Parameters by name, each with all its values in order. */
export type SearchParams = Readonly<Record<string, readonly string[]>>

export function parseSearchText(text: string): SearchParams {
  const params: Record<string, string[]> = Object.create(null)
  for (const part of text.replace(/^\?/, '').split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    const value = equals < 0 ? '' : decode(part.slice(equals + 1))
    const known = params[name]
    if (known === undefined) params[name] = [value]
    else known.push(value)
  }
  return params
}

/** With a `?` before it, or '' when there is nothing to say. */
export function formatSearchText(params: Readonly<Record<string, unknown>>): string {
  const parts: string[] = []
  for (const [name, values] of Object.entries(params)) {
    if (!Array.isArray(values)) continue
    for (const value of values) parts.push(`${encode(name)}=${encode(String(value))}`)
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/**
 * A `+` is a blank where the text was escaped by a program (Go's urlquery in a template escapes braces and equals
 * signs, too), and a plus where a person wrote it.
 */
function decode(text: string): string {
  const isHandwritten = /[{}=~]/.test(text)
  const spaced = isHandwritten ? text : text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // A lone % that nobody escaped.
    return spaced
  }
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%7B', '{')
    .replaceAll('%7D', '}')
    .replaceAll('%3D', '=')
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
}
