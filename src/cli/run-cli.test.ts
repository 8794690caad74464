import { expect, test } from 'vitest'
import { scratchDirectory } from '../../test/support/scratch-directory.ts'
import type { Options } from '../app/options.ts'
import { readBuildInfo } from '../version.ts'
import { runCli } from './run-cli.ts'

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** What the server was started with. */
  readonly served: readonly Options[]
}

async function run(argv: readonly string[], stdin?: string): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const served: Options[] = []
  const code = await runCli(argv, {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    readStdin: async () => stdin,
    serve: async (options) => {
      served.push(options)
      return 7
    },
  })
  return { code, stdout, stderr, served }
}

test.each([[[]], [['serve']], [['--config.file=alertmanager.yml']], [['serve', '--config.file', 'alertmanager.yml']]])(
  '%j runs the server and exits as it does',
  async (argv) => {
    const { code, served, stderr } = await run(argv)
    expect([code, stderr]).toEqual([7, ''])
    expect(served[0]?.configFile).toBe('alertmanager.yml')
  },
)

const version = readBuildInfo().version

test.each<[argv: string[], code: number, stdout: RegExp, stderr: string]>([
  [['--version'], 0, new RegExp(`^tocsin, version ${version} .*Alertmanager 0\\.34\\.0`), ''],
  [['version'], 0, new RegExp(`^tocsin, version ${version} `), ''],
  [['--help'], 0, /^usage: tocsin \[serve\] \[<flags>\]\n(.|\n)*--config\.file="alertmanager\.yml"\n/, ''],
  [['help'], 0, /^usage: (.|\n)*\nCommands:\n {2}serve \[<flags>\] (.|\n)*check-config/, ''],
  [
    ['help', 'check-config'],
    0,
    /^usage: tocsin check-config \[<flags>\] \[<files>\.\.\.\]\n(.|\n)*--enable-feature/,
    '',
  ],
  [['check-config', '-h'], 0, /^usage: tocsin check-config /, ''],
  [
    ['help', 'nosuch'],
    1,
    /^$/,
    'expected command but got "nosuch" (the commands are serve, check-config, template, help, version)',
  ],
  [['chek-config', 'x'], 1, /^$/, 'expected command but got "chek-config" (did you mean "check-config"?)'],
  [['serve', 'foo'], 1, /^$/, 'unexpected foo, try --help'],
  [['help', 'template'], 0, /^usage: tocsin template render /, ''],
  [['template', 'render', '--template.text={{ toUpper .Receiver }}'], 0, /^TEAM-DB$/, ''],
  [
    [
      'template',
      'render',
      '--template.type=html',
      '--template.text={{ range .Alerts.Firing }}{{ .Labels.instance }}{{ end }}',
    ],
    0,
    /^db-1:9100$/,
    '',
  ],
  [['template'], 1, /^$/, 'expected "render" after template'],
  [['template', 'render'], 1, /^$/, "required flag(s) '--template.text' not provided"],
  [
    ['template', 'render', '--template.text={{ .Foo }}'],
    1,
    /^$/,
    'template: :1:3: executing "" at <.Foo>: can\'t evaluate field Foo in type template.Data',
  ],
  [
    ['template', 'render', '--template.text=x', '--template.data=nowhere.json'],
    1,
    /^$/,
    "--template.data: ENOENT: no such file or directory, open 'nowhere.json'",
  ],
  [
    ['template', 'render', '--template.text=x', '--template.glob=['],
    1,
    /^$/,
    '--template.glob=[: syntax error in pattern: a [ that is not closed, or an empty set',
  ],
  [['--nosuch'], 1, /^$/, "unknown long flag '--nosuch', try --help"],
  [['check-config', '--enable-feature=x'], 1, /^$/, "unknown option 'x'"],
  [['check-config', 'nowhere.yml'], 1, /^$/, "path 'nowhere.yml' does not exist"],
])('%j', async (argv, code, stdout, stderr) => {
  const outcome = await run(argv)
  expect(outcome.stdout).toMatch(stdout)
  expect(outcome).toMatchObject({ code, stderr: stderr === '' ? '' : `tocsin: error: ${stderr}\n`, served: [] })
})

test('check-config prints every problem with its place', async () => {
  await using directory = await scratchDirectory()
  const file = await directory.write(
    'bad.yml',
    'route:\n  receiver: none\n  group_wait: 5\n  foo: 1\nreceivers: [{ name: none }]\n',
  )
  const { code, stdout, stderr } = await run(['check-config', file])
  expect([code, stderr]).toEqual([1, 'tocsin: error: failed to validate 1 file(s)\n'])
  expect(stdout).toMatch(new RegExp(`^Checking '${file}' {2}FAILED:\n`))
  expect(stdout).toContain(`${file}:3:15: `)
  expect(stdout).toContain(`${file}:4:3: `)
  expect(stdout).toContain('  3 |   group_wait: 5\n    |               ^')
})

test('check-config reads matchers by the mode that it is told', async () => {
  await using directory = await scratchDirectory()
  const config = 'route:\n  receiver: none\n  routes: [{ matchers: ["a-b=c"] }]\nreceivers: [{ name: none }]\n'
  const file = await directory.write('utf8.yml', config)
  expect((await run(['check-config', file])).code).toBe(0)
  expect((await run(['check-config', '--enable-feature=classic-mode', file])).code).toBe(1)
})
