// Records what a real Alertmanager makes of every text in matcher-texts.ts, in each of the three modes:
//   node test/compatibility/record-matchers.ts <prometheus-alertmanager>
// amtool has to lie beside it. RECORD_PORT chooses the port. The result is matchers.json.

import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { run } from '../support/child-process.ts'
import { matcherTexts } from './matcher-texts.ts'
import {
  binaryFromArguments,
  minimalConfig,
  type RecordedServer,
  serverName,
  startRecorded,
  yamlString,
} from './recorder.ts'

const binary = binaryFromArguments('record-matchers.ts')
const modes = ['fallback', 'classic-mode', 'utf8-strict-mode'] as const

type Mode = (typeof modes)[number]
/** One matcher as silences have it: the parsed parts. Or why there is none. */
type Single = { readonly matcher: { readonly type: string; readonly name: string; readonly value: string } } | Refusal
/** A list of matchers, sorted, as the configuration is printed. Or why there is none. */
type List = { readonly matchers: readonly string[] } | Refusal
type Refusal = { readonly error: string }

const cases = matcherTexts.map((text) => ({ text, single: {} as Record<Mode, Single>, list: {} as Record<Mode, List> }))
for (const mode of modes) {
  await using server = await startRecorded(binary, mode === 'fallback' ? [] : [`--enable-feature=${mode}`])
  for (const { text, single, list } of cases) {
    single[mode] = await recordSingle(server, mode, text)
    list[mode] = await recordList(server, text)
  }
}
const lines = cases.map((each) => `    ${JSON.stringify(each)}`)
const file = join(import.meta.dirname, 'matchers.json')
await writeFile(file, `{\n  "server": "${serverName(binary)}",\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`)
process.stdout.write(`${cases.length} texts recorded\n`)

/** The API tells why a filter is refused; what it reads from a good one is only seen in what amtool posts. */
async function recordSingle(server: RecordedServer, mode: Mode, text: string): Promise<Single> {
  const response = await fetch(`${server.url}/api/v2/alerts?${new URLSearchParams({ filter: text })}`)
  if (response.status !== 200) return { error: (await response.json()) as string }
  return { matcher: await postedByAmtool(mode, text) }
}

async function postedByAmtool(mode: Mode, text: string): Promise<{ type: string; name: string; value: string }> {
  let posted = ''
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => {
      posted += chunk
    })
    request.on('end', () =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"silenceID":"00000000-0000-4000-8000-000000000000"}'),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { stderr } = await run([
    join(dirname(binary), 'amtool'),
    `--alertmanager.url=http://127.0.0.1:${port}`,
    '--no-version-check',
    ...(mode === 'fallback' ? [] : [`--enable-feature=${mode}`]),
    'silence',
    'add',
    '--comment=x',
    '--',
    // amtool takes a first argument that it cannot parse for a value of alertname: the second one is what counts.
    'first=one',
    text,
  ])
  await new Promise((resolve) => server.close(resolve))
  if (posted === '') throw new Error(`amtool posted nothing for ${JSON.stringify(text)}: ${stderr}`)
  const [, { name, value, isRegex, isEqual }] = JSON.parse(posted).matchers
  return { type: `${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}`, name, value }
}

/** An entry of a route's `matchers`, as it is printed in the status again. */
async function recordList(server: RecordedServer, text: string): Promise<List> {
  const route = `{ matchers: [${yamlString(text)}], receiver: none }`
  const config = minimalConfig.replace('receiver: none\n', `receiver: none\n  routes: [${route}]\n`)
  const error = await server.reload(config)
  if (error !== undefined) return { error }
  const status = (await (await fetch(`${server.url}/api/v2/status`)).json()) as { config: { original: string } }
  const original = parse(status.config.original, { version: '1.1' })
  return { matchers: original.route.routes[0].matchers ?? [] }
}
