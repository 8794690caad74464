// The address of a mail server, host:port, as Go's net.SplitHostPort takes it.

import type { Field } from '../../schema/field.ts'
import { parsedText } from '../../schema/text-fields.ts'

/** A host without brackets, and a port: a number or a name. */
export interface HostPort {
  readonly host: string
  readonly port: string
}

/** Undefined when absent or ''. An IPv6 address stands in brackets. */
export const smarthost: Field<HostPort | undefined> = parsedText<HostPort | undefined>({
  format: 'host-port',
  zero: undefined,
  parse: (text) => (text === '' ? undefined : splitHostPort(text)),
  print: (value) => (value === undefined ? '' : joinHostPort(value)),
  isZero: (value) => value === undefined,
  hint: 'Write host:port, such as mail.example.org:587 or [::1]:25.',
})

/** Takes an address apart. Throws an Error that says what is wrong. */
export function splitHostPort(text: string): HostPort {
  const parts = /^(?:\[([^[\]]*)\]|([^[\]:]*)):([^[\]:]*)$/.exec(text)
  if (parts === null) throw new Error(faultOf(text))
  const [, bracketed, plain = '', port = ''] = parts
  if (port === '') throw new Error('the port is missing in this address')
  return { host: bracketed ?? plain, port }
}

/** The address as one text, as Go prints it. */
export function joinHostPort({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function faultOf(text: string): string {
  if (!text.includes(':') || /^\[[^\]]*\]?$/.test(text)) return 'the port is missing in this address'
  if (/[[\]]/.test(text)) return 'a bracket does not belong into this address'
  return 'there are too many colons in this address'
}
