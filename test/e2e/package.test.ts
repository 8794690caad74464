// What `npm pack` makes: it holds what a user needs and nothing else, and installed in an empty folder it serves and routes.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRouter } from '../support/alert-router.ts'
import { run } from '../support/child-process.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink } from '../support/webhook-sink.ts'

const project = join(import.meta.dirname, '../..')

let scratch: ScratchDirectory
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] }

beforeAll(async () => {
  scratch = await scratchDirectory()
  const { code, stdout, stderr } = await npm(['pack', '--json', '--pack-destination', scratch.path], project)
  expect(code, stderr).toBe(0)
  packed = onlyResult(JSON.parse(stdout.slice(stdout.search(/^[[{]/m))))
}, 300_000)
afterAll(() => scratch?.[Symbol.asyncDispose]())

test('the tarball holds the built program, its documentation, the examples, and nothing else', () => {
  const paths = packed.files.map(({ path }) => path)
  const wanted =
    /^(?:dist\/.*\.js|dist\/package\.json|dist\/THIRD-PARTY-LICENSES\.md|dist\/ui\/.*|docs\/.*|config\/.*|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/
  expect(paths.filter((path) => !wanted.test(path))).toEqual([])
  expect(paths.filter((path) => /\.test\.|\.map$|\/\.built/.test(path))).toEqual([])
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/main.js',
      'dist/THIRD-PARTY-LICENSES.md',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'config/alertmanager.yml',
    ]),
  )
})

test('installed in an empty folder it runs by npx, serves, and routes', { timeout: 300_000 }, async () => {
  await scratch.write('package.json', '{"private":true}')
  const installed = await npm(['install', '--prefer-offline', join(scratch.path, packed.filename)], scratch.path)
  expect(installed.code, installed.stderr).toBe(0)
  const version = await run(['npx', 'tocsin', '--version'], { cwd: scratch.path, env: ownFolder })
  expect(version.stdout).toContain('tocsin, version')

  await using sink = await openWebhookSink()
  const configFile = await scratch.write(
    'alertmanager.yml',
    `route: { receiver: hook, group_wait: 0s }\nreceivers: [{ name: hook, webhook_configs: [{ url: '${sink.url}' }] }]\n`,
  )
  await using router = await startRouter('tocsin', {
    configFile,
    directory: scratch.path,
    program: [join(scratch.path, 'node_modules/.bin/tocsin')],
  })
  await router.post('/api/v2/alerts', [{ labels: { alertname: 'FromThePackage' } }])
  await sink.arrived(({ payload }) => payload.alerts[0]?.labels.alertname === 'FromThePackage', 10_000)
  const page = await fetch(router.url)
  expect(page.headers.get('content-type')).toContain('text/html')
})

/** Takes back what the `npm test` around this tells its children: that they work in its folder. */
const ownFolder = { npm_config_local_prefix: '' }

function npm(args: readonly string[], cwd: string): ReturnType<typeof run> {
  return run(['npm', ...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env: ownFolder })
}

/** npm 11 prints a list, npm 12 an object by package name. */
function onlyResult(printed: object): typeof packed {
  return Object.values(printed)[0]
}
