// The template engine with Alertmanager's default templates, as integrations are given it.

import type { IntegrationContext } from '../../src/integrations/contract.ts'
import { templateData } from '../../src/template/data.ts'
import { defaultTemplates } from '../../src/template/defaults/default-templates.ts'
import { HtmlTemplates } from '../../src/template/html/html-templates.ts'
import { TemplateSet } from '../../src/template/template-set.ts'

/** `now` in templates is the epoch. */
export function defaultRenderers(): Required<Pick<IntegrationContext, 'render' | 'renderHtml'>> {
  const set = new TemplateSet()
  for (const { name, text } of defaultTemplates) set.parse(name, text)
  const html = new HtmlTemplates(set)
  return {
    render: (text, payload) => set.renderText(text, templateData(payload), 0),
    renderHtml: (text, payload) => html.render(text, templateData(payload), 0),
  }
}
