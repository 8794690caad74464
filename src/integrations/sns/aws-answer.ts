// What AWS's query services answer: XML, of which a few elements matter.

import type { WireReply } from '../network.ts'

/** Errors that mean "not now", whatever their status; AWS's own clients try again after them. */
const throttled: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'Throttled',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
])

/** The text of the first element of a name, or undefined. */
export function elementText(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}\\s*>`).exec(xml)?.[1]
  return found === undefined ? undefined : unescapeXml(found)
}

/** The message of an error. */
export function errorMessage({ body }: WireReply): string {
  return elementText(body, 'Message') ?? ''
}

/** True for an error that says that there were too many requests. */
export function isThrottled({ body }: WireReply): boolean {
  return throttled.has(elementText(body, 'Code') ?? '')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] as string
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
