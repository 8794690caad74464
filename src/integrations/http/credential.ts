// A credential that stands in the configuration or in a file. Files are read at every use, so that they can be rotated.

import { readFile } from 'node:fs/promises'
import type { Secret } from '../../schema/secret.ts'

/** The text of a credential, '' when none is configured. Throws an Error that says which file could not be read, and why. */
export async function readCredential(
  what: string,
  inline: Secret | string | undefined,
  file: string | undefined,
): Promise<string> {
  const text = typeof inline === 'string' ? inline : (inline?.reveal() ?? '')
  if (text !== '' || file === undefined || file === '') return text
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    throw new Error(`unable to read ${what}: unable to read file ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}
