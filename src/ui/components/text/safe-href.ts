// Which texts from outside may become links. Everything else stays text.

/** The address, when it is an absolute one that a browser opens without harm: http, https or mailto. */
export function safeHref(text: string): string | undefined {
  // Most of them, and a long list has many: whatever follows, the browser takes it for what it says.
  if (/^https?:\/\/[\w.:-]+(?:\/[\x21-\x7e]*)?$/.test(text)) return text
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:' ? href : undefined
}

/** A piece of a text: plain, or an address in it. */
export interface TextPiece {
  readonly text: string
  readonly href?: string
}

/** Finds the http and https addresses in a text. What ends a sentence does not belong to them. */
export function splitLinks(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const found of text.matchAll(/\bhttps?:\/\/[^\s<>"'`]+/gi)) {
    const address = trimmed(found[0])
    const href = safeHref(address)
    if (href === undefined) continue
    if (found.index > end) pieces.push({ text: text.slice(end, found.index) })
    pieces.push({ text: address, href })
    end = found.index + address.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function trimmed(address: string): string {
  let text = address.replace(/[.,;:!?]+$/, '')
  while (text.endsWith(')') && !text.includes('(')) text = text.slice(0, -1).replace(/[.,;:!?]+$/, '')
  return text
}
