import { describe, expect, test } from 'vitest'
import { SourceText } from './source-text.ts'

describe('places', () => {
  const source = new SourceText('a.yml', 'one\ntwo 🙂x\r\n\nlast')
  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [4, 2, 1],
    [8, 2, 5],
    [10, 2, 6],
    [13, 3, 1],
    [14, 4, 1],
    [18, 4, 5],
  ])('offset %i is in line %i, column %i', (offset, line, column) => {
    expect(source.place(offset)).toEqual({ line, column })
  })

  test('a line comes without its end', () => {
    expect(source.lineAt(5)).toBe('two 🙂x')
    expect(source.lineAt(15)).toBe('last')
  })
})

describe('what is hidden', () => {
  test('a part that was said to be secret, with its width', () => {
    const source = new SourceText('a.yml', 'hook: https://x/abc\nnext: 1\n')
    source.hide({ start: 6, end: 19 })
    expect(source.lineAt(0)).toBe('hook: *************')
    expect(source.lineAt(20)).toBe('next: 1')
  })

  test('a part over several lines', () => {
    const source = new SourceText('a.yml', 'a: |\n  one\n  two\nb: 1')
    source.hide({ start: 3, end: 17 })
    expect([source.lineAt(0), source.lineAt(6), source.lineAt(12), source.lineAt(18)]).toEqual([
      'a: *',
      '*****',
      '*****',
      'b: 1',
    ])
  })

  test.each([
    ['password: hunter2', 'password: *******'],
    ['smtp_auth_password: "a b"', 'smtp_auth_password: *****'],
    ['{username: u, password: hunter2, x: y}', '{username: u, password: *******, x: y}'],
    ["  bot_token: 'a''b'", "  bot_token: ***'b'"],
    ['url: <secret>', 'url: <secret>'],
    ['password_file: /run/x', 'password_file: /run/x'],
    ['credentials:', 'credentials:'],
    ['password: |', 'password: |'],
    ['api_key: abc # mine', 'api_key: *** # mine'],
    ['routing_key: abc', 'routing_key: ***'],
    ['group_by: [monkey]', 'group_by: [monkey]'],
  ])('what looks like a secret where nothing could be decoded: %s', (line, shown) => {
    expect(new SourceText('a.yml', line).lineAt(0)).toBe(shown)
  })
})
