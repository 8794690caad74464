// Names and passwords of HTTP's Basic scheme against bcrypt hashes. What was found out is remembered: a comparison takes
// about a tenth of a second of the one thread.

import { createHash } from 'node:crypto'

/** As many outcomes are remembered, good and bad ones. */
const remembered = 100

/** Compared with when nobody has the name, so that the time taken does not tell. The hash of a word that nobody gets in with. */
const nobodysHash = '$2b$10$JQTj0Uj.mki3f679fdejoOgdf.lbX.5DFmaRf407zKlZUw..HmW/W'

export class BasicAuth {
  readonly #outcomes = new Map<string, boolean>()
  /** Comparisons wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  /**
   * @param hashOf the bcrypt hash of a user's password; undefined when there is no such user
   * @param authorization the header of that name
   */
  async admits(hashOf: (user: string) => string | undefined, authorization: string | undefined): Promise<boolean> {
    const given = credentials(authorization)
    if (given === undefined) return false
    const hash = hashOf(given.user)
    const key = createHash('sha256')
      .update(JSON.stringify([given.user, hash ?? '', given.password]))
      .digest('base64')
    const known = this.#outcomes.get(key)
    if (known !== undefined) return known
    const compared = this.#last.then(() => compare(given.password, hash ?? nobodysHash))
    this.#last = compared.catch(() => undefined)
    const matches = await compared
    const admitted = matches && hash !== undefined
    this.#remember(key, admitted)
    return admitted
  }

  #remember(key: string, admitted: boolean): void {
    if (this.#outcomes.size >= remembered) this.#outcomes.delete(this.#outcomes.keys().next().value as string)
    this.#outcomes.set(key, admitted)
  }
}

/** Most servers ask for no password: who does, loads what it takes. */
async function compare(password: string, hash: string): Promise<boolean> {
  const bcrypt = await import('bcryptjs')
  return bcrypt.compare(password, hash)
}

function credentials(
  authorization: string | undefined,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^basic ([A-Za-z0-9+/]*={0,2})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
