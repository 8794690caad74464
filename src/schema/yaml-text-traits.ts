// In which styles a text can be written in YAML. As libyaml's yaml_emitter_analyze_scalar.

/** Which styles would keep the text what it is. */
export interface TextTraits {
  readonly hasBreak: boolean
  readonly plainInFlow: boolean
  readonly plainInBlock: boolean
  readonly singleQuoted: boolean
  readonly block: boolean
}

export function analyzeText(text: string): TextTraits {
  if (text === '') return { hasBreak: false, plainInFlow: false, plainInBlock: true, singleQuoted: true, block: false }
  const characters = [...text]
  const { flow, block } = indicators(characters)
  const special = !characters.every(isPrintable)
  const hasBreak = characters.some(isBreak)
  const first = characters[0] as string
  const last = characters.at(-1) as string
  const edge = first === ' ' || last === ' ' || isBreak(first) || isBreak(last)
  const breakThenBlank = characters.some(
    (character, i) => character === ' ' && i > 0 && isBreak(characters[i - 1] as string),
  )
  const blankThenBreak = characters.some((character, i) => isBreak(character) && characters[i - 1] === ' ')
  const plain = !edge && !breakThenBlank && !blankThenBreak && !special && !hasBreak
  return {
    hasBreak,
    plainInFlow: plain && !flow,
    plainInBlock: plain && !block,
    singleQuoted: !breakThenBlank && !blankThenBreak && !special,
    block: last !== ' ' && !blankThenBreak && !special,
  }
}

/** Whether the text has characters that mean something in flow style, and in block style. */
function indicators(characters: readonly string[]): { flow: boolean; block: boolean } {
  let flow = false
  let block = /^(---|\.\.\.)/.test(characters.slice(0, 3).join(''))
  if (block) flow = true
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1]
    const beforeBlank = next === undefined || next === ' ' || next === '\t'
    if (i === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(character)) flow = block = true
      if (character === '?' || character === ':') {
        flow = true
        block ||= beforeBlank
      }
      if (character === '-' && beforeBlank) flow = block = true
      continue
    }
    if (',?[]{}'.includes(character)) flow = true
    if (character === ':') {
      flow = true
      block ||= beforeBlank
    }
    if (character === '#' && isBlankOrBreak(characters[i - 1] as string)) flow = block = true
  }
  return { flow, block }
}

function isBlankOrBreak(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\0' || isBreak(character)
}

/** libyaml's idea of printable, which ends before the emoji and leaves the tab out. */
export function isPrintable(character: string): boolean {
  return /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/u.test(character)
}

export function isBreak(character: string): boolean {
  return (
    character === '\n' || character === '\r' || character === '\x85' || character === '\u2028' || character === '\u2029'
  )
}
