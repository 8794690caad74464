// A real Alertmanager for the recorders of this folder: started on loopback, told its configuration, stopped.

import { execFileSync } from 'node:child_process'
import { type ChildProcess, startProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { alertmanagerCommand } from '../support/peers.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

/** The smallest configuration that Alertmanager takes. */
export const minimalConfig = 'route:\n  receiver: none\nreceivers:\n  - name: none\n'

/** An Alertmanager that is being asked. Disposing of it ends it and removes its files. */
export interface RecordedServer extends AsyncDisposable {
  readonly url: string
  /** Puts a configuration in place of the old one. Answers why it was refused, or undefined. */
  reload(config: string): Promise<string | undefined>
}

/** `alertmanager 0.33.1`, as recordings name their source. */
export function serverName(binary: string): string {
  return `alertmanager ${/version (\S+)/.exec(execFileSync(binary, ['--version']).toString())?.[1]}`
}

/** The binary named on the command line; ends the process with the usage where there is none. */
export function binaryFromArguments(script: string): string {
  const [binary] = process.argv.slice(2)
  if (binary !== undefined) return binary
  process.stderr.write(`usage: node test/compatibility/${script} <prometheus-alertmanager>\n`)
  process.exit(2)
}

/** Starts an Alertmanager on RECORD_PORT, or on a free port of loopback. */
export async function startRecorded(binary: string, flags: readonly string[] = []): Promise<RecordedServer> {
  const directory = await scratchDirectory()
  const file = await directory.write('alertmanager.yml', minimalConfig)
  const address = `127.0.0.1:${process.env.RECORD_PORT ?? (await freePort())}`
  const child = startProcess([
    ...alertmanagerCommand(binary),
    `--config.file=${file}`,
    `--storage.path=${directory.path}/data`,
    `--web.listen-address=${address}`,
    ...(flags.some((flag) => flag.startsWith('--cluster.listen-address=')) ? [] : ['--cluster.listen-address=']),
    ...flags,
  ])
  const url = `http://${address}`
  await ready(url, child)
  return {
    url,
    async reload(config) {
      await directory.write('alertmanager.yml', config)
      const response = await fetch(`${url}/-/reload`, { method: 'POST' })
      const text = (await response.text()).replace(/\n$/, '')
      return response.status === 200 ? undefined : text.replace('failed to reload config: ', '')
    },
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** A YAML scalar in double quotes and in ASCII, since YAML takes more characters for line breaks than JSON does, and some not at all. */
export function yamlString(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/gu, (character) => {
    return `\\U${character.codePointAt(0)?.toString(16).padStart(8, '0')}`
  })
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; child.running && tries < 400; tries++) {
    const response = await fetch(`${url}/-/ready`).catch(() => undefined)
    if (response?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Alertmanager did not get ready:\n${child.output()}`)
}
