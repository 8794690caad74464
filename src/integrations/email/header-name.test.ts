import { expect, test } from 'vitest'
import { canonicalHeaderName } from './header-name.ts'

test.each([
  ['subject', 'Subject'],
  ['REPLY-TO', 'Reply-To'],
  ['x-custom', 'X-Custom'],
  ['message-ID', 'Message-Id'],
  ['x--y-', 'X--Y-'],
  ['1a-2b', '1a-2b'],
  ['x_y.z', 'X_y.z'],
  ['x blank', 'x blank'],
  ['X-ü', 'X-ü'],
  ['x:y', 'x:y'],
  ['', ''],
])('%j is spelled %j', (name, expected) => {
  expect(canonicalHeaderName(name)).toBe(expected)
})
