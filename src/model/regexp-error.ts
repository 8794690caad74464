// Errors of regular expressions in the words of Go's package regexp/syntax.

/** A pattern that RE2 does not take. The message is Go's: "error parsing regexp: missing closing ]: `[a)$`". */
export class RegexpSyntaxError extends Error {
  override readonly name = 'RegexpSyntaxError'

  /** @param fragment the part of the pattern that is at fault. */
  constructor(reason: string, fragment: string) {
    super(`error parsing regexp: ${reason}: \`${fragment}\``)
  }
}
