// Go's strconv.Quote: how Alertmanager prints label values in group keys, matchers and error messages.

const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/**
 * The text as a Go string literal in double quotes. A surrogate without its pair becomes U+FFFD, as Go's JSON decoder
 * would have made of it.
 */
export function goQuote(text: string): string {
  if (plain.test(text)) return `"${text}"`
  let quoted = '"'
  for (const character of text.toWellFormed()) quoted += named[character] ?? escaped(character)
  return `${quoted}"`
}

/** What strconv.IsPrint and unicode.IsPrint call printable: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export function isPrintable(character: string): boolean {
  // Made when it is first asked for: V8 takes a millisecond for such classes, and most starts print nothing but ASCII.
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)
}

function escaped(character: string): string {
  if (isPrintable(character)) return character
  const code = character.codePointAt(0) as number
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`
  if (code < 0x10000) return `\\u${hex(code, 4)}`
  return `\\U${hex(code, 8)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
