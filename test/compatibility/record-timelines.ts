// Records what a real Alertmanager does with every timeline:
//   node test/compatibility/record-timelines.ts <prometheus-alertmanager> [case…]
// Each is played twice; what does not come out the same is not kept but reported. TIMELINE_JOBS (12) are played at a
// time, on loopback ports from TIMELINE_PORT (19400).

import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { alertmanagerCommand } from '../support/peers.ts'
import type { TimelineCase } from '../support/timeline-case.ts'
import { differences } from '../support/timeline-comparison.ts'
import { playLive } from '../support/timeline-live.ts'
import { formatRequests, type RecordedRequest } from '../support/timeline-recording.ts'
import { allTimelines, digestOf, readRecording, recordingFile } from './timelines/all.ts'

const [binary, ...names] = process.argv.slice(2)
if (binary === undefined) {
  process.stderr.write('usage: node test/compatibility/record-timelines.ts <prometheus-alertmanager> [case…]\n')
  process.exit(2)
}
const jobs = Number(process.env.TIMELINE_JOBS ?? 12)
const firstPort = Number(process.env.TIMELINE_PORT ?? 19400)
const command = alertmanagerCommand(binary)
const server = `alertmanager ${/version (\S+)/.exec(execFileSync(binary, ['--version']).toString())?.[1]}`

/** Two plays of one timeline may be this far apart: beyond it, jitter decides what happens. */
const agreement = { seconds: 0.3, backOff: true }

const wanted = names.length === 0 ? allTimelines : allTimelines.filter((timeline) => names.includes(timeline.name))
const queue = [...wanted]
let failures = 0
await Promise.all(Array.from({ length: jobs }, (_, job) => work(firstPort + 2 * job)))
process.stdout.write(`${wanted.length - failures} recorded, ${failures} not\n`)
process.exit(failures === 0 ? 0 : 1)

async function work(port: number): Promise<void> {
  for (let timeline = queue.shift(); timeline !== undefined; timeline = queue.shift()) {
    const problems = await record(timeline, port).catch((error) => [String(error)])
    if (problems.length > 0) failures += 1
    const lines = [`${problems.length === 0 ? 'ok     ' : 'FLAKY  '}${timeline.name}`, ...problems]
    process.stdout.write(`${lines.join('\n         ')}\n`)
  }
}

/** Records one timeline; returns why it could not be kept. */
async function record(timeline: TimelineCase, port: number): Promise<readonly string[]> {
  const play = (): Promise<readonly RecordedRequest[]> => playLive(timeline, { command, port, receiverPort: port + 1 })
  const first = await play()
  const second = await play()
  const disagreement = differences(first, second, agreement)
  if (disagreement.length > 0) return disagreement
  await keep(timeline, first)
  return []
}

/** Writes a recording, unless the one that is there says the same: a new run should not show as a change. */
async function keep(timeline: TimelineCase, requests: readonly RecordedRequest[]): Promise<void> {
  const digest = digestOf(timeline)
  const old = await readRecording(timeline.name)
  const unchanged =
    old !== undefined &&
    old.digest === digest &&
    old.server === server &&
    old.shows === timeline.shows &&
    differences(old.requests, requests, agreement).length === 0
  if (unchanged) return
  await writeFile(
    recordingFile(timeline.name),
    `{\n  "shows": ${JSON.stringify(timeline.shows)},\n  "server": "${server}",\n  "digest": "${digest}",\n  "requests": ${formatRequests(requests)}\n}\n`,
  )
}
