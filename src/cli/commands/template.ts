// `tocsin template render`: what a template says of some data. With amtool's flags, and the same output.

import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { CommandLineError, readValues, scanCommandLine } from '../../app/options/command-line.ts'
import { choice, text, texts, toggle } from '../../app/options/flag-kinds.ts'
import { describeFlags } from '../../app/options/usage.ts'
import { SystemClock } from '../../clock.ts'
import { loadTemplateFiles } from '../../config/template-files.ts'
import { describeProblem } from '../../schema/config-error.ts'
import { templateDataFromJson } from '../../template/data-from-json.ts'
import { HtmlTemplates } from '../../template/html/html-templates.ts'
import { TemplateError } from '../../template/template-error.ts'
import type { TemplateSet } from '../../template/template-set.ts'
import type { Struct } from '../../template/values.ts'
import type { CliIo, Command } from '../command.ts'
import { sampleData } from './sample-data.ts'

const flags = {
  help: toggle({ short: 'h', help: 'Show this help.' }),
  'template.glob': texts({
    placeholder: 'PATTERN',
    help: 'Template files to use beside the default templates. Repeatable.',
  }),
  'template.text': text({ default: '', help: 'The template to render.' }),
  'template.type': choice({ default: 'text', noun: 'type', choices: ['html', 'text'], help: 'text or html.' }),
  'template.data': text({
    default: '',
    help: 'A JSON file with the data, laid out as the body of a webhook. Without it, two sample alerts.',
  }),
}

export const template: Command = {
  name: 'template',
  operands: 'render [<flags>]',
  summary: 'Render a template, to try it out.',
  run: async (all, io) => {
    const [word, ...rest] = all
    const args = word === 'render' ? rest : all
    if (word !== 'render' && word !== '--help' && word !== '-h')
      throw new CommandLineError(`expected "render" after template${word ? `, not "${word}"` : ''}`)
    const scanned = scanCommandLine(args, { flags, operands: false, readFile: (path) => readFileSync(path, 'utf8') })
    if (scanned.problem !== undefined) throw scanned.problem
    const values = readValues(scanned, flags)
    if (values.help) {
      io.stdout(`usage: tocsin template render [<flags>]\n\n${template.summary}\n\nFlags:\n${describeFlags(flags)}\n`)
      return 0
    }
    if (!scanned.given.has('template.text'))
      throw new CommandLineError("required flag(s) '--template.text' not provided")
    return render(
      {
        globs: values['template.glob'],
        text: values['template.text'],
        type: values['template.type'],
        dataFile: values['template.data'],
      },
      io,
    )
  },
}

interface Rendering {
  readonly globs: readonly string[]
  readonly text: string
  readonly type: 'text' | 'html'
  /** '' for the sample. */
  readonly dataFile: string
}

async function render({ globs, text, type, dataFile }: Rendering, io: CliIo): Promise<number> {
  const now = new SystemClock().now()
  const templates = await templatesOf(globs)
  const data = await dataOf(dataFile, now)
  try {
    const renderer = type === 'html' ? new HtmlTemplates(templates) : undefined
    io.stdout(renderer === undefined ? templates.renderText(text, data, now) : renderer.render(text, data, now))
    return 0
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandLineError(error.message)
    throw error
  }
}

async function templatesOf(globs: readonly string[]): Promise<TemplateSet> {
  const { templates, problems, badPatterns } = await loadTemplateFiles(globs)
  const messages = [
    ...badPatterns.map(({ index, message }) => `--template.glob=${globs[index]}: ${message}`),
    ...problems.map(describeProblem),
  ]
  if (messages.length > 0) throw new CommandLineError(messages.join('\n'))
  return templates
}

async function dataOf(file: string, now: number): Promise<Struct> {
  if (file === '') return templateDataFromJson(sampleData(now))
  const json = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandLineError(`--template.data: ${error.message}`)
  })
  try {
    return templateDataFromJson(json)
  } catch (error) {
    throw new CommandLineError(`--template.data: ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
