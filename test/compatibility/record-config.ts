// Records what a real Alertmanager says to configurations into config.json:
//   node test/compatibility/record-config.ts <prometheus-alertmanager> [<amtool>]
// amtool is the one beside the other binary unless named. RECORD_PORT chooses the port on loopback; a free one unless set.
// The verdict is that of `amtool check-config`; cases that say so are given to a running Alertmanager, too.

import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run, startProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { alertmanagerCommand } from '../support/peers.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { configCases } from './config-cases/all.ts'
import type { ConfigCase } from './config-cases/config-case.ts'
import type { ConfigRecording, RecordedConfig, RunningVerdict } from './config-recording.ts'
import { binaryFromArguments, minimalConfig, serverName } from './recorder.ts'

const binary = binaryFromArguments('record-config.ts')
const amtool = process.argv[3] ?? join(dirname(binary), 'amtool')
const file = 'alertmanager.yml'

await using directory = await scratchDirectory()
await directory.write(file, minimalConfig)
const port = process.env.RECORD_PORT ?? (await freePort())
const url = `http://127.0.0.1:${port}`
// Started in the folder, so that relative paths are printed the same wherever this runs.
await using server = startProcess(
  [
    ...alertmanagerCommand(binary),
    `--config.file=${file}`,
    '--storage.path=data',
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ],
  { cwd: directory.path },
)
await server.printed(/Listening on/)

const recorded: RecordedConfig[] = []
for (const one of configCases) recorded.push(await record(one))
const recording: ConfigRecording = { server: serverName(binary), cases: recorded }
await writeFile(join(import.meta.dirname, 'config.json'), `${JSON.stringify(recording, undefined, 1)}\n`)
const refused = recorded.filter(({ accepted }) => !accepted).length
process.stdout.write(
  `${recorded.length} cases, ${refused} of them refused; ${recorded.filter(({ running }) => running?.original).length} originals\n`,
)

async function record({ name, text, running }: ConfigCase): Promise<RecordedConfig> {
  await directory.write('checked.yml', text)
  const { code, stdout, stderr } = await run([amtool, 'check-config', 'checked.yml'], { cwd: directory.path })
  // Fields whose text is empty are left out, so that a recording can be read.
  if (code === 0) return { name, text, accepted: true, ...(running && { running: await ask(text) }) }
  const message = /FAILED: ([\s\S]*?)\n\n/.exec(stdout)?.[1] ?? /^(panic: .*)$/m.exec(stderr)?.[1] ?? stderr
  return { name, text, accepted: false, message }
}

async function ask(text: string): Promise<RunningVerdict> {
  await directory.write(file, text)
  const response = await fetch(`${url}/-/reload`, { method: 'POST' })
  if (response.status !== 200)
    return { accepted: false, message: (await response.text()).trim().replace('failed to reload config: ', '') }
  const status = (await (await fetch(`${url}/api/v2/status`)).json()) as { config: { original: string } }
  const metrics = await (await fetch(`${url}/metrics`)).text()
  const hash = Number(/^alertmanager_config_hash (\S+)$/m.exec(metrics)?.[1])
  return { accepted: true, original: status.config.original, hash }
}
