import { expect, test } from 'vitest'
import { groupHash } from './group-hash.ts'

test('is the SHA-256 of the key in UTF-8', () => {
  expect(groupHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(groupHash('ü')).toBe(groupHash('\u00fc'))
})
