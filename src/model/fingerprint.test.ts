import { expect, test } from 'vitest'
import { type Random, randomNumbers } from '../../test/support/random.ts'
import { fingerprintOf } from './fingerprint.ts'

// Fingerprints of the real Alertmanager are compared in test/compatibility/model.test.ts.

test('no labels: the offset basis of FNV-1a', () => {
  expect(fingerprintOf([], [])).toBe('cbf29ce484222325')
})

test('names and values cannot run into each other', () => {
  expect(fingerprintOf(['ab'], ['c'])).not.toBe(fingerprintOf(['a'], ['bc']))
})

test('agrees with a plain implementation in BigInt on any text', () => {
  const random = randomNumbers(20_240_301)
  for (let round = 0; round < 2000; round++) {
    const names = Array.from({ length: random(6) }, () => randomText(random))
    const values = names.map(() => randomText(random))

    expect(fingerprintOf(names, values)).toBe(referenceFingerprint(names, values))
  }
})

function referenceFingerprint(names: readonly string[], values: readonly string[]): string {
  const bytes = names.flatMap((name, i) => [...Buffer.from(name), 0xff, ...Buffer.from(values[i] as string), 0xff])
  let hash = 0xcbf29ce484222325n
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

/** Texts of one to four bytes a character, and lone surrogates. */
function randomText(random: Random): string {
  const limits = [0x80, 0x800, 0x10000, 0x110000]
  const length = random(20)
  return Array.from({ length }, () => {
    const limit = limits[random(limits.length)] as number
    return String.fromCodePoint(random(limit))
  }).join('')
}
