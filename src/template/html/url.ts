// Escaping for URLs and srcset. As Go's html/template (url.go).

import { bytesOf } from '../go-text.ts'
import { type Content, unsafePlaceholder } from './content.ts'

/** A whole URL, or a placeholder for one whose scheme could run code. */
export function filterUrl({ text, type }: Content): string {
  return type === 'url' || isSafeUrl(text) ? text : `#${unsafePlaceholder}`
}

/** A value in a query or a fragment: everything encoded, unless it is trusted as part of a URL. */
export function escapeUrl(content: Content): string {
  return content.type === 'url' ? normalizeUrl(content) : encodeAllBut(content.text, /[-._~A-Za-z0-9]/)
}

/** The front part of a URL: only what no URL may hold is encoded; `&` and `+` still need escaping for HTML. */
export function normalizeUrl({ text }: Content): string {
  const valid = /[-._~A-Za-z0-9!#$&*+,/:;=?@[\]]|%(?=[0-9a-fA-F]{2})/
  return encodeAllBut(text, valid)
}

/** The value of a srcset: URLs with widths, separated by commas. */
export function filterSrcset(content: Content): string {
  if (content.type === 'srcset') return content.text
  if (content.type === 'url') return normalizeUrl(content).replaceAll(',', '%2c')
  return content.text.split(',').map(filterImage).join(',')
}

/** One `URL width` of a srcset. */
function filterImage(image: string): string {
  const [, before, url, width] = /^([\t\n\f\r ]*)([^\t\n\f\r ]*)([\s\S]*)$/.exec(image) as unknown as string[]
  const isSafe = isSafeUrl(url as string) && /^[\t\n\f\r A-Za-z0-9]*$/.test(width as string)
  return isSafe ? `${before}${normalizeUrl({ text: url as string, type: 'plain' })}${width}` : `#${unsafePlaceholder}`
}

/** True for relative URLs and those of schemes without lasting effects. */
function isSafeUrl(url: string): boolean {
  const scheme = /^[^:]*(?=:)/.exec(url)?.[0]
  return scheme === undefined || scheme.includes('/') || /^(?:https?|mailto)$/iu.test(scheme)
}

function encodeAllBut(text: string, valid: RegExp): string {
  // The sticky pattern looks ahead into the text, which single characters would not let it.
  const kept = new RegExp(valid, 'y')
  let encoded = ''
  for (let at = 0; at < text.length; ) {
    kept.lastIndex = at
    const character = String.fromCodePoint(text.codePointAt(at) as number)
    encoded += kept.test(text) ? character : percentEncoded(character)
    at += character.length
  }
  return encoded
}

function percentEncoded(character: string): string {
  let encoded = ''
  for (const byte of bytesOf(character)) encoded += `%${byte.toString(16).padStart(2, '0')}`
  return encoded
}
