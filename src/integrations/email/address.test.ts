import { describe, expect, test } from 'vitest'
import { parseAddressList } from './address.ts'

// Those that the real Alertmanager was asked for are in test/compatibility/email-cases.ts.
describe('addresses', () => {
  test.each([
    ['a@b', ['a@b']],
    [' a@b\t, c@d ', ['a@b', 'c@d']],
    [',, a@b,,c@d,', ['a@b', 'c@d']],
    ['Jane Doe <jane@example.org>', ['jane@example.org']],
    ['<jane@example.org>', ['jane@example.org']],
    ['"Doe, \\"Jane\\"" <jane@example.org>, x@y', ['jane@example.org', 'x@y']],
    ['Jörg <jörg@exämple.org>', ['jörg@exämple.org']],
    ['J. R. <j@r>', ['j@r']],
    ['a@b (comment (nested) \\) still), c@d', ['a@b', 'c@d']],
    ['Jane (the) Doe <a@b> (x)', ['a@b']],
    ['nobody:;', []],
    ['Friends: a@b, C <c@d>;, e@f', ['a@b', 'c@d', 'e@f']],
    ['a@[127.0.0.1]', ['a@[127.0.0.1]']],
    ['a@[IPv6:fe80::1]', ['a@[IPv6:fe80::1]']],
    ['"plain"@b', ['plain@b']],
    ['"two words"@b', ['"two words"@b']],
    ['"a> BODY=8BITMIME"@b', ['"a> BODY=8BITMIME"@b']],
    ['"quo\\"te\\\\"@b', ['"quo\\"te\\\\"@b']],
    ["o'brien+x!#$%&*/=?^_`{|}~-@b", ["o'brien+x!#$%&*/=?^_`{|}~-@b"]],
  ])('%s', (text, expected) => {
    expect(parseAddressList(text)).toEqual(expected)
  })

  test.each([
    ['', 'there is no address'],
    ['  ,', 'there is no address'],
    ['jane', 'there is no @ at the end'],
    ['Jane Doe', 'there is no <address> at the end'],
    ['a..b@c', 'there is a dot too many before "@c"'],
    ['.a@b', 'there is a dot too many before "@b"'],
    ['a@b.', 'there is a dot too many at the end'],
    ['a@', 'the domain is missing at the end'],
    ['a@[mail]', 'the domain is missing at the end'],
    ['a@[::1]', 'the domain is missing at the end'],
    ['a@[fe80::1%eth0]', 'the domain is missing at the end'],
    ['""@b', 'there is no address before "@b"'],
    ['a@b c@d', 'a comma is missing before "c@d"'],
    ['a@b; c@d', 'a comma is missing before "; c@d"'],
    ['a@b,\nc@d', 'there is neither an address nor a name before "\\nc@d"'],
    ['<a@b', 'the > is missing at the end'],
    ['a@b (open', 'a comment is not closed at the end'],
    ['G: a@b', 'a comma is missing at the end'],
    ['G: H: a@b;;', 'there is no @ before ": a@b;;"'],
    ['"open@b', 'there is neither an address nor a name before "\\"open@b"'],
    ['a\u0000@b', 'there is no @ before "\\u0000@b"'],
  ])('refuses %j', (text, message) => {
    expect(() => parseAddressList(text)).toThrow(new Error(message))
  })
})
