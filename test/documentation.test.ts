// What the documents promise: their links lead somewhere, their configurations load, and the commands that they name exist.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Flag } from '../src/app/options/command-line.ts'
import { serverFlags } from '../src/app/options/flag-table.ts'
import type { CliIo } from '../src/cli/command.ts'
import { runCli } from '../src/cli/run-cli.ts'
import { parseConfig } from '../src/config/config.ts'
import { anchors, codeBlocks, inlineCode, linkTargets } from './support/markdown.ts'

const project = join(import.meta.dirname, '..')
const documents = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: project }).sort()]
const npmCommands = [
  'pack',
  'install',
  'audit',
  'ci',
  ...Object.keys(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).scripts),
]
const flagNames = new Set(
  Object.entries<Flag<unknown>>(serverFlags).flatMap(([name, { aliases = [] }]) => [name, ...aliases]),
)
const silent: CliIo = { stdout: () => {}, stderr: () => {}, readStdin: async () => undefined, serve: async () => 1 }
const read = (path: string): string => readFileSync(join(project, path), 'utf8')

describe.each(documents)('%s', (path) => {
  const text = read(path)

  test('has no link that leads nowhere', () => {
    const own = linkTargets(text).filter((target) => !/^\w+:/.test(target))
    expect(own.filter((target) => !leadsSomewhere(path, target))).toEqual([])
  })

  test('names no file that is gone', () => {
    const paths = inlineCode(text).filter((code) => /^(?:src|test|config|docs|\.ci)\/[\w./-]+$/.test(code))
    expect(paths.filter((named) => !existsSync(join(project, named)))).toEqual([])
  })

  test('shows configurations that load', () => {
    for (const { language, text: block, line } of codeBlocks(text)) {
      if (language !== 'yaml' || !/^(?:global|route|receivers|inhibit_rules|time_intervals):/.test(block)) continue
      expect(() => parseConfig(completed(block), { file: `${path}:${line}`, mode: 'fallback' })).not.toThrow()
    }
  })

  test('names commands that exist', async () => {
    for (const line of commandLines(text)) {
      const npm = /\bnpm (?:run )?(?:--\w+ )*([a-z]+)/.exec(line)?.[1]
      if (npm !== undefined) expect(npmCommands, line).toContain(npm)
      const file = /\bnode ((?:src|test|config|\.ci)\/\S+)/.exec(line)?.[1]
      if (file !== undefined) expect(existsSync(join(project, file)), line).toBe(true)
      const ours = /(?:^|\s)tocsin (?!tocsin)([a-z][a-z-]*)/.exec(line)?.[1]
      if (ours !== undefined) expect(await runCli(['help', ours], silent), line).toBe(0)
    }
  })

  test('names flags that exist', () => {
    const sections = 'config|storage|data|silences|alerts|dispatch|web|cluster|log'
    const flags = text.matchAll(new RegExp(`(?<![\\w-])--((?:${sections})\\.[a-z.-]*[a-z])`, 'g'))
    expect([...flags].map(([, name = '']) => name).filter((name) => !flagNames.has(name))).toEqual([])
  })
})

test('images and tarballs are named with the version of package.json', () => {
  const { version } = JSON.parse(read('package.json')) as { readonly version: string }
  const places = [...documents, ...globSync('config/**/*.{yml,yaml,service}', { cwd: project })]
  const named = places.flatMap((path) =>
    [...read(path).matchAll(/\btocsin[:-](\d+\.\d+\.\d+)/g)].map(([, found]) => found),
  )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((found) => found !== version)).toEqual([])
})

describe('configurations that come with the project', () => {
  test.each(globSync(['config/**/alertmanager.yml', 'config/examples/*.yml'], { cwd: project }).sort())(
    '%s loads',
    (path) => {
      expect(parseConfig(read(path), { file: path, mode: 'fallback' }).warnings).toEqual([])
    },
  )

  test('config/kubernetes/tocsin.yaml has one that loads', () => {
    const [configMap] = parseAllDocuments(read('config/kubernetes/tocsin.yaml'))
    const text = String(configMap?.getIn(['data', 'alertmanager.yml']))
    expect(parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' }).receivers).toHaveLength(1)
  })

  test.each(globSync('config/monitoring/*', { cwd: project }).sort())('%s asks for metrics that there are', (path) => {
    const recorded = JSON.parse(read('test/compatibility/metrics.json')) as {
      readonly plain: readonly { name: string }[]
    }
    const theirs = new Set(recorded.plain.map(({ name }) => name))
    const telemetry = globSync('src/telemetry/*.ts', { cwd: project }).map(read).join('')
    const asked = [...read(path).matchAll(/\b(?:alertmanager|tocsin)_\w+/g)].map(([name]) => name)
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((name) => !isKnown(name))).toEqual([])

    function isKnown(name: string): boolean {
      return theirs.has(name.replace(/_(?:bucket|count|sum)$/, '')) || telemetry.includes(`'${name}'`)
    }
  })

  test('the demo sends nothing to receivers that its services are not', () => {
    const services = Object.keys(parseAllDocuments(read('docker-compose.yml'))[0]?.toJS().services)
    const hosts = [...read('config/demo/alertmanager.yml').matchAll(/(?:http:\/\/|smarthost: )([a-z]+):/g)]
    expect(hosts.map(([, host]) => host).filter((host) => !services.includes(host ?? ''))).toEqual([])
    expect(hosts).toHaveLength(2)
  })
})

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#', 2)
  const file = path === '' ? from : relative(project, join(project, dirname(from), decodeURI(path)))
  if (file.startsWith('..') || !existsSync(join(project, file))) return false
  return anchor === undefined || anchors(read(file)).has(anchor)
}

function commandLines(text: string): readonly string[] {
  const shell = codeBlocks(text).filter(({ language }) => language === 'sh')
  return [...shell.flatMap(({ text: block }) => block.split('\n')), ...inlineCode(text)]
}

/** A part of a file, made whole: a route needs receivers, and receivers a route. */
function completed(block: string): string {
  const named = [...block.matchAll(/\breceiver: ([\w-]+)/g)].map(([, name]) => name)
  const first = /^receivers:\s*- name: ([\w-]+)/m.exec(block)?.[1] ?? 'somebody'
  const route = /^route:/m.test(block) ? '' : `route: { receiver: ${first} }\n`
  const missing = [...new Set(named.length > 0 ? named : ['somebody'])].map((name) => `{ name: ${name} }`)
  return block + route + (/^receivers:/m.test(block) ? '' : `receivers: [${missing}]\n`)
}
