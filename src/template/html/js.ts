// Escaping for JavaScript: string, template and regular expression literals, values, and which types a script may have.
// As Go's html/template (js.go).

import type { Content } from './content.ts'

const short: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '/': '\\/',
  '\\': '\\\\',
}

/** Inside of a string in single or double quotes. */
export function escapeJsString({ text, type }: Content): string {
  // A string that is trusted as one has its own escapes.
  if (type === 'jsStr') return text.replace(/[\0-\x1f"&'`+/<>\u2028\u2029]/g, escaped)
  return text.replace(/[\0-\x1f"&'`+/<>\\\u2028\u2029]/g, escaped)
}

/** Inside of back quotes. */
export function escapeJsTemplateLiteral({ text }: Content): string {
  return text.replace(/[\0-\x1f"&'`+/<>\\${}\u2028\u2029]/g, escaped)
}

/** Inside of a regular expression, where the text is to match itself. An empty one would make `//`: a comment. */
export function escapeJsRegexp({ text }: Content): string {
  if (text === '') return '(?:)'
  return text.replace(/[\0-\x1f"&'+<>\u2028\u2029]|[$()*\-./?[\\\]^{|}]/g, (character) => {
    return /[$()*\-./?[\\\]^{|}]/.test(character) ? `\\${character}` : escaped(character)
  })
}

/** JSON set apart from words and numbers beside it. */
export function padJson(json: string): string {
  if (json === '') return ' null '
  const script = json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return /^[$\w]|[$\w]$/.test(script) ? ` ${script} ` : script
}

/** What stands where a value cannot be JSON: null, and why, in a comment that the reason cannot end. */
export function nullWithReason(reason: string): string {
  const shown = reason
    .replace(/<(\/?)script/giu, '\\x3C$1script')
    .replaceAll('*/', '* /')
    .replaceAll('<!--', '\\x3C!--')
  return ` /* ${shown} */null `
}

/** True when a <script> of that type is read as JavaScript or JSON; others hold text for the page's own use. */
export function isScriptType(type: string): boolean {
  const name = type.replace(/;.*/s, '').trim().toLowerCase()
  return scriptTypes.has(name)
}

const scriptTypes: ReadonlySet<string> = new Set([
  '',
  'module',
  'application/ecmascript',
  'application/javascript',
  'application/json',
  'application/ld+json',
  'application/x-ecmascript',
  'application/x-javascript',
  'text/ecmascript',
  'text/javascript',
  'text/javascript1.0',
  'text/javascript1.1',
  'text/javascript1.2',
  'text/javascript1.3',
  'text/javascript1.4',
  'text/javascript1.5',
  'text/jscript',
  'text/livescript',
  'text/x-ecmascript',
  'text/x-javascript',
])

function escaped(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
