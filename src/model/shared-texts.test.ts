import { expect, test } from 'vitest'
import { SharedTexts } from './shared-texts.ts'

test('answers an equal text, and says once that it is new', () => {
  let known = 0
  const texts = new SharedTexts(() => known++)
  for (const text of ['a', 'b', 'a', 'b', 'b', '', 'a']) expect(texts.share(text)).toBe(text)
  expect(known).toBe(3)
})

test('gives up on what does not come again', () => {
  let known = 0
  const texts = new SharedTexts(() => known++)
  for (let i = 0; i < 5000; i++) expect(texts.share(`${i}`)).toBe(`${i}`)
  expect(known).toBe(1000)
})
