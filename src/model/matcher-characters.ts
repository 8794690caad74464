// The characters that both matcher grammars, and the printing of matchers, tell apart.

/** Go's unicode.IsSpace. JavaScript's \s lacks U+0085 and has U+FEFF instead. */
export function isSpace(character: string): boolean {
  return /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(character)
}

/** True for what an unquoted name or value of the UTF-8 grammar may not hold. */
export function isReserved(character: string): boolean {
  return '{}!=~,\\"\'`'.includes(character) || isSpace(character)
}
