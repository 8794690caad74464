// Fields whose value is one scalar read as text: plain texts, secrets, files, durations, choices.

import { formatDuration, formatGoDuration, parseDuration, parseGoDuration } from '../model/duration.ts'
import type { Duration } from '../model/instant.ts'
import { Regexp } from '../model/regexp.ts'
import type { DecodeContext } from './decode-context.ts'
import type { Field, TextFormat } from './field.ts'
import { Secret, secretMark } from './secret.ts'
import type { ContentNode } from './yaml-node.ts'
import { scalarText } from './yaml-scalar.ts'
import { yamlText } from './yaml-value.ts'

/** The text of a scalar, or undefined with a problem reported. */
export function readText(node: ContentNode, context: DecodeContext): string | undefined {
  if (node.kind === 'scalar') return scalarText(node, context)
  context.reportKind(node, 'a text')
  return undefined
}

/** Any text; numbers and booleans keep the form in which they are written. '' when absent. */
export const text: Field<string> = {
  shape: { type: 'text' },
  zero: '',
  decode: (node, context) => readText(node, context) ?? '',
  encode: yamlText,
  isZero: (value) => value === '',
}

/** A text that is never shown. An empty one counts as none. */
export const secret: Field<Secret | undefined> = {
  shape: { type: 'text', secret: true },
  zero: undefined,
  decode(node, context) {
    context.hide(node)
    const value = readText(node, context)
    return value ? new Secret(value) : undefined
  },
  encode: (value) => (value === undefined ? { kind: 'literal', text: 'null' } : yamlText(secretMark)),
  isZero: (value) => value === undefined,
}

/** The same where Alertmanager tells an empty secret from none: `optional` goes around it. */
export const pointedSecret: Field<Secret> = {
  shape: { type: 'text', secret: true },
  zero: new Secret(''),
  decode(node, context) {
    context.hide(node)
    return new Secret(readText(node, context) ?? '')
  },
  encode: (value) => (value.reveal() === '' ? { kind: 'literal', text: 'null' } : yamlText(secretMark)),
  isZero: () => false,
}

/** A path, taken from the folder of the configuration file when it is relative. '' when absent. */
export const filePath: Field<string> = {
  ...text,
  shape: { type: 'text', format: 'file' },
  decode: (node, context) => context.resolvePath(readText(node, context) ?? ''),
}

/** A path that stays as it is: Alertmanager takes a relative one from the working directory. '' when absent. */
export const plainPath: Field<string> = { ...text, shape: { type: 'text', format: 'file' } }

/** A span of time in Prometheus's form, `1h30m`. Its zero is 0. */
export const duration: Field<Duration> = parsedText({
  format: 'duration',
  zero: 0,
  parse: parseDuration,
  print: formatDuration,
  isZero: (value) => value === 0,
  hint: 'Write a whole number and a unit (ms, s, m, h, d, w, y), such as 30s or 1h30m.',
})

/** A span of time in Go's form that is read as text, so that a bare number is none: `1m30s`. Its zero is 0. */
export const goDurationText: Field<Duration> = parsedText({
  format: 'go-duration',
  zero: 0,
  parse: parseGoDuration,
  print: formatGoDuration,
  isZero: (value) => value === 0,
  hint: 'Write a number and a unit (ns, us, ms, s, m, h), such as 30s or 1m30s.',
})

/** A regular expression in RE2's syntax, anchored at both ends. Null gives undefined. */
export const regexp: Field<Regexp | undefined> = parsedText<Regexp | undefined>({
  format: 'regexp',
  zero: undefined,
  parse: (source) => new Regexp(source),
  print: (value) => value?.source ?? '',
  isZero: (value) => value === undefined,
  hint: 'The syntax is that of RE2 (https://github.com/google/re2/wiki/Syntax): no lookaround, no back references.',
})

/** One of some texts; '' when absent. */
export function choice<V extends string>(values: readonly V[], options: { readonly what: string }): Field<V | ''> {
  const known: readonly string[] = values
  return {
    shape: { type: 'text', values },
    zero: '',
    decode(node, context) {
      const value = readText(node, context)
      if (value === undefined) return ''
      if (known.includes(value)) return value as V
      context.report(node, `${JSON.stringify(value)} is no ${options.what}`, `Use one of: ${values.join(', ')}.`)
      return ''
    },
    encode: yamlText,
    isZero: (value) => value === '',
  }
}

/** A field of a text that a function parses; what it throws is the problem's message. */
export function parsedText<T>(options: {
  readonly format: TextFormat
  readonly zero: T
  readonly parse: (text: string, context: DecodeContext) => T
  readonly print: (value: T) => string
  readonly isZero: (value: T) => boolean
  readonly hint: string
}): Field<T> {
  const { format, zero, parse, print, isZero, hint } = options
  return {
    shape: { type: 'text', format },
    zero,
    decode(node, context) {
      const source = readText(node, context)
      if (source === undefined) return zero
      try {
        return parse(source, context)
      } catch (error) {
        context.report(node, (error as Error).message, hint)
        return zero
      }
    },
    encode: (value) => yamlText(print(value)),
    isZero,
  }
}
