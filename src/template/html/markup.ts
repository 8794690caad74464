// Escaping for HTML itself: text, attribute values with and without quotes, names, titles. As Go's html/template (html.go).

import { attributeContent } from './attribute-kind.ts'
import { type Content, unsafePlaceholder } from './content.ts'
import { stripTags } from './strip-tags.ts'

const references: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  '&': '&amp;',
  "'": '&#39;',
  '+': '&#43;',
  '<': '&lt;',
  '>': '&gt;',
}

/** Text between tags. */
export function escapeText({ text, type }: Content): string {
  return type === 'html' ? text : escapeMarkup(text)
}

/** The value of an attribute in quotes; of trusted HTML, the text without its tags. */
export function escapeAttribute({ text, type }: Content): string {
  return type === 'html' ? keepReferences(stripTags(text)) : escapeMarkup(text)
}

/** The text of a <title> or <textarea>, where tags are no tags but references are references. */
export function escapeRcdata({ text, type }: Content): string {
  return type === 'html' ? keepReferences(text) : escapeMarkup(text)
}

/** The value of an attribute without quotes. */
export function escapeUnquoted({ text, type }: Content): string {
  // Nothing at all would make the next attribute's name the value.
  if (text === '') return unsafePlaceholder
  if (type === 'html')
    return stripTags(text).replace(/[\0\t-\r "'+<=>`\ufdd0-\ufdef\ufff0-\uffff\udc80-\udcff]/gu, unquoted)
  return text.replace(/[\0\t-\r "&'+<=>`\ufdd0-\ufdef\ufff0-\uffff\udc80-\udcff]/gu, unquoted)
}

/** The name of an attribute: a harmless one, or a whole `name="value"` that is trusted. */
export function filterName({ text, type }: Content): string {
  if (type === 'htmlAttr') return text
  const name = text.replaceAll('\u0130', 'i').toLowerCase()
  return /^[a-z0-9]+$/.test(name) && attributeContent(name) === 'plain' ? name : unsafePlaceholder
}

/** Nothing: what stands in a comment is for nobody. */
export function dropComment(): string {
  return ''
}

/** Control characters, quotes, and what browsers do not agree on (U+FDD0 and the like, and bytes that are no UTF-8). */
function unquoted(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0 || (code >= 0xdc80 && code <= 0xdcff)) return '&#xfffd;'
  if (code >= 0xfdd0) return `&#x${code.toString(16)};`
  return references[character] ?? `&#${code};`
}

function escapeMarkup(text: string): string {
  return text.replace(/[\0"&'+<>]/g, (character) => references[character] as string)
}

function keepReferences(text: string): string {
  return text.replace(/[\0"'+<>]/g, (character) => references[character] as string)
}
