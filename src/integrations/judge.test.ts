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
  [429, false, true, 'rateLimited'],
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
  const judge = judgeByStatus({ retryStatuses: [409], detail: ({ headers }) => headers['x-reason'] ?? '' })
  expect(judge({ status: 409, headers: { 'x-reason': 'slow down' }, body: 'long story' })).toEqual({
    sent: false,
    retry: true,
    reason: 'clientError',
    error: 'unexpected status code 409: slow down',
  })
})

test.each([
  ['seconds', 429, { 'retry-after': '120' }, 120_000],
  ['seconds after a 503', 503, { 'retry-after': '7' }, 7000],
  ['a date', 429, { 'retry-after': 'Mon, 05 Jan 2026 12:01:30 GMT', date: 'Mon, 05 Jan 2026 12:00:00 GMT' }, 90_000],
  [
    'a date that is past',
    429,
    { 'retry-after': 'Mon, 05 Jan 2026 11:00:00 GMT', date: 'Mon, 05 Jan 2026 12:00:00 GMT' },
    undefined,
  ],
  ['a date without a date of the answer', 429, { 'retry-after': 'Mon, 05 Jan 2026 12:01:30 GMT' }, undefined],
  ['nonsense', 429, { 'retry-after': 'soon' }, undefined],
  ['nothing', 429, {}, undefined],
  ['seconds after another status', 400, { 'retry-after': '120' }, undefined],
])('Retry-After: %s', (_, status, headers, after) => {
  const result = judgeByStatus()({ status, headers: headers as Record<string, string>, body: '' })
  expect('after' in result ? result.after : undefined).toBe(after)
})
