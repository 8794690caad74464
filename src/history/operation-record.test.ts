import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import { OperationRecord } from './operation-record.ts'

test('a refused configuration is told until one is loaded', () => {
  const clock = new ManualClock()
  const bus = new EventBus()
  using record = new OperationRecord({ clock, bus })
  const loaded = {
    type: 'config loaded',
    file: 'a.yml',
    hash: 1,
    receivers: [],
    integrations: [],
    inhibitRules: 0,
    warnings: ['a.yml:1:1: old'],
  } as const
  expect(record.state).toEqual({ loaded: undefined, refused: undefined, setAside: [] })
  bus.emit({ ...loaded, at: 1 })
  bus.emit({ type: 'config refused', file: 'a.yml', error: 'a.yml:3:5: no', at: 2 })
  expect(record.state).toMatchObject({
    loaded: { at: 1, file: 'a.yml', warnings: ['a.yml:1:1: old'] },
    refused: { at: 2, file: 'a.yml', error: 'a.yml:3:5: no' },
  })
  bus.emit({ ...loaded, at: 3 })
  expect(record.state).toMatchObject({ loaded: { at: 3 }, refused: undefined })
})

test('what was set aside stays told, once for each place', () => {
  const clock = new ManualClock()
  const bus = new EventBus()
  using record = new OperationRecord({ clock, bus })
  const file = { type: 'storage set aside', file: 'hot.db', to: 'hot.db.corrupt-1', error: 'no database' } as const
  bus.emit({ ...file, rescued: 7 })
  for (const error of ['row 1', 'row 2']) bus.emit({ ...file, to: 'table set_aside', error })
  const at = clock.now()
  expect(record.state.setAside).toEqual([
    { at, file: 'hot.db', to: 'hot.db.corrupt-1', count: 1, error: 'no database', rescued: 7 },
    { at, file: 'hot.db', to: 'table set_aside', count: 2, error: 'row 2' },
  ])
})
