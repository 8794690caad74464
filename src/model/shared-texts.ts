// Texts of one kind that come again and again, each in memory once.

/** From so many different ones on, these are no texts that come again, but names of things. */
const mostTexts = 1000

/** Remembers texts, until it turns out that there are too many of them to be worth it. */
export class SharedTexts {
  readonly #isNew: () => void
  #texts: Map<string, string> | undefined = new Map()
  /** The last one: equal ones come in a row. */
  #last = ''

  /** @param isNew called for each text that is remembered from now on */
  constructor(isNew: () => void = () => {}) {
    this.#isNew = isNew
  }

  /** An equal text: the one that came first. */
  share(text: string): string {
    if (text === this.#last) return this.#last
    this.#last = this.#texts?.get(text) ?? this.#remember(text)
    return this.#last
  }

  #remember(text: string): string {
    if (this.#texts === undefined) return text
    if (this.#texts.size === mostTexts) {
      this.#texts = undefined
      return text
    }
    this.#texts.set(text, text)
    this.#isNew()
    return text
  }
}
