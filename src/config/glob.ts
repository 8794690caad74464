// Finds files by a pattern as Go's path/filepath.Glob does: `*`, `?` and `[a-z]` within one folder's names, `\` before a
// character that means itself. No `**`, no braces; names that begin with a dot are found as well.

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A pattern that cannot be understood. */
export class GlobError extends Error {
  override readonly name = 'GlobError'
}

/**
 * The files and folders that a pattern finds, sorted; none is no error. Folders that cannot be read find nothing.
 * @throws GlobError
 */
export async function glob(pattern: string): Promise<readonly string[]> {
  const [first = '', ...rest] = pattern.split('/')
  let found = [first === '' && pattern.startsWith('/') ? '/' : '']
  for (const segment of first === '' ? rest : [first, ...rest]) {
    if (segment === '') continue
    found = hasMagic(segment) ? await expand(found, segmentPattern(segment)) : found.map((path) => join(path, segment))
  }
  const present = await Promise.all(found.map((path) => exists(path)))
  return found.filter((_, index) => present[index])
}

function hasMagic(segment: string): boolean {
  return /[*?[\\]/.test(segment)
}

async function expand(folders: readonly string[], pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders) {
    const names = await readdir(folder === '' ? '.' : folder).catch(() => [])
    for (const name of names.sort()) if (pattern.test(name)) found.push(join(folder, name))
  }
  return found
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

/** One folder's part of the pattern. It matches file names, which are short: a regular expression of ours is no risk. */
function segmentPattern(segment: string): RegExp {
  let source = ''
  for (let rest = segment; rest !== ''; ) {
    const [token, translated] = nextToken(rest)
    source += translated
    rest = rest.slice(token.length)
  }
  return new RegExp(`^${source}$`, 'su')
}

/** The next token of a pattern, and the regular expression for it. As Go's path.Match. */
function nextToken(rest: string): readonly [string, string] {
  if (rest.startsWith('*')) return ['*', '.*']
  if (rest.startsWith('?')) return ['?', '.']
  if (rest.startsWith('\\')) {
    const [, character] = /^\\(.)/su.exec(rest) ?? []
    if (character === undefined) throw new GlobError('syntax error in pattern: a \\ at its end')
    return [`\\${character}`, escapeCharacter(character)]
  }
  if (rest.startsWith('[')) {
    const set = /^\[(\^?)((?:(?:\\.|[^\]\\-])(?:-(?:\\.|[^\]\\-]))?)+)\]/su.exec(rest)
    if (set === null) throw new GlobError('syntax error in pattern: a [ that is not closed, or an empty set')
    const members = (set[2] as string).replace(/\\(.)|([[&^])/gsu, (_, escaped, plain) => `\\${escaped ?? plain}`)
    return [set[0], `[${set[1]}${members}]`]
  }
  const character = String.fromCodePoint(rest.codePointAt(0) as number)
  return [character, escapeCharacter(character)]
}

function escapeCharacter(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}
