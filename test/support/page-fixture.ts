/// <reference lib="dom" />
// The web page in a browser, against a server of its own: what the tests of the pages start from.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type AlertRouter, startRouter } from './alert-router.ts'
import { openBrowser } from './browser.ts'
import { scratchDirectory } from './scratch-directory.ts'

/** A server, and a browser to look at it with. Disposing of it ends both. */
export interface PageFixture extends AsyncDisposable {
  readonly router: AlertRouter
  readonly browser: Browser
  /** Opens an address of the page: `/alerts?silenced=true`. */
  open(address: string, options?: BrowserContextOptions): Promise<OpenPage>
  /** Posts alerts that fire for an hour. */
  fire(...alerts: readonly FiredAlert[]): Promise<void>
}

export interface FiredAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** Since how many minutes it fires. */
  readonly age?: number
  /** In how many minutes it ends. */
  readonly ends?: number
  readonly generatorURL?: string
}

/** A page with everything that went wrong on it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  /** What scripts threw, and what the browser complained about. A test that awaits nothing of the kind expects none. */
  readonly complaints: readonly string[]
}

export interface PageFixtureOptions {
  readonly configuration: string
  /** As --web.route-prefix. */
  readonly prefix?: string
}

export async function pageFixture({ configuration, prefix }: PageFixtureOptions): Promise<PageFixture> {
  await using opened = new AsyncDisposableStack()
  const scratch = opened.use(await scratchDirectory())
  const configFile = await scratch.write('alertmanager.yml', configuration)
  const router = opened.use(
    await startRouter('tocsin', { configFile, directory: scratch.path, ...(prefix === undefined ? {} : { prefix }) }),
  )
  const browser = await openBrowser()
  opened.defer(() => browser.close())
  const resources = opened.move()
  return {
    router,
    browser,
    open: (address, options) => openPage(browser, `${router.url}/#${address}`, options),
    fire: async (...alerts) => {
      const response = await router.post('/api/v2/alerts', alerts.map(postable))
      if (response.status !== 200) throw new Error(`POST answered ${response.status}: ${await response.text()}`)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function postable({ labels, annotations = {}, ends = 60, age = ends < 0 ? 10 : 0, generatorURL }: FiredAlert): object {
  const now = Date.now()
  return {
    labels,
    annotations,
    startsAt: new Date(now - age * 60_000).toISOString(),
    endsAt: new Date(now + ends * 60_000).toISOString(),
    ...(generatorURL === undefined ? {} : { generatorURL }),
  }
}

/** Opens a page in a context of its own: nothing is kept from one to the next. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`threw ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(url)
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds serious or critical on the page, one line for each place. WCAG 2.2, levels A and AA. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      // axe-core's types would pull the browser's into every test.
      axe: { run(where: Document, how: object): Promise<{ violations: readonly AxeViolation[] }> }
    }
    interface AxeViolation {
      readonly id: string
      readonly impact: string
      readonly help: string
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
      )
  })
}
