// URLs as Go's net/url reads and prints them, which decides what a configuration may hold and how it is shown.
// Works on the bytes of the UTF-8 form, as Go does. The rules are those of net/url's Parse and String.

import { isIPv6 } from 'node:net'

type Part = 'path' | 'host' | 'zone' | 'user' | 'fragment'

/** A parsed URL: unescaped parts, and what is needed to print it as it came. */
export interface GoUrl {
  /** Lower case; '' when there is none. */
  readonly scheme: string
  readonly opaque: string
  readonly user?: { readonly name: string; readonly password?: string }
  /** With the port. */
  readonly host: string
  readonly path: string
  /** The path as written, where printing `path` would give something else. */
  readonly rawPath: string
  /** True for a `?` with nothing behind it. */
  readonly emptyQuery: boolean
  readonly query: string
  readonly fragment: string
  readonly rawFragment: string
}

/** Reads a URL. Throws an Error that says what is wrong without repeating the URL, which may hold a secret. */
export function parseGoUrl(text: string): GoUrl {
  const bytes = toBytes(text)
  const hash = bytes.indexOf('#')
  const main = hash < 0 ? bytes : bytes.slice(0, hash)
  const fragment = hash < 0 ? '' : bytes.slice(hash + 1)
  if (/[\x00-\x1f\x7f]/.test(main)) throw new Error('it contains a control character')
  return { ...parseMain(main), ...escapedPair(fragment, 'fragment', 'fragment', 'rawFragment') }
}

function parseMain(text: string): Omit<GoUrl, 'fragment' | 'rawFragment'> {
  const { scheme, rest: afterScheme } = splitScheme(text)
  let rest = afterScheme
  let query = ''
  const emptyQuery = rest.endsWith('?') && rest.indexOf('?') === rest.length - 1
  if (emptyQuery) rest = rest.slice(0, -1)
  else {
    const mark = rest.indexOf('?')
    if (mark >= 0) {
      query = rest.slice(mark + 1)
      rest = rest.slice(0, mark)
    }
  }
  const url = { scheme, opaque: '', host: '', path: '', rawPath: '', emptyQuery, query }
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...url, opaque: rest }
    if ((rest.split('/', 1)[0] as string).includes(':')) throw new Error('the scheme (http:// or https://) is missing')
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///')))
    return { ...url, ...escapedPair(rest, 'path', 'path', 'rawPath') }
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  return {
    ...url,
    ...parseAuthority(authority),
    ...escapedPair(slash < 0 ? '' : rest.slice(slash), 'path', 'path', 'rawPath'),
  }
}

function splitScheme(text: string): { scheme: string; rest: string } {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*)?:/.exec(text)
  if (match === null) return { scheme: '', rest: text }
  if (match[1] === undefined) throw new Error('the scheme (http:// or https://) is missing')
  return { scheme: match[1].toLowerCase(), rest: text.slice(match[0].length) }
}

function parseAuthority(authority: string): Pick<GoUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@')
  const host = parseHost(authority.slice(at + 1))
  if (at < 0) return { host }
  const info = authority.slice(0, at)
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(info))
    throw new Error('its user name or password has to be percent-encoded')
  const colon = info.indexOf(':')
  if (colon < 0) return { host, user: { name: percentDecode(info, 'user') } }
  return {
    host,
    user: { name: percentDecode(info.slice(0, colon), 'user'), password: percentDecode(info.slice(colon + 1), 'user') },
  }
}

function parseHost(host: string): string {
  if (host.lastIndexOf('[') > 0) throw new Error('its host has a [ that does not belong there')
  if (host.startsWith('[')) return parseAddress(host)
  const colon = host.lastIndexOf(':')
  if (colon >= 0) checkPort(host.slice(colon))
  return percentDecode(host, 'host')
}

/** An IPv6 address in brackets, with or without a zone. */
function parseAddress(host: string): string {
  const end = host.lastIndexOf(']')
  if (end < 0) throw new Error('the ] of its IPv6 address is missing')
  checkPort(host.slice(end + 1))
  const inside = host.slice(1, end)
  const zone = inside.indexOf('%25')
  const address = percentDecode(zone < 0 ? inside : inside.slice(0, zone), 'host')
  const decodedZone = zone < 0 ? '' : percentDecode(inside.slice(zone), 'zone')
  if (!isIPv6(address) || decodedZone === '%') throw new Error('there is no IPv6 address between its brackets')
  return `[${address}${decodedZone}]${host.slice(end + 1)}`
}

