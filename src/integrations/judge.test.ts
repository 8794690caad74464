import { expect, test } from 'vitest'
import { judgeByStatus } from './judge.ts'

test.each([
  [200, true, undefined, undefined],
  [202, true, undefined, undefined],
  [299, true, undefined, undefined],
  [300, false, false, 'other'],
  [304, false, false, 'other'],
  [400, false, false, 'clientError'],
  [401, false, false, 'authError'],
  [403, false, false, 'authError'],
  [404, false, false, 'clientError'],
  [408, false, false, 'clientError'],
  [429, false, false, 'rateLimited'],
  [500, false, true, 'serverError'],
  [503, false, true, 'serverError'],
  [599, false, true, 'serverError'],
  [600, false, false, 'other'],
])('%i: sent %s, tried again %s, %s', (status, sent, retry, reason) => {
  const result = judgeByStatus()({ status, headers: {}, body: '' })
  expect(result).toEqual(sent ? { sent } : { sent, retry, reason, error: `unexpected status code ${status}` })
})

test.each([
  ['a body', 'no such hook', 'unexpected status code 404: no such hook'],
  ['a long body', 'é'.repeat(2000), `unexpected status code 404: ${'é'.repeat(1024)}…`],
  [
    'a body that would be cut in a character',
    `${'x'.repeat(1023)}😀`,
    `unexpected status code 404: ${'x'.repeat(1023)}\ufffd…`,
  ],
])('the error shows %s', (_, body, error) => {
  expect(judgeByStatus()({ status: 404, headers: {}, body })).toMatchObject({ error })
})

test('an integration may retry other statuses, and tell more of the answer', () => {
  const judge = judgeByStatus({ retryStatuses: [429], detail: ({ headers }) => headers['x-reason'] ?? '' })
  expect(judge({ status: 429, headers: { 'x-reason': 'slow down' }, body: 'long story' })).toEqual({
    sent: false,
    retry: true,
    reason: 'rateLimited',
    error: 'unexpected status code 429: slow down',
  })
})
