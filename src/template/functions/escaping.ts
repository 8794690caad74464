// html, js and urlquery: the escapers that a template may call by name. As text/template (funcs.go) and net/url.

import { isPrintable } from '../../model/go-quote.ts'
import { sprint } from '../format/printf.ts'
import { quoted } from '../format/quote.ts'
import { bytesOf, textOf } from '../go-text.ts'
import { anyType, type GoFunction, stringType } from '../go-type.ts'
import { printed } from '../printed.ts'
import type { Value } from '../values.ts'

const operands = { parameters: [anyType], isVariadic: true }

export const escaping: Readonly<Record<string, GoFunction>> = {
  html: { ...operands, call: (args) => escapeHtml(textOfAll(args)) },
  js: { ...operands, call: (args) => escapeJs(textOfAll(args)) },
  urlquery: { ...operands, call: (args) => queryEscape(textOfAll(args)) },
  urlUnescape: { parameters: [stringType], call: ([text]) => queryUnescape(text as string) },
}

/** The arguments as one text, each as `{{ . }}` would write it. */
export function textOfAll(args: readonly Value[]): string {
  return args.length === 1 ? printed(args[0]) : sprint(args.map((arg) => arg ?? '<no value>'))
}

const htmlEntities: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => htmlEntities[character] as string)
}

const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
}

function escapeJs(text: string): string {
  let escaped = ''
  for (const character of text) escaped += jsEscapes[character] ?? escapedForJs(character)
  return escaped
}

function escapedForJs(character: string): string {
  const code = character.codePointAt(0) as number
  if (code >= 0x20 && code < 0x7f) return character
  if (code === 0x7f || isPrintable(character)) return character
  const shown = character.isWellFormed() ? code : 0xfffd
  // U+FFFD is printable: a broken byte stays what it is.
  return shown === 0xfffd ? character : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** As Go's url.QueryEscape. */
export function queryEscape(text: string): string {
  let escaped = ''
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte)
    if (/[A-Za-z0-9\-_.~]/.test(character)) escaped += character
    else escaped += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return escaped
}

/** As Go's url.QueryUnescape. */
function queryUnescape(text: string): string {
  const bad = /%(?![0-9a-fA-F]{2})/.exec(text)
  if (bad !== null) throw new Error(`invalid URL escape ${quotedFragment(text, bad.index)}`)
  const bytes = bytesOf(text.replaceAll('+', ' '))
  const decoded: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x25) {
      decoded.push(bytes[i] as number)
      continue
    }
    decoded.push(Number.parseInt(String.fromCharCode(bytes[i + 1] as number, bytes[i + 2] as number), 16))
    i += 2
  }
  return textOf(Uint8Array.from(decoded))
}

/** Go shows three bytes of it. */
function quotedFragment(text: string, start: number): string {
  const bytes = bytesOf(text.slice(start, start + 3)).subarray(0, 3)
  return quoted(textOf(bytes))
}
