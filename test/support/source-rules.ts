// The rules on source files that a compiler does not know: who may import whom, who may read time, what may be mutable.
// Each takes a folder of sources and answers with what breaks the rule, one line each.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Folder (or file, without its ending) directly under src/ → what it may import. */
export type ImportTable = ReadonlyMap<string, readonly string[]>

/** Reads the table headed `Folder | … | May import` from docs/ARCHITECTURE.md. */
export function readImportTable(markdown: string): ImportTable {
  const lines = markdown.split('\n')
  const head = lines.findIndex((line) => /^\| Folder \|.*\| May import \|$/.test(line))
  if (head < 0) throw new Error('the document has no table headed `Folder | … | May import`')
  const table = new Map<string, readonly string[]>()
  for (const line of lines.slice(head + 2)) {
    if (!line.startsWith('|')) break
    const cells = line.split('|').slice(1, -1)
    const [folder] = codeIn(cells[0] ?? '')
    if (folder !== undefined) table.set(folder, codeIn(cells.at(-1) ?? ''))
  }
  return table
}

/** The texts between backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string) // the group takes part in every match
}

/** Imports of a folder that the table does not allow, and folders that the table does not have. */
export function forbiddenImports(sources: string, table: ImportTable): string[] {
  const found: string[] = []
  for (const file of sourceFiles(sources)) {
    const folder = stationOf(file)
    const allowed = table.get(folder)
    if (allowed === undefined) {
      found.push(`${file}: the table has no row for ${folder}`)
      continue
    }
    for (const specifier of importsOf(join(sources, file))) {
      const target = join(dirname(file), specifier).replace(/\.tsx?$/, '')
      if (stationOf(target) === folder) continue
      if (!allowed.some((each) => target === each || target.startsWith(`${each}/`))) {
        found.push(`${file}: ${folder} may not import ${target}`)
      }
    }
  }
  return found
}

/** Folders that import each other in a circle, by the table itself. */
export function importCircles(table: ImportTable): string[] {
  const found: string[] = []
  const visit = (station: string, path: readonly string[]): void => {
    if (path.includes(station)) {
      if (path[0] === station) found.push([...path, station].join(' → '))
      return
    }
    for (const next of table.get(station) ?? []) visit(next, [...path, station])
  }
  for (const station of table.keys()) visit(station, [])
  return found
}

/** Places that match, outside of comments, in files other than `allowed` ones. */
export function placesOf(pattern: RegExp, sources: string, allowed: Readonly<Record<string, string>>): string[] {
  return sourceFiles(sources)
    .filter((file) => allowed[file] === undefined)
    .flatMap((file) =>
      withoutComments(readFileSync(join(sources, file), 'utf8'))
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    )
}

/** All TypeScript files that are no tests, as paths below `sources`. */
export function sourceFiles(sources: string): string[] {
  return readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(sources, join(entry.parentPath, entry.name)))
    .sort()
}

/** `routing/route.ts` → `routing`; `main.ts` → `main`; a path that leaves src/ → that path. */
function stationOf(path: string): string {
  const [first = '', ...rest] = path.split('/')
  return first === '..' ? path : rest.length === 0 ? first.replace(/\.tsx?$/, '') : first
}

function importsOf(file: string): string[] {
  const text = withoutComments(readFileSync(file, 'utf8'))
  const statements = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g
  return [...text.matchAll(statements)].map(([, specifier]) => specifier as string) // the group takes part in every match
}

/** Blanks comments, keeping the lines. Strings that look like comments are rare enough to be taken for ones. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1')
}
