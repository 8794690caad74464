// Messages are found wherever the network cuts them.

import { describe, expect, test } from 'vitest'
import { MessageReader } from './message-reader.ts'

const messages = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\nA\r\n0123456789\r\n0\r\n\r\n',
  'POST /team HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}',
].join('')
const expected = [
  ['HTTP/1.1 200 OK', 5, 'hello'],
  ['HTTP/1.1 200 OK', 0, ''],
  ['HTTP/1.1 503 Service Unavailable', 14, 'wiki0123456789'],
  ['POST /team HTTP/1.1', 2, '{}'],
]

describe('a message reader', () => {
  test.each([1, 2, 3, 7, 50, messages.length])('tells all messages when %d bytes come at a time', (size) => {
    const told: unknown[] = []
    const reader = new MessageReader(true, ({ startLine, bytes, body }) => told.push([startLine, bytes, `${body}`]))
    for (let at = 0; at < messages.length; at += size) reader.push(Buffer.from(messages.slice(at, at + size)))
    expect(told).toEqual(expected)
  })

  test('counts bodies that it does not keep', () => {
    const told: unknown[] = []
    const reader = new MessageReader(false, ({ bytes, body }) => told.push([bytes, body.length]))
    reader.push(Buffer.from(messages))
    expect(told).toEqual([
      [5, 0],
      [0, 0],
      [14, 0],
      [2, 0],
    ])
  })
})
