// Escaping for CSS. As Go's html/template (css.go).

import { type Content, unsafePlaceholder } from './content.ts'

/** A text inside of a CSS string, with its special characters as hexadecimal escapes. */
export function escapeCss({ text }: Content): string {
  return text.replace(/[\0\t\n\f\r"&'()+/:;<>{}\\]/g, (character, at: number) => {
    if (character === '\\') return '\\\\'
    // A blank ends an escape that what follows would lengthen, or swallow.
    const end = /^[^0-9a-fA-F\t\n\f\r ]/.test(text.slice(at + 1, at + 2)) ? '' : ' '
    return `\\${character.charCodeAt(0).toString(16)}${end}`
  })
}

/** A value such as `10px`, `#fff` or `inherit`; anything that could end the value, or run code, becomes a placeholder. */
export function filterCssValue({ text, type }: Content): string {
  if (type === 'css') return text
  const value = decodeCss(text)
  if (/[\0"'()/;@[\\\]`{}]|--/.test(value)) return unsafePlaceholder
  const names = value.replace(/\W/g, '').toLowerCase()
  return /expression|mozbinding/.test(names) ? unsafePlaceholder : value
}

/** The text with its escapes decoded. */
export function decodeCss(text: string): string {
  return text.replace(/\\(?:([0-9a-fA-F]{1,6})(\r\n|[\t\n\f\r ])?|([\s\S])|$)/gu, (_, hex, space, character) => {
    if (hex === undefined) return character ?? ''
    const code = Number.parseInt(hex, 16)
    if (code <= 0x10ffff) return codePoint(code)
    // Six digits that are too many for a character are one of five, and a digit.
    return `${codePoint(code >> 4)}${hex.at(-1)}${space ?? ''}`
  })
}

function codePoint(code: number): string {
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code)
}
