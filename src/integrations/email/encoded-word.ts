// Header values beyond printable ASCII (RFC 2047), as Go's mime.QEncoding writes them in UTF-8.

const opening = '=?utf-8?q?'
const closing = '?='

/** What may stand between the two: an encoded word has at most 75 characters. */
const longestContent = 75 - opening.length - closing.length

/** The text itself when it is printable ASCII, else as one or several encoded words. Line breaks are encoded, too. */
export function encodeHeaderText(text: string): string {
  if (/^[\t -~]*$/.test(text)) return text
  const words: string[] = []
  let word = ''
  // By code points: a character must not be split across words.
  for (const character of text) {
    const encoded = encodeCharacter(character)
    if (word.length + encoded.length > longestContent) {
      words.push(word)
      word = ''
    }
    word += encoded
  }
  return [...words, word].map((content) => opening + content + closing).join(' ')
}

function encodeCharacter(character: string): string {
  if (character === ' ') return '_'
  if (/^[!-~]$/.test(character) && !'=?_'.includes(character)) return character
  return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
