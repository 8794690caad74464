import { describe, expect, test } from 'vitest'
import { byteLength, bytesOf, compareBytes, runeCount, textOf, wellFormed } from './go-text.ts'

const broken = [
  [0x61, 0xff, 0x62],
  [0xc3],
  [0xe2, 0x82],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0x9a, 0x80, 0x80],
  [0xc0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
]

describe('bytes that are no UTF-8', () => {
  test.each(broken)('survive: %j', (...bytes) => {
    const text = textOf(Uint8Array.from(bytes))
    expect([...bytesOf(text)]).toEqual(bytes)
    expect(byteLength(text)).toBe(bytes.length)
    expect(wellFormed(text)).toBe(new TextDecoder().decode(Uint8Array.from(bytes)))
  })
})

test.each([
  ['', 0, 0],
  ['abc', 3, 3],
  ['é', 2, 1],
  ['€', 3, 1],
  ['🚀', 4, 1],
  ['a🚀é', 7, 3],
])('%s has %d bytes and %d characters', (text, bytes, characters) => {
  expect(byteLength(text)).toBe(bytes)
  expect(runeCount(text)).toBe(characters)
})

test('the order is that of the bytes', () => {
  const sorted = ['', 'Z', 'a', 'ab', '\u007f', 'é', '\uffff', '🚀']
  expect([...sorted].reverse().sort(compareBytes)).toEqual(sorted)
  expect(compareBytes('\udcff', '🚀')).toBeGreaterThan(0)
})
