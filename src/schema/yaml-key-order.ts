// The order in which Go's yaml.v2 prints the keys of a map: numbers first, then texts, in which letters come after other
// characters and digits count as numbers (`a2` before `a10`). As its sorter.go.

import type { YamlValue } from './yaml-value.ts'

/** Compares two keys for sorting. */
export function compareMapKeys(a: YamlValue, b: YamlValue): number {
  if (a.kind === 'text' && b.kind === 'text') return compareTexts(a.text, b.text)
  const left = numberOf(a)
  const right = numberOf(b)
  if (left !== undefined && right !== undefined && left !== right) return left - right
  return kindOf(a) - kindOf(b)
}

/** Booleans count as 0 and 1. */
function numberOf(key: YamlValue): number | undefined {
  if (key.kind !== 'literal' || key.text === 'null') return undefined
  if (key.text === 'true') return 1
  return key.text === 'false' ? 0 : Number(key.text)
}

/** The order of the kinds in Go's reflect: booleans, integers, floats, null, texts. */
function kindOf(key: YamlValue): number {
  if (key.kind !== 'literal') return 4
  if (key.text === 'true' || key.text === 'false') return 0
  if (key.text === 'null') return 3
  return /^-?[0-9]+$/.test(key.text) ? 1 : 2
}

function compareTexts(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i] as string
    const y = right[i] as string
    if (x !== y) return compareFrom({ left, right, at: i, x, y })
  }
  return left.length - right.length
}

/** Decides at the first character in which two texts differ. */
function compareFrom({
  left,
  right,
  at,
  x,
  y,
}: {
  left: string[]
  right: string[]
  at: number
  x: string
  y: string
}): number {
  const xLetter = isLetter(x)
  const yLetter = isLetter(y)
  if (xLetter && yLetter) return codeOf(x) - codeOf(y)
  if (xLetter || yLetter) return yLetter ? -1 : 1
  // Zeros inside a number count; leading ones do not.
  const seed = (x === '0' || y === '0') && followsDigit(left, at) ? 1 : 0
  const leftNumber = numberFrom(left, at, seed)
  const rightNumber = numberFrom(right, at, seed)
  if (leftNumber.value !== rightNumber.value) return leftNumber.value < rightNumber.value ? -1 : 1
  if (leftNumber.end !== rightNumber.end) return leftNumber.end - rightNumber.end
  return codeOf(x) - codeOf(y)
}

function followsDigit(characters: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && isDigit(characters[i] as string); i--) {
    if (characters[i] !== '0') return true
  }
  return false
}

function numberFrom(characters: readonly string[], at: number, seed: number): { value: bigint; end: number } {
  let value = BigInt(seed)
  let end = at
  for (; end < characters.length && isDigit(characters[end] as string); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(characters[end] as string) - 0x30))
  }
  return { value, end }
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character)
}

function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character)
}

function codeOf(character: string): number {
  return character.codePointAt(0) as number
}
