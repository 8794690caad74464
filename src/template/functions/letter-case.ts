// toUpper, toLower and title: upper and lower case as Go has them, which maps every character to exactly one.

/** As Go's strings.ToUpper: ß stays. */
export function toUpper(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapped(text, upperOf)
}

/** As Go's strings.ToLower: Σ is σ everywhere. */
export function toLower(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapped(text, lowerOf)
}

function isCased(character: string): boolean {
  return /^\p{Cased}$/u.test(character)
}

/** Whether it stands inside of a word: letters, digits, marks and connectors. Everything else ends it, but for the following. */
function isOfWord(character: string): boolean {
  return /^[\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\p{Cf}]$/u.test(character)
}

/** Ends a word only where two stand together. */
const midWord = /^[.:'\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a]$/

/** As golang.org/x/text/cases.Title: the first cased letter of each word in title case, all others in lower case. */
export function title(text: string): string {
  let result = ''
  let isInside = false
  let afterMid = false
  let word = ''
  const endWord = (): void => {
    // A capital sigma at the end of a word is ς: JavaScript knows, if it sees the word.
    result += lowered(word)
    word = ''
  }
  for (const character of text.toWellFormed()) {
    const isMid = midWord.test(character)
    if (afterMid && isMid) {
      endWord()
      isInside = false
    }
    if (isCased(character)) {
      if (isInside) word += character
      else {
        endWord()
        result += titleOf(character)
        isInside = true
      }
    } else {
      word += character
      if (!isMid && !isOfWord(character)) {
        endWord()
        isInside = false
      }
    }
    afterMid = isMid
  }
  endWord()
  return result
}

/** Lower case with what comes before it being a letter. */
function lowered(word: string): string {
  return word === '' ? '' : `a${word}`.toLowerCase().slice(1)
}

const digraphs: Readonly<Record<string, string>> = { Ǆ: 'ǅ', ǆ: 'ǅ', Ǉ: 'ǈ', ǉ: 'ǈ', Ǌ: 'ǋ', ǌ: 'ǋ', Ǳ: 'ǲ', ǳ: 'ǲ' }

function titleOf(character: string): string {
  const special = digraphs[character]
  if (special !== undefined) return special
  if (/^[ǅǈǋǲ\u1f88-\u1f8f\u1f98-\u1f9f\u1fa8-\u1faf\u1fbc\u1fcc\u1ffc]$/.test(character)) return character
  const [first = '', ...rest] = withIota(character) ?? character.toUpperCase()
  return first + rest.join('').toLowerCase()
}

function mapped(text: string, map: (character: string) => string): string {
  let result = ''
  for (const character of text.toWellFormed()) result += map(character)
  return result
}

function upperOf(character: string): string {
  const upper = withIota(character) ?? character.toUpperCase()
  return [...upper].length === 1 ? upper : character
}

function lowerOf(character: string): string {
  return character === '\u0130' ? 'i' : character.toLowerCase()
}

/** Greek letters with a small iota below have a capital of their own; JavaScript writes the iota beside it. */
function withIota(character: string): string | undefined {
  const code = character.charCodeAt(0)
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 8)
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCharCode(code + 9) : undefined
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}
