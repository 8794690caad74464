import { expect, test } from 'vitest'
import { hour } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { Matcher } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'
import { timestampOf } from '../model/timestamp.ts'
import { decodeSilence, encodeSilence, rowOf } from './silence-row.ts'

const silence: Silence = {
  id: '6f0f9e0e-92f6-4a9d-9a55-3d3f1f0b7c11',
  matchers: [new Matcher('=', 'team', 'db'), new Matcher('!~', 'pod', 'db-[0-9]+')],
  startsAt: timestampOf(1000),
  endsAt: timestampOf(2000),
  updatedAt: timestampOf(500),
  createdBy: 'ana',
  comment: 'moving',
  annotations: LabelSet.fromRecord({ ticket: 'OPS-1' }),
}

/** As it is stored. */
const stored = (): Record<string, unknown> => JSON.parse(JSON.stringify(encodeSilence(rowOf(silence, hour))))

test('comes back as it was', () => {
  const row = decodeSilence(stored())
  expect(row).toMatchObject({ key: silence.id, updatedAt: 500, expiresAt: 2000 + hour })
  const { matchers, annotations, ...plain } = row?.silence ?? silence
  expect(plain).toEqual({ ...silence, matchers: undefined, annotations: undefined })
  expect(matchers.map(String)).toEqual(['team="db"', 'pod!~"db-[0-9]+"'])
  expect(matchers[1]?.matches('db-7')).toBe(false)
  expect(annotations.toJSON()).toEqual({ ticket: 'OPS-1' })
})

test.each([
  ['an operator that there is not', { matchers: [{ type: '==', name: 'team', value: 'db' }] }],
  ['a matcher without a value', { matchers: [{ type: '=', name: 'team' }] }],
  ['no matchers', { matchers: [] }],
  ['a time that is none', { endsAt: 'tomorrow' }],
  ['no id', { id: '' }],
  ['an annotation that is no text', { annotations: { ticket: 1 } }],
  ['no time at which it may go', { expiresAt: null }],
])('is refused with %s', (_, change) => {
  expect(decodeSilence({ ...stored(), ...change })).toBeUndefined()
})
