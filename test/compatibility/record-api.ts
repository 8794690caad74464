// Records what a real Alertmanager answers to the requests in api-cases.ts:
//   node test/compatibility/record-api.ts <prometheus-alertmanager>
// RECORD_PORT chooses the port. The result is api.json.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { alertmanagerCommand } from '../support/peers.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type ApiScenario, scenarioConfig, scenarios } from './api-cases.ts'
import { type ApiExchange, ApiSession } from './api-exchange.ts'
import { binaryFromArguments, serverName } from './recorder.ts'

const binary = binaryFromArguments('record-api.ts')
const port = Number(process.env.RECORD_PORT ?? (await freePort()))

const recorded = []
for (const scenario of scenarios) recorded.push({ name: scenario.name, exchanges: await record(scenario) })
await writeFile(join(import.meta.dirname, 'api.json'), recordingText(recorded))

/** A line for each exchange. */
function recordingText(
  scenarios: readonly { readonly name: string; readonly exchanges: readonly ApiExchange[] }[],
): string {
  const texts = scenarios.map(({ name, exchanges }) => {
    const lines = exchanges.map((exchange) => `   ${JSON.stringify(exchange)}`)
    return `  {"name": ${JSON.stringify(name)}, "exchanges": [\n${lines.join(',\n')}\n  ]}`
  })
  return `{"source": ${JSON.stringify(serverName(binary))}, "scenarios": [\n${texts.join(',\n')}\n]}\n`
}

async function record(scenario: ApiScenario): Promise<readonly ApiExchange[]> {
  await using directory = await scratchDirectory()
  const config = await directory.write('alertmanager.yml', scenarioConfig)
  const webConfig = scenario.webConfig === undefined ? [] : [await directory.write('web.yml', scenario.webConfig)]
  await using server = startProcess([
    ...alertmanagerCommand(binary),
    `--config.file=${config}`,
    `--storage.path=${directory.path}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    ...webConfig.map((file) => `--web.config.file=${file}`),
    ...(scenario.flags ?? []),
  ])
  await server.printed(/Listening on/)
  const session = new ApiSession(`http://127.0.0.1:${port}`)
  const exchanges: ApiExchange[] = []
  for (const asked of scenario.cases) exchanges.push({ request: asked.request, answer: await session.ask(asked) })
  return exchanges
}
