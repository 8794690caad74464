// Asks a real Alertmanager for the answers of silence-cases.ts and writes them to silences.json:
//   node test/compatibility/record-silences.ts <prometheus-alertmanager>
// Starts one server a scenario, since silences cannot be removed for good.

import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { binaryFromArguments, serverName, startRecorded } from './recorder.ts'
import { type SilenceCase, silenceCases } from './silence-cases.ts'
import { httpServer, type PlayedCase, playSilenceCase } from './silence-player.ts'

async function record(binary: string, scenario: SilenceCase): Promise<PlayedCase> {
  const { maxSilences = 0, maxSilenceSizeBytes = 0 } = scenario.options ?? {}
  const limits = [`--silences.max-silences=${maxSilences}`, `--silences.max-silence-size-bytes=${maxSilenceSizeBytes}`]
  await using server = await startRecorded(binary, limits)
  await alignToSecond()
  return await playSilenceCase(scenario, httpServer(server.url))
}

/** Early in a second, so that a scenario stays within it; late enough for nanoseconds to take their usual five bytes. */
async function alignToSecond(): Promise<void> {
  await setTimeout((1300 - (Date.now() % 1000)) % 1000)
}

const binary = binaryFromArguments('record-silences.ts')
const cases: string[] = []
for (const scenario of silenceCases) cases.push(JSON.stringify(await record(binary, scenario)))
const text = `{"server":${JSON.stringify(serverName(binary))},"cases":[\n${cases.join(',\n')}\n]}\n`
writeFileSync(new URL('silences.json', import.meta.url), text)
process.stdout.write(`recorded ${cases.length} scenarios\n`)
