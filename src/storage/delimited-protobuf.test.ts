import { expect, test } from 'vitest'
import { type ProtobufMessage, readDelimited } from './delimited-protobuf.ts'

// A message with field 1 = "ab", field 2 = 300, field 3 = packed [1, 2^64 - 1], field 4 = 1.5.
const message = [
  0x0a, 2, 0x61, 0x62, 0x10, 0xac, 0x02, 0x1a, 11, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0x21, 0, 0, 0, 0,
  0, 0, 0xf8, 0x3f,
]

const itself = (read: ProtobufMessage): ProtobufMessage => read
const sound = (read: ProtobufMessage): string | undefined => (read.text(1) === 'ab' ? 'ab' : undefined)

test('reads every kind of field', () => {
  const { found: messages, gaps } = readDelimited(
    Uint8Array.from([message.length, ...message, 4, 0x0a, 2, 0x61, 0x62]),
    itself,
  )
  expect(gaps).toBe(0)
  expect(messages).toHaveLength(2)
  expect(messages[0]?.text(1)).toBe('ab')
  expect(messages[0]?.number(2)).toBe(300)
  expect(messages[0]?.unsigned64(3)).toEqual([1n, 2n ** 64n - 1n])
  expect(messages[0]?.number(4)).toBe(1.5)
  expect(messages[1]?.has(2)).toBe(false)
})

test('keeps what comes before the damage, wherever the file is cut', () => {
  const whole = Uint8Array.from([message.length, ...message, message.length, ...message])
  for (let end = 0; end < whole.length; end++) {
    const { found, gaps } = readDelimited(whole.subarray(0, end), sound)
    expect(found).toHaveLength(end > message.length ? 1 : 0)
    expect(gaps).toBe(end === 0 || end === message.length + 1 ? 0 : 1)
  }
})

test('keeps what comes after the damage, wherever that is', () => {
  const one = [message.length, ...message]
  const whole = Uint8Array.from([...one, ...one, ...one])
  for (let at = one.length; at < 2 * one.length; at++) {
    const damaged = Uint8Array.from(whole)
    damaged[at] = 255
    const { found, gaps } = readDelimited(damaged, sound)
    expect(found.length).toBeGreaterThanOrEqual(2)
    expect(gaps).toBe(3 - found.length)
  }
})

test('whatever the bytes are, it comes to an end', () => {
  let seed = 1
  for (let round = 0; round < 2000; round++) {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => {
      if (index % 5 === 1) return 0x0a
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed >> 16
    })
    expect(() => readDelimited(bytes, sound)).not.toThrow()
  }
})
