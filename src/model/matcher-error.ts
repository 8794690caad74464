// The error of both matcher grammars.

/** A text that is no matcher. The message is Alertmanager's. */
export class MatcherSyntaxError extends Error {
  override readonly name = 'MatcherSyntaxError'
  /** Where in the text, counted in characters (code points) from 0; absent where the grammar does not say. */
  readonly position: number | undefined

  constructor(message: string, position?: number) {
    super(message)
    this.position = position
  }
}
