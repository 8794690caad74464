import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import { hour, minute } from '../model/instant.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import type { Row, Storage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { type Delivered, NotificationLog } from './notification-log.ts'

const integration = { receiver: 'team/db', name: 'webhook', index: 0 }
const groupKey = '{}:{alertname="X"}'

function setUp(storage: Storage = memoryStorage()) {
  const clock = new ManualClock()
  const open = () => NotificationLog.open({ clock, bus: new EventBus(), storage, retention: 120 * hour })
  const delivered = (changes: Partial<Delivered> = {}): Delivered => ({
    groupKey,
    integration,
    at: clock.now(),
    firing: ['a', 'b'],
    resolved: ['c'],
    repeatInterval: 4 * hour,
    ...changes,
  })
  return { clock, open, log: open(), delivered }
}

describe('NotificationLog', () => {
  it('finds what was last recorded, and nothing else', async () => {
    const { log, delivered, clock } = setUp()
    await log.record(delivered())
    await clock.advance(minute)
    await log.record(delivered({ firing: ['d'], data: { threadTs: '17.5', count: 3 } }))
    expect(log.find(groupKey, integration)).toMatchObject({
      at: clock.now(),
      firing: ['d'],
      data: { threadTs: '17.5', count: 3 },
    })
    expect(log.size).toBe(1)
    expect(log.find('{}:{}', integration)).toBeUndefined()
    for (const other of [{ receiver: 'x' }, { name: 'email' }, { index: 1 }]) {
      expect(log.find(groupKey, { ...integration, ...other })).toBeUndefined()
    }
  })

  it.each([
    { repeatInterval: 4 * hour, kept: 8 * hour },
    { repeatInterval: 100 * hour, kept: 120 * hour },
    { repeatInterval: 0, kept: 120 * hour },
  ])('keeps an entry that is repeated every $repeatInterval ms for $kept ms', async ({ repeatInterval, kept }) => {
    const { log, delivered, clock, open } = setUp()
    await log.record(delivered({ repeatInterval }))
    expect(log.find(groupKey, integration)?.expiresAt).toBe(clock.now() + kept)
    await clock.advance(kept - 1)
    expect([await log.gc(), log.size]).toEqual([0, 1])
    await clock.advance(1)
    expect(log.find(groupKey, integration)).toBeDefined()
    expect([await log.gc(), log.size, open().size]).toEqual([1, 0, 0])
  })

  it('knows after a restart what it knew before', async () => {
    const { log, delivered, open } = setUp()
    await log.record(delivered())
    await log.record(delivered({ groupKey: '{}:{alertname="Y"}', data: { id: 'x' } }))
    const again = open()
    expect(again.size).toBe(2)
    for (const key of [groupKey, '{}:{alertname="Y"}']) {
      expect(again.find(key, integration)).toEqual(log.find(key, integration))
    }
  })

  it('leaves out what it cannot read', async () => {
    const storage = memoryStorage()
    const odd = storage.table<Row>('notification_log', { durability: 'hot', decode: () => undefined })
    await odd.put([{ key: 'x', updatedAt: 1, expiresAt: Number.MAX_SAFE_INTEGER }])
    expect(setUp(storage).log.size).toBe(0)
  })

  it('remembers what the disk refused, and writes it with the next entry, or when it is tidied up', async () => {
    const inner = memoryStorage()
    let refuses = true
    const storage: Storage = {
      problem: undefined,
      table: (name, options) => {
        const table = inner.table(name, options)
        const put: typeof table.put = async (rows) => {
          if (refuses) throw new StorageError('full', 'no space left')
          await table.put(rows)
        }
        return { ...table, put }
      },
      [Symbol.asyncDispose]: async () => {},
    }
    const { log, delivered, open } = setUp(storage)
    await log.record(delivered())
    await log.record(delivered({ firing: ['z'] }))
    expect(log.find(groupKey, integration)?.firing).toEqual(['z'])
    expect(open().size).toBe(0)

    refuses = false
    await log.record(delivered({ groupKey: 'other' }))
    expect(open().find(groupKey, integration)?.firing).toEqual(['z'])
    expect(open().size).toBe(2)

    refuses = true
    await log.record(delivered({ groupKey: 'last' }))
    refuses = false
    expect(await log.gc()).toBe(0)
    expect(open().size).toBe(3)
  })
})
