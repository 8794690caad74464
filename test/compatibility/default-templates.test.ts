// Our default templates against what those of the real Alertmanager say (record-default-templates.ts).

import { describe, expect, test } from 'vitest'
import { templateDataFromJson } from '../../src/template/data-from-json.ts'
import { defaultTemplates } from '../../src/template/defaults/default-templates.ts'
import { HtmlTemplates } from '../../src/template/html/html-templates.ts'
import { TemplateSet } from '../../src/template/template-set.ts'
import { notifications } from './default-template-data.ts'
import recorded from './default-templates.json' with { type: 'json' }

const set = new TemplateSet()
for (const { name, text } of defaultTemplates) set.parse(name, text)
const html = new HtmlTemplates(set)

test('there are all templates of Alertmanager', () => {
  for (const name of recorded.names) expect(set.lookup(name), name).toBeDefined()
})

describe.each(Object.keys(notifications))('%s', (notification) => {
  const data = templateDataFromJson(JSON.stringify(notifications[notification]))
  const cases = recorded.cases.filter((each) => each.notification === notification)

  test.each(cases)('$type $text', ({ type, text, output }) => {
    expect(type === 'html' ? html.render(text, data, 0) : set.renderText(text, data, 0)).toBe(output)
  })
})
