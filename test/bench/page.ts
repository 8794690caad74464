// How the web page does with many alerts, in Debian's Chromium against the server as built:
//
//   npm run bench:page                10,000 alerts in 500 groups
//   npm run bench:page -- 50000 2000  as many as one likes
//
// Told: how long until the page can be used (its first lines are drawn and the main thread is free), how long a key in the
// filter takes until its answer is on the screen, whether scrolling ever shows a blank, and what the first load weighs.

/// <reference lib="dom" />

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { startRouter } from '../support/alert-router.ts'
import { openBrowser } from '../support/browser.ts'
import { manyAlerts } from '../support/many-alerts.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

const [count = 10_000, groups = 500] = process.argv.slice(2).map(Number)
const rounds = 5
const configuration = `
route: { receiver: nobody, group_by: [alertname, cluster], group_wait: 1h }
receivers: [{ name: nobody }]
`

await using scratch = await scratchDirectory()
const configFile = await scratch.write('alertmanager.yml', configuration)
await using router = await startRouter('tocsin', { configFile, directory: scratch.path })
const alerts = manyAlerts({ count, groups, now: Date.now() })
for (let first = 0; first < alerts.length; first += 1000) {
  const { status } = await router.post('/api/v2/alerts', alerts.slice(first, first + 1000))
  if (status !== 200) throw new Error(`POST answered ${status}`)
}

const browser = await openBrowser()
try {
  const usable: number[] = []
  const keys: number[] = []
  const commits: number[] = []
  const blanks: number[] = []
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    usable.push(await open(page))
    keys.push(...(await typeInto(page, 'severity=')))
    commits.push(await commit(page))
    await page.keyboard.press('Backspace')
    for (let index = 0; index < 30; index++) await page.keyboard.press('Backspace')
    blanks.push(await scroll(page))
    await context.close()
  }
  report({ usable, keys, commits, blanks })
} finally {
  await browser.close()
}

/** Milliseconds from the request for the page until its lines are drawn and nothing keeps the main thread busy. */
async function open(page: Page): Promise<number> {
  const begun = performance.now()
  await page.goto(`${router.url}/#/alerts`)
  await page.locator('[data-index] [aria-expanded]').first().waitFor()
  // A task of the lowest priority runs when all others have.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  return performance.now() - begun
}

/** For each key: milliseconds until the picture that shows its answer. */
async function typeInto(page: Page, text: string): Promise<readonly number[]> {
  await page.getByRole('combobox', { name: 'Filter alerts' }).focus()
  const times: number[] = []
  for (const key of text) times.push(await timeOf(page, key))
  return times
}

/** Adds a matcher: until its chip is there, and with it the lines that are left. */
async function commit(page: Page): Promise<number> {
  await page.keyboard.press('ArrowDown')
  return timeOf(page, 'Enter', '[aria-label^="Remove severity"]')
}

/** @param awaited a selector for what the key brings; without it the next picture is the answer */
async function timeOf(page: Page, key: string, awaited = 'body'): Promise<number> {
  await page.evaluate((selector) => {
    const scope = window as unknown as { answered: Promise<number> } // a place to keep it until it is asked for
    scope.answered = new Promise((resolve) => {
      addEventListener(
        'keydown',
        (event) => {
          const look = (): void => {
            if (document.querySelector(selector) === null) requestAnimationFrame(look)
            // The frame after this one is drawn when this one has been painted.
            else requestAnimationFrame(() => resolve(performance.now() - event.timeStamp))
          }
          requestAnimationFrame(look)
        },
        { capture: true, once: true },
      )
    })
  }, awaited)
  await page.keyboard.press(key)
  return page.evaluate(() => (window as unknown as { answered: Promise<number> }).answered)
}

/** Scrolls through the page by a screen a frame; in how many frames there was a gap between lines that are to be seen. */
async function scroll(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    let blank = 0
    for (let step = 0; step < 120; step++) {
      scrollBy(0, innerHeight * 0.8)
      await frame()
      await frame()
      const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
      const below = document.elementFromPoint(innerWidth / 2, innerHeight - 40)
      const isList = (element: Element | null): boolean => element?.closest('[data-index]') !== null
      if (!isList(at) && !isList(below)) blank++
    }
    return blank
  })
}

function firstLoad(): number {
  const folder = join(import.meta.dirname, '../../dist/ui')
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  const assets = readdirSync(join(folder, 'assets'))
  // What the page names, and the page of alerts with what it names.
  const wanted = new Set(assets.filter((name) => index.includes(name) || name.startsWith('alerts-page')))
  for (const name of [...wanted]) {
    const text = readFileSync(join(folder, 'assets', name), 'utf8')
    for (const other of assets) {
      if (name.startsWith('alerts-page') && text.includes(`./${other}`)) wanted.add(other)
    }
  }
  let bytes = 0
  for (const name of wanted) bytes += gzipSync(readFileSync(join(folder, 'assets', name))).length
  return bytes
}

function report(figures: {
  readonly usable: readonly number[]
  readonly keys: readonly number[]
  readonly commits: readonly number[]
  readonly blanks: readonly number[]
}): void {
  const ms = (values: readonly number[]): string =>
    `median ${quantile(values, 0.5).toFixed(0)} ms, worst ${Math.max(...values).toFixed(0)} ms`
  console.log(`${count} alerts in ${groups} groups, ${rounds} rounds`)
  console.log(`usable after           ${ms(figures.usable)}`)
  console.log(`a key in the filter    ${ms(figures.keys)}`)
  console.log(`a matcher added        ${ms(figures.commits)}`)
  console.log(
    `blank while scrolling  ${figures.blanks.reduce((sum, blank) => sum + blank, 0)} of ${120 * rounds} frames`,
  )
  console.log(`first load             ${(firstLoad() / 1000).toFixed(0)} kB gzipped`)
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN
}
