import { expect, test } from 'vitest'
import { Gathered } from './gathered.ts'

test.each([1, 32_767, 32_768, 65_533, 65_534, 65_535, 65_536, 200_000])(
  'loses nothing of parts that come to %i bytes',
  (length) => {
    const gathered = new Gathered()
    const pieces: Buffer[] = []
    for (let left = length; left > 0; left -= 1000)
      pieces.push(...gathered.add(Buffer.alloc(Math.min(left, 1000), 'a')))
    pieces.push(gathered.rest(Buffer.from(']')))
    expect(Buffer.concat(pieces).toString()).toBe(`${'a'.repeat(length)}]`)
  },
)
