// Fields that hold URLs.

import { type Field, optional } from './field.ts'
import { formatGoUrl, type GoUrl, parseGoUrl } from './go-url.ts'
import { Secret, secretMark } from './secret.ts'
import { readText } from './text-fields.ts'
import { yamlText } from './yaml-value.ts'

const httpHint = 'Write a whole URL, such as https://example.org/path.'

/** Reads an http or https URL with a host. Throws an Error that does not repeat it. */
export function parseHttpUrl(text: string): GoUrl {
  const url = parseGoUrl(text)
  if (url.scheme !== 'http' && url.scheme !== 'https') {
    throw new Error(
      url.scheme === ''
        ? 'it does not begin with http:// or https://'
        : `its scheme "${url.scheme}" is not http or https`,
    )
  }
  if (url.host === '') throw new Error('it has no host')
  return url
}

/** An http or https URL, as Go prints it. Undefined when absent. */
export const httpUrl: Field<string | undefined> = optional({
  shape: { type: 'text', format: 'url' },
  zero: '',
  decode(node, context) {
    const value = readText(node, context)
    if (value === undefined) return ''
    try {
      return formatGoUrl(parseHttpUrl(value))
    } catch (error) {
      context.report(node, `this URL cannot be used: ${(error as Error).message}`, httpHint)
      return ''
    }
  },
  encode: yamlText,
  isZero: () => false,
})

/** An http or https URL that is never shown. `<secret>` itself is taken, as a configuration that was printed has it. */
export const secretHttpUrl: Field<Secret | undefined> = optional({
  shape: { type: 'text', format: 'url', secret: true },
  zero: new Secret(''),
  decode(node, context) {
    context.hide(node)
    const value = readText(node, context)
    if (value === undefined) return new Secret('')
    try {
      return new Secret(value === secretMark ? value : formatGoUrl(parseHttpUrl(value)))
    } catch (error) {
      context.report(node, `this URL cannot be used: ${(error as Error).message}`, httpHint)
      return new Secret('')
    }
  },
  encode: () => yamlText(secretMark),
  isZero: () => false,
})

/** A URL of any kind, also an empty one, whose password is never shown (a proxy). Undefined when absent. */
export const proxyUrl: Field<Secret | undefined> = optional({
  shape: { type: 'text', format: 'url' },
  zero: new Secret(''),
  decode(node, context) {
    const value = readText(node, context)
    if (value === undefined) return new Secret('')
    try {
      const url = parseGoUrl(value)
      if (url.user?.password !== undefined) context.hide(node)
      return new Secret(formatGoUrl(url))
    } catch (error) {
      context.hide(node)
      context.report(
        node,
        `this URL cannot be used: ${(error as Error).message}`,
        'Write a whole URL, such as http://proxy.example.org:3128.',
      )
      return new Secret('')
    }
  },
  encode: (value) => yamlText(formatGoUrl(parseGoUrl(value.reveal()), { hidePassword: true })),
  isZero: () => false,
})
