// Quoted-printable (RFC 2045), with lines broken where Go's mime/quotedprintable breaks them.

/** Without the `=` of a soft break. */
const longestLine = 75

/** Blanks at the end of a line may get lost on the way. */
const special = /[^\t -<>-~]|[\t ]$/gu

/** Every kind of line break becomes CRLF. The end gets none. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => softBroken(line.replace(special, escaped)))
    .join('\r\n')
}

function escaped(character: string): string {
  if (character === '=') return '=3D'
  return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

/** Breaks an encoded line, but not in the middle of an escaped byte. */
function softBroken(line: string): string {
  if (line.length <= longestLine) return line
  const lines: string[] = []
  let from = 0
  while (line.length - from > longestLine) {
    let to = from + longestLine
    if (line[to - 1] === '=') to -= 1
    else if (line[to - 2] === '=') to -= 2
    lines.push(`${line.slice(from, to)}=\r\n`)
    from = to
  }
  return lines.join('') + line.slice(from)
}
