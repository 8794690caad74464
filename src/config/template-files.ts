// Reads the files that `templates` names, on top of the default templates.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problem } from '../schema/config-error.ts'
import { defaultTemplates } from '../template/defaults/default-templates.ts'
import { TemplateError } from '../template/template-error.ts'
import { TemplateSet } from '../template/template-set.ts'
import { GlobError, glob } from './glob.ts'

/** The templates that every configuration has. */
export function defaultTemplateSet(): TemplateSet {
  return new TemplateSet(defaultTemplates)
}

/** Templates, and what is wrong with what they should have come from. */
export interface LoadedTemplates {
  readonly templates: TemplateSet
  /** Files that cannot be read, or are no templates. */
  readonly problems: readonly Problem[]
  /** Patterns that cannot be understood, by their places in the list. */
  readonly badPatterns: readonly { readonly index: number; readonly message: string }[]
}

/**
 * Adds the files that the patterns find to the default templates, each under its own name, in order: later definitions
 * replace earlier ones. A pattern that finds nothing is no problem. As template/template.go FromGlobs.
 * @param defaults as defaultTemplateSet makes them; they are not changed.
 */
export async function loadTemplateFiles(
  patterns: readonly string[],
  defaults: TemplateSet = defaultTemplateSet(),
): Promise<LoadedTemplates> {
  const templates = defaults.clone()
  const problems: Problem[] = []
  const badPatterns: { index: number; message: string }[] = []
  for (const [index, pattern] of patterns.entries()) {
    try {
      for (const path of await glob(pattern)) problems.push(...(await addFile(templates, path)))
    } catch (error) {
      if (!(error instanceof GlobError)) throw error
      badPatterns.push({ index, message: error.message })
    }
  }
  return { templates, problems, badPatterns }
}

async function addFile(templates: TemplateSet, path: string): Promise<readonly Problem[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const message = `cannot read this template file: ${(error as NodeJS.ErrnoException).message}`
    return [{ file: path, line: 1, column: 1, message, hint: 'Check its permissions, or change templates.' }]
  }
  try {
    templates.parse(basename(path), text)
    return []
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return [problemOf(error, path, text)]
  }
}

/** Go's message begins with the place, which the report shows in its own way. */
function problemOf({ message, line, column = 0 }: TemplateError, file: string, text: string): Problem {
  const source = text.split('\n')[line - 1] ?? ''
  return {
    file,
    line,
    column: column + 1,
    message: message.replace(/^template: [^:]*:\d+(?::\d+)?: /, ''),
    hint: 'Templates are written in the language of Go: https://pkg.go.dev/text/template.',
    source: { line: source, width: Math.max(1, source.length - column) },
  }
}
