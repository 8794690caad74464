// What tests of one vendor share: an entry of its section, decoded, and an attempt to send by it.

import type { Attempt, IntegrationDefinition } from '../../src/integrations/contract.ts'
import { DecodeContext } from '../../src/schema/decode-context.ts'
import { initialValues } from '../../src/schema/object.ts'
import { SourceText } from '../../src/schema/source-text.ts'
import { readYaml } from '../../src/schema/yaml-reader.ts'
import { deliveredAlert, deliveryOf } from './delivery.ts'

/** An entry and what is wrong with it: `key or line: message`. */
export interface ReadEntry<C> {
  readonly config: C
  readonly problems: readonly string[]
}

/** Reads an entry in YAML; `globals` in camel case count before the defaults of the vendor's keys. */
export function readEntry<C, G>(
  definition: IntegrationDefinition<C, G>,
  yaml: string,
  globals: Readonly<Record<string, unknown>> = {},
): ReadEntry<C> {
  const { root } = readYaml(yaml)
  if (root === undefined) throw new Error('an entry is never empty')
  const context = new DecodeContext({ source: new SourceText('entry.yml', yaml), mode: 'fallback', directory: '/' })
  const decoded = context.decode(definition.config, root)
  const all = { ...initialValues(definition.globals), ...globals } as G
  const missing: string[] = []
  const config =
    context.problemCount === 0 && definition.inherit !== undefined
      ? definition.inherit(decoded, all, (key, message) => missing.push(`${key}: ${message}`), true)
      : decoded
  return { config, problems: [...context.problems.map(({ column, message }) => `${column}: ${message}`), ...missing] }
}

/** What a request is made of: one firing alert, templates that stay as they are, and files that hold their names. */
export function attemptWith<C>(config: C, more: Partial<Attempt<C>> = {}) {
  const alert = deliveredAlert({ alertname: 'A', severity: 'warning' }, { annotations: { summary: 's' } })
  const render: Attempt<C>['render'] = (text, { status }) => text.replaceAll('{{ .Status }}', status)
  return {
    config,
    delivery: deliveryOf([alert]),
    externalURL: 'http://am',
    render,
    renderHtml: render,
    readFile: async (option: string, path: string, how: { readonly untrimmed?: boolean } = {}) =>
      `${option} ${path}${how.untrimmed ? '\n' : ''}`,
    ...more,
  }
}
