// Fills in the templates of integrations with the data of the notification that they send.

import type { Clock } from '../clock.ts'
import { templateData } from '../template/data.ts'
import { wellFormed } from '../template/go-text.ts'
import { HtmlTemplates } from '../template/html/html-templates.ts'
import type { TemplateSet } from '../template/template-set.ts'
import type { Value } from '../template/values.ts'
import type { IntegrationContext } from './contract.ts'
import type { Payload } from './payload.ts'

/** The renderers of one configuration's templates. They throw a TemplateError, which fails the notification. */
export function renderersOf(
  templates: TemplateSet,
  clock: Clock,
): Required<Pick<IntegrationContext, 'render' | 'renderHtml'>> {
  const html = new HtmlTemplates(templates)
  // A message is made of many texts, all with the same data.
  const known = new WeakMap<Payload, Value>()
  const dataOf = (payload: Payload): Value => {
    const data = known.get(payload) ?? templateData(payload)
    known.set(payload, data)
    return data
  }
  return {
    // Most texts, URLs above all, have nothing to be filled in.
    render: (text, payload) =>
      text.includes('{{') ? templates.renderText(text, dataOf(payload), clock.now()) : wellFormed(text),
    renderHtml: (text, payload) => html.render(text, dataOf(payload), clock.now()),
  }
}
