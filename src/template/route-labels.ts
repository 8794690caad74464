// The template function routeLabels: the value of a route label, which may be a template that asks for others in turn.
// As template/template.go routeLabelResolver.

import { routeLabelsOf } from './data.ts'
import type { Value } from './values.ts'

/** Renders a text with the data; `resolve` is what routeLabels does in it. */
type Render = (text: string, resolve: (name: string) => string) => string

/** Answers route labels by name, each rendered at most once. '' for an unknown one; throws where labels go in a circle. */
export function routeLabelResolver(data: Value, render: Render): (name: string) => string {
  const { labels, areRendered } = routeLabelsOf(data)
  const rendered = new Map<string, string>()
  const underway: string[] = []
  const resolve = (name: string): string => {
    const text = labels.get(name)
    if (typeof text !== 'string') return ''
    if (areRendered) return text
    const known = rendered.get(name)
    if (known !== undefined) return known
    if (underway.includes(name)) {
      throw new Error(`route label cycle detected: ${[...underway, name].join(' -> ')}`)
    }
    underway.push(name)
    try {
      const value = render(text, resolve)
      rendered.set(name, value)
      return value
    } finally {
      underway.pop()
    }
  }
  return resolve
}
