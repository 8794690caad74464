// Records what the real amtool renders from every text in html-escaping-cases.ts:
//   node test/compatibility/record-html-escaping.ts <amtool>
// The default templates have to lie beside it, in ../share/prometheus/alertmanager. The result is html-escaping.json.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { amtoolName, renderWithAmtool } from './amtool-render.ts'
import { escapingData, escapingTexts } from './html-escaping-cases.ts'
import { binaryFromArguments } from './recorder.ts'

const amtool = binaryFromArguments('record-html-escaping.ts')
await using directory = await scratchDirectory()
const data = await directory.write('data.json', JSON.stringify(escapingData))

const lines: string[] = []
for (const text of escapingTexts) {
  lines.push(`    ${JSON.stringify({ text, ...renderWithAmtool({ amtool, text, data, type: 'html' }) })}`)
}
const file = join(import.meta.dirname, 'html-escaping.json')
await writeFile(file, `{\n  "amtool": "${amtoolName(amtool)}",\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`)
process.stdout.write(`${lines.length} texts recorded\n`)
