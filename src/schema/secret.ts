// A text that must not be shown: in logs, errors, snapshots and answers it prints as <secret>.

import { inspect } from 'node:util'

/** What stands in place of a secret wherever it is printed. As Alertmanager does. */
export const secretMark = '<secret>'

/** A password, token or key. Only `reveal` gives it away, and only what sends it calls that. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The secret itself. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return secretMark
  }

  toJSON(): string {
    return secretMark
  }

  [inspect.custom](): string {
    return `Secret(${secretMark})`
  }
}
