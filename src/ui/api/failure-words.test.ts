import { expect, test } from 'vitest'
import { ApiError } from './client.ts'
import { failureWords } from './failure-words.ts'

test.each([
  [new ApiError('unreachable', 0, ''), /cannot be reached.*nothing was changed/],
  [new ApiError('signed out', 401, ''), /login has expired.*Sign in in another tab/],
  [
    new ApiError('refused', 400, 'start time must be before end time'),
    /refused it: start time must be before end time/,
  ],
  [new ApiError('refused', 403, ''), /forbids/],
  [new ApiError('refused', 404, ''), /not there any more/],
  [new ApiError('refused', 429, ''), /Try again in a moment/],
  [new ApiError('refused', 500, 'disk full'), /could not keep it.*disk full/],
  [new TypeError('x is not a function'), /made a mistake: x is not/],
])('%s', (error, words) => {
  expect(failureWords(error)).toMatch(words)
})
