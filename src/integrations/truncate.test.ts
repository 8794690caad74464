import { describe, expect, test } from 'vitest'
import { truncateBytes, truncateRunes } from './truncate.ts'

describe('in characters', () => {
  test.each([
    ['', 0, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['abcde', 4, 'abc…'],
    ['😀😀😀😀', 4, '😀😀😀😀'],
    ['😀😀😀😀😀', 4, '😀😀😀…'],
    ['ab', 1, 'a'],
    ['ab', 0, ''],
  ])('%j in %i', (text, limit, expected) => {
    expect(truncateRunes(text, limit)).toBe(expected)
  })
})

describe('in bytes', () => {
  test.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'a…'],
    ['äöü', 6, 'äöü'],
    ['äöüx', 6, 'ä…'],
    ['😀😀', 7, '😀…'],
    ['😀😀', 6, '…'],
    ['😀', 3, '…'],
    ['abc', 2, '..'],
    ['abc', 0, ''],
  ])('%j in %i', (text, limit, expected) => {
    expect(truncateBytes(text, limit)).toBe(expected)
  })
})
