// `host:port`, as Go's net.SplitHostPort takes it.

import { parsedText } from '../schema/text-fields.ts'

/** A network address; '' when absent. An IPv6 address stands in brackets. */
export const hostPort = parsedText<string>({
  format: 'host-port',
  zero: '',
  parse: parseHostPort,
  print: (value) => value,
  isZero: (value) => value === '',
  hint: 'Write host:port, such as mail.example.org:587 or [::1]:25.',
})

/** Checks an address and gives it in the form in which Go prints it. Throws an Error that says what is wrong. */
export function parseHostPort(text: string): string {
  if (text === '') return ''
  const colon = text.lastIndexOf(':')
  if (colon < 0) throw new Error('the port is missing in this address')
  const { host, from } = hostPart(text, colon)
  if (text.slice(from.open).includes('[')) throw new Error('there is a [ that does not belong into this address')
  if (text.slice(from.close).includes(']')) throw new Error('there is a ] that does not belong into this address')
  const port = text.slice(colon + 1)
  if (port === '') throw new Error('the port is missing in this address')
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** The host, and from where on brackets are not allowed. */
function hostPart(text: string, colon: number): { host: string; from: { open: number; close: number } } {
  if (!text.startsWith('[')) {
    const host = text.slice(0, colon)
    if (host.includes(':')) throw new Error('there are too many colons in this address')
    return { host, from: { open: 0, close: 0 } }
  }
  const end = text.indexOf(']')
  if (end < 0) throw new Error('the ] is missing in this address')
  if (end + 1 === text.length) throw new Error('the port is missing in this address')
  if (end + 1 !== colon) {
    throw new Error(
      text[end + 1] === ':' ? 'there are too many colons in this address' : 'the port is missing in this address',
    )
  }
  return { host: text.slice(1, end), from: { open: 1, close: end + 1 } }
}
