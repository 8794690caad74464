/// <reference lib="dom" />
// The page of the server's status in Debian's Chromium: receivers that fail, a configuration that was refused, what runs.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AlertRouter, dataDirectory, startRouter } from '../support/alert-router.ts'
import { openBrowser } from '../support/browser.ts'
import { type OpenPage, openPage, seriousFaults } from '../support/page-fixture.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink, type WebhookSink } from '../support/webhook-sink.ts'

const configuration = (url: string): string => `
global: { http_config: { basic_auth: { username: u, password: hunter2 } } }
route:
  receiver: works
  group_by: [alertname]
  group_wait: 0s
  routes: [{ receiver: broken, matchers: [team="db"] }]
receivers:
  - { name: works, webhook_configs: [{ url: '${url}hook' }] }
  # Nothing listens there.
  - { name: broken, webhook_configs: [{ url: 'http://127.0.0.1:1/<script>alert(1)</script>' }] }
  - { name: nobody }
`

let stack: AsyncDisposableStack
let scratch: ScratchDirectory
let sink: WebhookSink
let router: AlertRouter
let browser: Browser

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  scratch = stack.use(await scratchDirectory())
  sink = stack.use(await openWebhookSink())
  const configFile = await scratch.write('alertmanager.yml', configuration(sink.url))
  // What was there before is no database: it is set aside.
  const data = dataDirectory('tocsin', scratch.path)
  await mkdir(data)
  await writeFile(join(data, 'hot.db'), 'garbage')
  router = stack.use(await startRouter('tocsin', { configFile, directory: scratch.path }))
  browser = await openBrowser()
  stack.defer(() => browser.close())
  const startsAt = new Date().toISOString()
  await router.post('/api/v2/alerts', [
    { labels: { alertname: 'Fine' }, startsAt },
    { labels: { alertname: 'Lost', team: 'db' }, startsAt },
  ])
  await sink.arrived(() => true)
})

beforeEach(async () => {
  await scratch.write('alertmanager.yml', configuration(sink.url))
  await router.post('/-/reload')
})

afterAll(() => stack.disposeAsync())

const open = (options = {}): Promise<OpenPage> => openPage(browser, `${router.url}/#/status`, options)

describe('what is shown', () => {
  test('receivers with their last success and failure, what fails first', async () => {
    await using opened = await open()
    const { page } = opened
    const rows = page.locator('tbody tr')
    await rows.filter({ hasText: 'failing' }).waitFor()
    const texts = (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
    expect(texts).toEqual([
      expect.stringMatching(/^broken webhook failing none yet \d+ s ago.*ECONNREFUSED/),
      expect.stringMatching(/^works webhook \d+ s ago none$/),
      expect.stringMatching(/^nobody none: tells nobody/),
    ])
    expect(opened.complaints).toEqual([])
  })

  test('version, uptime, cluster, storage, and a damaged file that was set aside', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByText(/^Tocsin \d+\.\d+\.\d+ · in place of Alertmanager 0\.34\.0, on node/).waitFor()
    await page.getByText(/s · since \d{4}-\d\d-\d\d/).waitFor()
    await page.getByText('disabled', { exact: true }).waitFor()
    await page.getByText('takes what it is given').waitFor()
    await page.getByRole('heading', { name: 'Damaged data was set aside' }).waitFor()
  })

  test('the configuration, highlighted, without its secrets', async () => {
    await using opened = await open()
    const { page } = opened
    const config = page.getByLabel('Configuration', { exact: true })
    await config.getByText('group_wait').first().waitFor()
    const text = await config.innerText()
    expect(text).toContain('password: <secret>')
    expect(text).not.toContain('hunter2')
    expect(text.trim()).toBe(
      ((await router.get('/api/v2/status')) as { config: { original: string } }).config.original.trim(),
    )
    expect(await config.locator('[class*=secret]').count()).toBeGreaterThan(0)
    expect(await config.locator('script').count()).toBe(0)
    expect(opened.complaints).toEqual([])
  })

  test('a configuration that is refused: its error with its place, at once, and gone after the next good one', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByText('Server', { exact: true }).waitFor()
    await scratch.write(
      'alertmanager.yml',
      'route: { receiver: nobody }\nreceivers:\n  - name: <img src=x onerror=alert(1)>\n    webhook_confgis: []\n',
    )
    expect((await router.post('/-/reload')).status).toBe(500)
    await page.getByRole('heading', { name: /The configuration was refused at \d\d:\d\d/ }).waitFor()
    const report = await page.locator('pre').first().innerText()
    expect(report).toMatch(/alertmanager\.yml:4:\d+: .*webhook_confgis/)
    expect(report).toMatch(/\n +4 \| +webhook_confgis: \[\]\n.*\^\^+/)
    await page.getByText('The one before is still at work.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await scratch.write('alertmanager.yml', configuration(sink.url))
    await router.post('/-/reload')
    await page.getByRole('heading', { name: /was refused/ }).waitFor({ state: 'detached' })
    expect(opened.complaints).toEqual([])
  })
})

test.each([
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 1280, height: 800 }],
  ['light', { width: 360, height: 740 }],
] as const)('axe finds nothing serious: %s, %j', async (colorScheme, viewport) => {
  await using opened = await open({ colorScheme, viewport })
  const { page } = opened
  await page.locator('tbody tr').first().waitFor()
  await page.getByLabel('Configuration', { exact: true }).getByText('group_wait').first().waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
})
