import { expect, test } from 'vitest'
import { apiFixture } from '../../../test/support/api-fixture.ts'

const well = { directory: 'data/', problem: undefined, loaded: undefined, refused: undefined, setAside: [] }
const at = Date.parse('2026-11-21T12:00:00.250Z')

test.each([
  ['all is well', {}, { config: {}, storage: { directory: 'data/', setAside: [] } }],
  [
    'a disk that takes nothing',
    { problem: 'the disk is full' },
    { config: {}, storage: { directory: 'data/', problem: 'the disk is full', setAside: [] } },
  ],
  [
    'a refused configuration',
    { loaded: { at, file: 'a.yml', warnings: ['w'] }, refused: { at, file: 'a.yml', error: 'a.yml:1:2: no' } },
    {
      config: {
        loaded: { at: '2026-11-21T12:00:00.250Z', file: 'a.yml', warnings: ['w'] },
        refused: { at: '2026-11-21T12:00:00.250Z', file: 'a.yml', error: 'a.yml:1:2: no' },
      },
      storage: { directory: 'data/', setAside: [] },
    },
  ],
])('%s', async (_name, change, expected) => {
  const { server } = apiFixture({ deps: { operation: () => ({ ...well, ...change }) } })
  const response = await server.inject('/api/tocsin/v1/operation')
  expect(response.json()).toEqual({ now: expect.any(String), startedAt: expect.any(String), ...expected })
})
