// Our template engine against what the real amtool rendered (record-templates.ts), errors included.

import { describe, expect, test } from 'vitest'
import { templateDataFromJson } from '../../src/template/data-from-json.ts'
import { TemplateError } from '../../src/template/template-error.ts'
import { TemplateSet } from '../../src/template/template-set.ts'
import { type DataName, templateData } from './template-cases/data.ts'
import { sharedTemplate } from './template-cases/shared-template.ts'
import { textCases } from './template-cases/text-cases.ts'
import recorded from './templates.json' with { type: 'json' }

test('every case is recorded', () => {
  expect(recorded.cases.map(({ text, data }) => ({ text, data }))).toEqual(textCases)
  expect(recorded.data).toEqual(templateData)
})

const data = Object.fromEntries(
  Object.entries(templateData).map(([name, json]) => [name, templateDataFromJson(JSON.stringify(json))]),
)
const templates = new TemplateSet()
templates.parse(sharedTemplate.name, sharedTemplate.text)

describe('rendered as text', () => {
  test.each(recorded.cases)('$data: $text', ({ text, data: name, output, error }) => {
    expect(render(text, name as DataName)).toEqual(error === undefined ? { output } : { error })
  })
})

function render(text: string, name: DataName): { output: string } | { error: string } {
  try {
    return { output: templates.renderText(text, data[name], Date.UTC(2026, 0, 1)) }
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message }
    throw error
  }
}
