// Looks whether a text is a template at all, without rendering it: for checks when the configuration is read.

import { templateFunctions } from './functions/template-functions.ts'
import { parseTemplate } from './parser.ts'
import { TemplateError } from './template-error.ts'

/** The functions that Go's own templates have. */
const goFunctions: ReadonlySet<string> = new Set(
  'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne'.split(' '),
)

const allFunctions: ReadonlySet<string> = new Set(templateFunctions().keys())

/**
 * What is wrong with the syntax of a text; undefined when nothing is. A function that does not exist counts.
 * @param functions which functions there are: Go's own alone, or Alertmanager's too
 */
export function syntaxProblem(text: string, functions: 'go' | 'all' = 'all'): TemplateError | undefined {
  if (!text.includes('{{')) return undefined
  const known = functions === 'go' ? goFunctions : allFunctions
  try {
    parseTemplate('', text, (name) => known.has(name))
    return undefined
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
}
