// What a session with a mail server ends with when it fails.

/** A refusal, or a connection that broke. */
export class SessionError extends Error {
  /** True when the server cannot have begun with this mail. */
  readonly untouched: boolean

  constructor(message: string, options: { readonly untouched: boolean } = { untouched: false }) {
    super(message)
    this.name = 'SessionError'
    this.untouched = options.untouched
  }
}
