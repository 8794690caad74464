// Our escaping of HTML templates against what the real amtool rendered from the same texts (record-html-escaping.ts).

import { describe, expect, test } from 'vitest'
import { templateDataFromJson } from '../../src/template/data-from-json.ts'
import { defaultTemplates } from '../../src/template/defaults/default-templates.ts'
import { HtmlTemplates } from '../../src/template/html/html-templates.ts'
import { TemplateError } from '../../src/template/template-error.ts'
import { TemplateSet } from '../../src/template/template-set.ts'
import recorded from './html-escaping.json' with { type: 'json' }
import { escapingData, escapingTexts } from './html-escaping-cases.ts'

const set = new TemplateSet()
for (const { name, text } of defaultTemplates) set.parse(name, text)
const templates = new HtmlTemplates(set)
const data = templateDataFromJson(JSON.stringify(escapingData))

test('every text is recorded', () => {
  expect(recorded.cases.map(({ text }) => text)).toEqual(escapingTexts)
})

describe('renders as amtool', () => {
  test.each(recorded.cases)('$text', ({ text, ...expected }) => {
    expect(rendered(text)).toEqual(expected)
  })
})

function rendered(text: string): { readonly output: string } | { readonly error: string } {
  try {
    return { output: templates.render(text, data, 0) }
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message }
    throw error
  }
}
