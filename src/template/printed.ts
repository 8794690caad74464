// A value as an action writes it.

import { sprint } from './format/printf.ts'
import { indirect, Pointer, type Value } from './values.ts'

/** The text of a value as `{{ . }}` writes it. */
export function printed(value: Value): string {
  if (typeof value === 'string') return value
  const found = value instanceof Pointer ? indirect(value).value : value
  return found === undefined ? '<no value>' : sprint([found])
}
