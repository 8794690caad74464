// Plays the timelines against a real Alertmanager and a real Tocsin at the same time and tells where they differ:
//   node test/compatibility/compare-timelines.ts <prometheus-alertmanager> <tocsin command…>
// for example `… node dist/main.js`. TIMELINE_CASES (all) names cases, separated by commas; TIMELINE_JOBS (4) pairs are
// played at a time, on loopback ports from TIMELINE_PORT (19400). The times are real: what differs is played once more,
// since a busy machine is late, and told if it differs again.

import { alertmanagerCommand } from '../support/peers.ts'
import type { TimelineCase } from '../support/timeline-case.ts'
import { differences, differencesFromLines } from '../support/timeline-comparison.ts'
import { playLive } from '../support/timeline-live.ts'
import type { RecordedRequest } from '../support/timeline-recording.ts'
import { allTimelines } from './timelines/all.ts'

const [binary, ...tocsin] = process.argv.slice(2)
if (binary === undefined || tocsin.length === 0) {
  process.stderr.write('usage: node compare-timelines.ts <prometheus-alertmanager> <tocsin command…>\n')
  process.exit(2)
}
const alertmanager = alertmanagerCommand(binary)
const only = process.env.TIMELINE_CASES?.split(',')
const firstPort = Number(process.env.TIMELINE_PORT ?? 19400)
const tolerance = { seconds: 1, backOff: true }

const queue = allTimelines.filter(({ name }) => only === undefined || only.includes(name))
const total = queue.length
let different = 0
process.stdout.write(`${'timeline'.padEnd(52)} alertmanager  tocsin\n`)
await Promise.all(Array.from({ length: Number(process.env.TIMELINE_JOBS ?? 4) }, (_, job) => work(firstPort + 4 * job)))
process.stdout.write(`${total - different} the same, ${different} different\n`)
process.exit(different === 0 ? 0 : 1)

async function work(port: number): Promise<void> {
  for (let timeline = queue.shift(); timeline !== undefined; timeline = queue.shift()) {
    const first = await compare(timeline, port)
    const { counts, found } = first.found.length === 0 ? first : await compare(timeline, port)
    if (found.length > 0) different += 1
    const note = timeline.tocsinDiffers === undefined ? '' : `  differs on purpose: ${timeline.tocsinDiffers.because}`
    const lines = [`${timeline.name.padEnd(52)} ${counts}${note}`, ...found.map((line) => `    ${line}`)]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
}

interface Comparison {
  readonly counts: string
  readonly found: readonly string[]
}

async function compare(timeline: TimelineCase, port: number): Promise<Comparison> {
  try {
    const [real, ours] = await Promise.all([
      playLive(timeline, { command: alertmanager, port, receiverPort: port + 1 }),
      playLive(timeline, { command: tocsin, port: port + 2, receiverPort: port + 3 }),
    ])
    return {
      counts: `${String(real.length).padStart(12)}  ${String(ours.length).padStart(6)}`,
      found: differencesOf(timeline, real, ours),
    }
  } catch (error) {
    return { counts: '', found: [String(error)] }
  }
}

function differencesOf(
  { tocsinDiffers }: TimelineCase,
  real: readonly RecordedRequest[],
  ours: readonly RecordedRequest[],
): readonly string[] {
  if (tocsinDiffers !== undefined) return differencesFromLines(tocsinDiffers.sends, ours, tolerance)
  return differences(real, ours, tolerance)
}
