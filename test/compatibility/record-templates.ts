// Records what the real amtool renders for every case in template-cases/, as text and as HTML:
//   node test/compatibility/record-templates.ts <amtool> <directory of default.tmpl and email.tmpl>
// The results are templates.json and templates-html.json.

import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type TemplateCase, templateData } from './template-cases/data.ts'
import { htmlCases } from './template-cases/html-cases.ts'
import { sharedTemplate } from './template-cases/shared-template.ts'
import { textCases } from './template-cases/text-cases.ts'

const [amtool, defaults] = process.argv.slice(2)
if (amtool === undefined || defaults === undefined) {
  process.stderr.write('usage: node test/compatibility/record-templates.ts <amtool> <directory of default.tmpl>\n')
  process.exit(2)
}

const version = /version (\S+)/.exec(spawnSync(amtool, ['--version']).stdout.toString())?.[1]
await using directory = await scratchDirectory()
const files = new Map<string, string>()
for (const [name, data] of Object.entries(templateData)) {
  files.set(name, await directory.write(`${name}.json`, JSON.stringify(data)))
}
const shared = await directory.write(sharedTemplate.name, sharedTemplate.text)
await record('templates.json', 'text', textCases)
await record('templates-html.json', 'html', htmlCases)

async function record(file: string, type: 'text' | 'html', cases: readonly TemplateCase[]): Promise<void> {
  const lines = cases.map((each) => `    ${JSON.stringify({ ...each, ...render(type, each) })}`)
  const data = JSON.stringify(templateData, undefined, 2).replaceAll('\n', '\n  ')
  const head = `{\n  "server": "amtool ${version}",\n  "data": ${data},\n  "cases": [\n`
  await writeFile(join(import.meta.dirname, file), `${head}${lines.join(',\n')}\n  ]\n}\n`)
  process.stdout.write(`${file}: ${cases.length} cases\n`)
}

function render(type: 'text' | 'html', { text, data }: TemplateCase): { output: string } | { error: string } {
  const { status, stdout, stderr } = spawnSync(amtool as string, [
    'template',
    'render',
    `--template.glob=${join(defaults as string, '*.tmpl')}`,
    `--template.glob=${shared}`,
    `--template.data=${files.get(data)}`,
    `--template.type=${type}`,
    `--template.text=${text}`,
  ])
  if (status === 0) return { output: stdout.toString() }
  const error = /^amtool: error: (.*?)\n+$/s.exec(stderr.toString())?.[1]
  if (error === undefined) throw new Error(`no error was told for ${JSON.stringify(text)}: ${stderr}`)
  return { error }
}