function checkPort(port: string): void {
  if (!/^(:[0-9]*)?$/.test(port)) throw new Error('its port is not a number')
}

/** The unescaped text, and the text as written where escaping again would not give it. */
function escapedPair<A extends string, B extends string>(
  raw: string,
  part: Part,
  plain: A,
  written: B,
): Record<A | B, string> {
  const text = percentDecode(raw, part)
  // Both names come in as literals: the object has exactly these two.
  return { [plain]: text, [written]: percentEncode(text, part) === raw ? '' : raw } as Record<A | B, string>
}

function percentDecode(text: string, part: Part): string {
  let plain = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    if (character === '%') {
      const digits = /^%[0-9a-fA-F]{2}/.exec(text.slice(i, i + 3))?.[0]
      if (digits === undefined) throw new Error('a % in it is not followed by two hexadecimal digits')
      const code = Number.parseInt(digits.slice(1), 16)
      // Only bytes beyond ASCII may be escaped in a host, and the % that begins a zone.
      if (part === 'host' && code < 0x80 && code !== 0x25)
        throw new Error('its host has an escape that is not allowed there')
      if (part === 'zone' && code !== 0x25 && code !== 0x20 && needsEscape(String.fromCharCode(code), 'host')) {
        throw new Error('its IPv6 zone has an escape that is not allowed there')
      }
      plain += String.fromCharCode(code)
      i += 2
      continue
    }
    if ((part === 'host' || part === 'zone') && character < '\x80' && needsEscape(character, part)) {
      throw new Error('its host contains a character that is not allowed there')
    }
    plain += character
  }
  return plain
}

const hostCharacters = '!$&\'()*+,;=:[]<>"'

function needsEscape(character: string, part: Part): boolean {
  if (/[A-Za-z0-9\-_.~]/.test(character)) return false
  if ((part === 'host' || part === 'zone') && hostCharacters.includes(character)) return false
  if ('$&+,/:;=?@'.includes(character)) {
    if (part === 'path') return character === '?'
    if (part === 'user') return '@/?:'.includes(character)
    return part !== 'fragment'
  }
  return !(part === 'fragment' && '!()*'.includes(character))
}

function percentEncode(text: string, part: Part): string {
  let escaped = ''
  for (const character of text) {
    escaped += needsEscape(character, part)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : character
  }
  return escaped
}

/** Prints a URL as Go's URL.String. A password stands as `xxxxx` when it is to be hidden (Redacted). */
export function formatGoUrl(url: GoUrl, options: { readonly hidePassword?: boolean } = {}): string {
  const tail = `${url.emptyQuery || url.query !== '' ? `?${url.query}` : ''}${url.fragment === '' ? '' : `#${printed(url.fragment, url.rawFragment, 'fragment')}`}`
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`
  if (url.opaque !== '') return fromBytes(`${scheme}${url.opaque}${tail}`)
  const authority = url.host !== '' || url.user !== undefined || (url.scheme !== '' && url.path !== '')
  const path = url.path === '*' ? '*' : printed(url.path, url.rawPath, 'path')
  const slash = path !== '' && !path.startsWith('/') && url.host !== '' ? '/' : ''
  const user = url.user === undefined ? '' : `${userInfo(url.user, options.hidePassword === true)}@`
  return fromBytes(`${scheme}${authority ? '//' : ''}${user}${percentEncode(url.host, 'host')}${slash}${path}${tail}`)
}

function userInfo(user: { readonly name: string; readonly password?: string }, hidePassword: boolean): string {
  const name = percentEncode(user.name, 'user')
  if (user.password === undefined) return name
  return `${name}:${hidePassword ? 'xxxxx' : percentEncode(user.password, 'user')}`
}

/** The part as it was written if that is a valid form of it, else escaped. */
function printed(text: string, raw: string, part: 'path' | 'fragment'): string {
  const valid =
    raw !== '' && [...raw].every((character) => "!$&'()*+,;=:@[]%".includes(character) || !needsEscape(character, part))
  return valid ? raw : percentEncode(text, part)
}

/** One character for each byte of the UTF-8 form. */
function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
