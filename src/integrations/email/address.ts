// Lists of mail addresses (RFC 5322), taken apart as Go's net/mail.ParseAddressList does it. Names are read over: only
// the bare addresses are wanted, for the envelope.

import { isIPv4, isIPv6 } from 'node:net'

/** What stands between specials: everything visible, and everything beyond ASCII. */
const dotAtom = /[^\x00-\x20\x7f()<>[\]:;@\\,"]+/y
const quotedText = /"((?:[^\x00-\x08\x0a-\x1f\x7f"\\]|\\[^\x00-\x08\x0a-\x1f\x7f])*)"/y
const domainLiteral = /\[([^\x00-\x20\x7f[\]\\]*)\]/y
const plainLocalPart = /^[^\x00-\x20\x7f()<>[\]:;@\\,".]+(?:\.[^\x00-\x20\x7f()<>[\]:;@\\,".]+)*$/

/** An address without its name: `a@example.org` of `A <a@example.org>`. */
export type Address = string

/** The addresses of a list, those of groups among them. Throws an Error that says what is wrong. */
export function parseAddressList(text: string): readonly Address[] {
  return new AddressReader(text).list()
}

class AddressReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  list(): readonly Address[] {
    const addresses: Address[] = []
    do {
      this.#skipEmptyEntries()
      // A list may end in a comma, but not consist of commas.
      if (this.#ended && addresses.length > 0) break
      addresses.push(...this.#address({ groups: true }))
      this.#skipComments()
      if (!this.#ended && this.#next !== ',') throw this.#fault('a comma is missing')
    } while (!this.#ended)
    return addresses
  }

  #skipEmptyEntries(): void {
    do this.#skipBlanks()
    while (this.#take(','))
  }

  #address({ groups }: { readonly groups: boolean }): readonly Address[] {
    this.#skipBlanks()
    if (this.#ended) throw new Error('there is no address')
    const start = this.#at
    const bare = this.#bareAddress()
    if (!(bare instanceof Error)) {
      this.#skipBlanks()
      if (this.#next === '(') this.#skipComments()
      return [bare]
    }
    this.#at = start
    const name = this.#next === '<' ? '' : this.#phrase()
    this.#skipBlanks()
    if (groups && this.#take(':')) return this.#group()
    if (!this.#take('<')) throw name.includes(' ') ? this.#fault('there is no <address>') : bare
    const address = this.#bareAddress()
    if (address instanceof Error) throw address
    if (!this.#take('>')) throw this.#fault('the > is missing')
    return [address]
  }

  /** What follows `name:` up to the semicolon. */
  #group(): readonly Address[] {
    const addresses: Address[] = []
    this.#skipBlanks()
    while (!this.#take(';')) {
      if (addresses.length > 0 && !this.#take(',')) throw this.#fault('a comma is missing')
      addresses.push(...this.#address({ groups: false }))
      this.#skipComments()
    }
    this.#skipComments()
    return addresses
  }

  /** `local@domain`, or why there is none here: then it may be a name. */
  #bareAddress(): Address | Error {
    this.#skipBlanks()
    const quoted = this.#next === '"'
    const local = quoted ? this.#quoted() : this.#match(dotAtom)?.[0]
    if (local === undefined || local === '') return this.#fault('there is no address')
    if (!quoted && !isDotAtom(local)) return this.#fault('there is a dot too many')
    if (!this.#take('@')) return this.#fault('there is no @')
    this.#skipBlanks()
    const domain = this.#next === '[' ? this.#domainLiteral() : this.#match(dotAtom)?.[0]
    if (domain === undefined) return this.#fault('the domain is missing')
    if (!isDotAtom(domain)) return this.#fault('there is a dot too many')
    return `${plainLocalPart.test(local) ? local : `"${local.replace(/["\\]/g, '\\$&')}"`}@${domain}`
  }

  #domainLiteral(): string | undefined {
    const literal = this.#match(domainLiteral)
    return literal !== null && isAddressOfMachine(literal[1] as string) ? literal[0] : undefined
  }

  /** One or more words, as in `Ops Team <ops@example.org>`. */
  #phrase(): string {
    const words: string[] = []
    for (;;) {
      if (words.length > 0) this.#skipComments()
      this.#skipBlanks()
      const word = this.#next === '"' ? this.#quoted() : this.#match(dotAtom)?.[0]
      if (word === undefined) break
      words.push(word)
    }
    if (words.length === 0) throw this.#fault('there is neither an address nor a name')
    return words.join(' ')
  }

  #quoted(): string | undefined {
    return this.#match(quotedText)?.[1]?.replace(/\\(.)/gu, '$1')
  }

  /** Blanks and comments, which may be nested. */
  #skipComments(): void {
    this.#skipBlanks()
    while (this.#take('(')) {
      for (let depth = 1; depth > 0; this.#at++) {
        if (this.#ended) throw this.#fault('a comment is not closed')
        if (this.#next === '\\') this.#at++
        else if (this.#next === '(') depth++
        else if (this.#next === ')') depth--
      }
      this.#skipBlanks()
    }
  }

  #skipBlanks(): void {
    while (this.#next === ' ' || this.#next === '\t') this.#at++
  }

  get #next(): string | undefined {
    return this.#text[this.#at]
  }

  get #ended(): boolean {
    return this.#at >= this.#text.length
  }

  #take(character: string): boolean {
    if (this.#next !== character) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found !== null) this.#at = pattern.lastIndex
    return found
  }

  #fault(message: string): Error {
    return new Error(
      this.#ended ? `${message} at the end` : `${message} before ${JSON.stringify(this.#text.slice(this.#at))}`,
    )
  }
}

function isDotAtom(text: string): boolean {
  return !text.startsWith('.') && !text.endsWith('.') && !text.includes('..')
}

function isAddressOfMachine(text: string): boolean {
  // Node takes a zone behind an IPv6 address, Go does not.
  return text.startsWith('IPv6:') ? isIPv6(text.slice(5)) && !text.includes('%') : isIPv4(text)
}
