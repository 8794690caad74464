import { expect, test } from 'vitest'
import { replyObject } from './reply-object.ts'

test.each(['', 'no', 'null', '[]', '5', '"x"', '{'])('%s is no object', (body) => {
  expect(replyObject(body)).toBeUndefined()
})

test('an object', () => {
  expect(replyObject(' {"a":[1]} ')).toEqual({ a: [1] })
})
