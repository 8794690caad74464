// Our template engine against what the real amtool rendered (record-templates.ts), errors included.

import { describe, expect, test } from 'vitest'
import { defaultTemplateSet } from '../../src/config/template-files.ts'
import { templateDataFromJson } from '../../src/template/data-from-json.ts'
import { HtmlTemplates } from '../../src/template/html/html-templates.ts'
import { TemplateError } from '../../src/template/template-error.ts'
import { type DataName, templateData } from './template-cases/data.ts'
import { htmlCases } from './template-cases/html-cases.ts'
import { sharedTemplate } from './template-cases/shared-template.ts'
import { textCases } from './template-cases/text-cases.ts'
import recorded from './templates.json' with { type: 'json' }
import recordedHtml from './templates-html.json' with { type: 'json' }

test('every case is recorded', () => {
  expect(recorded.cases.map(({ text, data }) => ({ text, data }))).toEqual(textCases)
  expect(recorded.data).toEqual(templateData)
  expect(recordedHtml.cases.map(({ text, data }) => ({ text, data }))).toEqual(htmlCases)
  expect(recordedHtml.data).toEqual(templateData)
})

const data = Object.fromEntries(
  Object.entries(templateData).map(([name, json]) => [name, templateDataFromJson(JSON.stringify(json))]),
)
const templates = defaultTemplateSet()
templates.parse(sharedTemplate.name, sharedTemplate.text)
const html = new HtmlTemplates(templates)
const now = Date.UTC(2026, 0, 1)

describe('rendered as text', () => {
  test.each(recorded.cases)('$data: $text', ({ text, data: name, output, error }) => {
    expect(outcome(() => templates.renderText(text, data[name as DataName], now))).toEqual(
      error === undefined ? { output } : { error },
    )
  })
})

describe('rendered as HTML', () => {
  // The HTML mail is of our own design.
  const cases = recordedHtml.cases.filter(({ text }) => !text.includes('email.default.html'))
  test.each(cases)('$data: $text', ({ text, data: name, output, error }) => {
    expect(outcome(() => html.render(text, data[name as DataName], now))).toEqual(
      error === undefined ? { output } : { error },
    )
  })
})

function outcome(render: () => string): { output: string } | { error: string } {
  try {
    return { output: render() }
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message }
    throw error
  }
}
