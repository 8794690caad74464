// How one text is written in YAML: which quotes, which escapes. As yaml.v2's encode.go stringv and libyaml's emitter.

import { isTimestamp, resolvePlain } from './yaml-scalar.ts'
import { analyzeText, isBreak, isPrintable, type TextTraits } from './yaml-text-traits.ts'
import type { YamlValue } from './yaml-value.ts'

/** Longer keys are written with a `?` before them. In bytes. */
const longestSimpleKey = 128

/** True for a key that needs no `?` before it. */
export function isSimpleKey(key: YamlValue): boolean {
  if (key.kind !== 'text' && key.kind !== 'literal') return false
  return !analyzeText(key.text).hasBreak && Buffer.byteLength(key.text) <= longestSimpleKey
}

/** The ways to write a text. */
export type TextStyle = 'plain' | 'single' | 'double' | 'literal'

/** As libyaml's yaml_emitter_select_scalar_style. */
export function chooseStyle(
  text: string,
  traits: TextTraits,
  context: { wanted: 'plain' | 'literal' | 'double'; inFlow: boolean; asKey: boolean },
): TextStyle {
  let style: TextStyle = context.wanted
  if (context.asKey && traits.hasBreak) style = 'double'
  if (style === 'plain') {
    const allowed = context.inFlow ? traits.plainInFlow : traits.plainInBlock
    if (!allowed || (text === '' && (context.inFlow || context.asKey))) style = 'single'
  }
  if (style === 'single' && !traits.singleQuoted) style = 'double'
  if (style === 'literal' && (!traits.block || context.inFlow || context.asKey)) style = 'double'
  return style
}

/** True for a text that is still a text when it is read without quotes. As encode.go stringv. */
export function staysText(text: string): boolean {
  if (text !== '' && /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text)) return false
  if (isTimestamp(text)) return false
  return resolvePlain(text).type === 'text'
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

/** True for what cannot stand in double quotes as it is. */
export function needsEscape(character: string): boolean {
  return !isPrintable(character) || isBreak(character) || character === '"' || character === '\\'
}

/** An escape for double quotes. */
export function escapeCharacter(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return `\\${short}`
  const code = character.codePointAt(0) as number
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
