import { describe, expect, test } from 'vitest'
import { scratchDirectory } from '../../test/support/scratch-directory.ts'
import { ConfigError } from '../schema/config-error.ts'
import { loadConfig } from './load-config.ts'

const base = 'route: {receiver: a}\nreceivers: [{name: a}]\n'

async function load(templates: string, files: Readonly<Record<string, string>>) {
  await using scratch = await scratchDirectory()
  for (const [name, text] of Object.entries(files)) await scratch.write(name, text)
  const file = await scratch.write('am.yml', `${base}templates: ${templates}\n`)
  try {
    const { templateSet, warnings } = await loadConfig(file, { mode: 'fallback' })
    return { render: (text: string) => templateSet.renderText(text, undefined, 0), warnings, report: '' }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { render: () => '', warnings: [], report: error.message.replaceAll(scratch.path, 'DIR') }
  }
}

describe('template files', () => {
  test('are found beside the configuration, define templates, and go by their own names too', async () => {
    const { render } = await load("['*.tmpl']", { 'a.tmpl': '{{ define "x" }}first{{ end }}whole' })
    expect(render('{{ template "x" }} {{ template "a.tmpl" }}')).toBe('first whole')
  })

  test('replace what was defined before, the default templates too', async () => {
    const { render } = await load("['a.tmpl', 'b.tmpl']", {
      'a.tmpl': '{{ define "x" }}first{{ end }}{{ define "__alertmanager" }}Ours{{ end }}',
      'b.tmpl': '{{ define "x" }}second{{ end }}',
    })
    expect(render('{{ template "x" }} {{ template "__alertmanager" . }}')).toBe('second Ours')
  })

  test('a pattern that finds nothing is no problem', async () => {
    expect((await load("['none-*.tmpl']", {})).report).toBe('')
  })

  test('all that cannot be parsed is told, with its place', async () => {
    const { report } = await load("['*.tmpl', '[']", {
      'a.tmpl': 'fine\n{{ define "x" }}\n{{ .Foo | nope }}{{ end }}',
      'b.tmpl': '{{ if }}',
    })
    expect(report).toContain('/am.yml:3:23: syntax error in pattern')
    expect(report).toContain('DIR/a.tmpl:3:1: function "nope" not defined\n  3 | {{ .Foo | nope }}{{ end }}\n')
    expect(report).toContain('DIR/b.tmpl:1:1: missing value for if')
  })
})

test.each([
  ['{team: "{{ .X"}', ['am.yml:3:18: notifications will fail here: template: :1: unclosed action']],
  ['{team: "{{ nope }}"}', ['am.yml:3:18: notifications will fail here: template: :1: function "nope" not defined']],
  ['{team: "{{ toUpper .Receiver }}"}', []],
])('a text that is no template is a warning: %s', async (labels, warnings) => {
  await using scratch = await scratchDirectory()
  const file = await scratch.write('am.yml', `receivers: [{name: a}]\nroute:\n  labels: ${labels}\n  receiver: a\n`)
  const config = await loadConfig(file, { mode: 'fallback' })
  expect(config.warnings.map((warning) => warning.replace(`${scratch.path}/`, ''))).toEqual(warnings)
})
