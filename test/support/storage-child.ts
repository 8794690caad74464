// A process that a test kills: puts rows into the directory given, one after the other, and says of each whether it was
// kept. Started by src/storage/sqlite-storage.test.ts.

import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { SystemClock } from '../../src/clock.ts'
import { EventBus } from '../../src/events/bus.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import type { Row } from '../../src/storage/storage.ts'

const storage = await openSqliteStorage({
  directory: process.argv[2] ?? '',
  bus: new EventBus(),
  clock: new SystemClock(),
})
const table = storage.table<Row & { readonly text: string }>('notes', {
  durability: 'promised',
  decode: () => undefined,
})
for (let count = 1; ; count++) {
  try {
    await table.put([{ key: `${count}`, updatedAt: 1, expiresAt: 2, text: 'x'.repeat(500) }])
    writeSync(1, `kept ${count}\n`)
  } catch {
    writeSync(1, `refused ${count}\n`)
    await setTimeout(10)
  }
}
