// Patterns that need no engine: a literal, a literal with `.*` or `.+` around it, and an alternation of these.
// They are nine in ten of what people write.

/** A function that answers for the whole text as RE2 would, or undefined for a pattern that needs the engine. */
export function fastTest(source: string): ((text: string) => boolean) | undefined {
  const alternatives = literalAlternatives(source)
  if (alternatives !== undefined) {
    if (alternatives.length > 1) {
      const set = new Set(alternatives)
      return (text) => set.has(text)
    }
    const [literal] = alternatives
    return (text) => text === literal
  }
  return aroundLiteral(source) ?? anyOf(withoutGroup(source).split('|'))
}

/** An alternation. Where a backslash or a bracket may have hidden a `|`, the engine looks. */
function anyOf(alternatives: readonly string[]): ((text: string) => boolean) | undefined {
  if (alternatives.length < 2 || alternatives.some((source) => /\\$|[()[\]]/.test(source))) return undefined
  const tests = alternatives.map(fastTest)
  return tests.includes(undefined) ? undefined : (text) => tests.some((test) => test?.(text))
}

/** The texts that a pattern matches, when it is nothing but a literal or an alternation of literals. */
export function literalAlternatives(source: string): readonly string[] | undefined {
  return literals(withoutGroup(source))
}

function aroundLiteral(source: string): ((text: string) => boolean) | undefined {
  const [, before = '', middle = '', after = ''] = /^(\.\*)?(.*?)(\.[*+])?$/s.exec(source) ?? []
  const [literal, ...more] = literals(middle) ?? []
  // A newline in the literal is the one newline that may be in the text: not worth a path of its own.
  if (literal === undefined || more.length > 0 || literal.includes('\n')) return undefined
  const shortest = literal.length + (after === '.+' ? 1 : 0)
  const fits = (text: string): boolean => text.length >= shortest && !text.includes('\n')
  if (before === '') return (text) => text.startsWith(literal) && fits(text)
  if (after === '') return (text) => text.endsWith(literal) && fits(text)
  if (after === '.*') return (text) => text.includes(literal) && fits(text)
  return (text) => text.lastIndexOf(literal, text.length - shortest) >= 0 && fits(text)
}

/** `(a|b)` and `(?:a|b)` without their parentheses. What they hold is checked by whoever reads on. */
function withoutGroup(source: string): string {
  return /^\((?:\?:)?([^()]*)\)$/.exec(source)?.[1] ?? source
}

/** The alternatives of a pattern that consists of literals and `|` alone, escapes resolved. */
function literals(source: string): string[] | undefined {
  const alternatives: string[] = []
  let literal = ''
  for (let i = 0; i < source.length; i++) {
    const character = source[i] as string
    if (character === '|') {
      alternatives.push(literal)
      literal = ''
    } else if (character === '\\') {
      const next = source[++i]
      // An escaped letter, digit or character beyond ASCII means something, or is an error.
      if (next === undefined || !/[\0-\x7f]/.test(next) || /[0-9A-Za-z]/.test(next)) return undefined
      literal += next
    } else if ('.+*?()[]{}^$'.includes(character)) {
      return undefined
    } else {
      literal += character
    }
  }
  return [...alternatives, literal]
}
