import { expect, test } from 'vitest'
import { CrossOrigin } from './cors.ts'

const preflight = { origin: 'https://a.example', 'access-control-request-method': 'POST' }

test.each([
  [undefined, 'https://a.example', undefined],
  ['.*', 'https://a.example', '*'],
  ['https?://a\\.example', 'https://a.example', 'https://a.example'],
  ['https?://a\\.example', 'https://a.example.evil', undefined],
  ['https?://a\\.example', 'x-https://a.example', undefined],
  ['.*', undefined, undefined],
  ['.*', '', undefined],
])('--web.cors.origin=%s and origin %s', (pattern, origin, expected) => {
  const origins = new CrossOrigin(pattern)
  expect(origins.allowOrigin('GET', origin)).toBe(expected)
  const { origin: _, ...question } = preflight
  const answer = origins.preflight(origin === undefined ? question : { ...question, origin })
  expect(answer['access-control-allow-origin']).toBe(expected)
})

test('nobody else may delete, or send a header that is not simple', () => {
  const origins = new CrossOrigin('.*')
  expect(origins.allowOrigin('DELETE', 'https://a.example')).toBeUndefined()
  expect(origins.preflight({ ...preflight, 'access-control-request-method': 'DELETE' })).toEqual({
    vary: expect.anything(),
  })
  expect(origins.preflight({ ...preflight, 'access-control-request-headers': 'x-other' })).toEqual({
    vary: expect.anything(),
  })
})
