import { expect, test } from 'vitest'
import { omitEmpty } from './omit-empty.ts'

test('leaves out what is empty, but not what is nothing', () => {
  const members = { a: '', b: undefined, c: [], d: {}, e: null, f: 0, g: false, h: [''], i: { x: '' }, j: ' ' }
  expect(omitEmpty(members)).toEqual({ e: null, f: 0, g: false, h: [''], i: { x: '' }, j: ' ' })
})

test('keeps what is always there', () => {
  expect(omitEmpty({ a: '', b: undefined, c: [] }, ['a', 'b', 'c'])).toEqual({ a: '', c: [] })
})
