// Records what the default templates of the real Alertmanager say of every notification in default-template-data.ts:
//   node test/compatibility/record-default-templates.ts <amtool>
// They have to lie beside amtool, in ../share/prometheus/alertmanager. The result is default-templates.json. The HTML mail
// is left out: Tocsin's is of its own design.

import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { amtoolName, renderWithAmtool } from './amtool-render.ts'
import { notifications } from './default-template-data.ts'
import { binaryFromArguments } from './recorder.ts'

const amtool = binaryFromArguments('record-default-templates.ts')
const share = join(dirname(amtool), '../share/prometheus/alertmanager')
await using directory = await scratchDirectory()

const names: string[] = []
for (const file of ['default.tmpl', 'email.tmpl']) {
  const text = await readFile(join(share, file), 'utf8')
  for (const [, name] of text.matchAll(/define "([^"]+)"/g)) names.push(name as string)
}
const lines: string[] = []
for (const [notification, json] of Object.entries(notifications)) {
  const data = await directory.write(`${notification}.json`, JSON.stringify(json))
  for (const name of names.filter((each) => each !== 'email.default.html')) {
    for (const type of ['text', 'html'] as const) {
      // These two are about a list of alerts, not about the notification.
      const dot = /__text_alert_list|instances/.test(name) ? '.Alerts' : '.'
      const text = `{{ template "${name}" ${dot} }}`
      lines.push(
        `    ${JSON.stringify({ notification, type, text, ...renderWithAmtool({ amtool, text, data, type }) })}`,
      )
    }
  }
}
const file = join(import.meta.dirname, 'default-templates.json')
const head = `  "amtool": "${amtoolName(amtool)}",\n  "names": ${JSON.stringify(names)},`
await writeFile(file, `{\n${head}\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`)
process.stdout.write(`${lines.length} texts recorded\n`)
