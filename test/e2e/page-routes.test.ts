/// <reference lib="dom" />
// The page of routes: the same answer as `amtool config routes test`, and what a person sees of it in Debian's Chromium.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WireRoutes } from '../../src/api/tocsin/schema.ts'
import { LabelSet } from '../../src/model/labels.ts'
import { answerFor } from '../../src/ui/pages/routes/route-answer.ts'
import { type RoutingTable, routingTable } from '../../src/ui/pages/routes/wire-tree.ts'
import { run } from '../support/child-process.ts'
import { type PageFixture, pageFixture, seriousFaults } from '../support/page-fixture.ts'
import { peer } from '../support/peers.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'

const configuration = `
route:
  receiver: hook
  group_by: [alertname, cluster]
  group_wait: 0s
  routes:
    - receiver: db
      matchers: [team="db"]
      group_wait: 10s
      continue: true
      routes:
        - { receiver: pager, matchers: ['severity=~"crit.*"'], group_by: ['...'], repeat_interval: 1h }
        - { receiver: nobody, match_re: { instance: 'test-.*' } }
    - { receiver: web, matchers: [team!~"x|y", 'team=~"w.*|db"'], mute_time_intervals: [weekend] }
    - { receiver: lacking, matchers: [team="", service=~".+"], continue: true }
    - { receiver: day, match: { team: day }, active_time_intervals: [office] }
    - receiver: hook
      routes: [{ receiver: deep, matchers: ['a!="1"'], routes: [{ receiver: deeper, matchers: ['b="ü \\"x\\""'] }] }]
time_intervals:
  - { name: weekend, time_intervals: [{ weekdays: [saturday, sunday], location: Europe/Berlin }] }
  - { name: office, time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }] }] }
receivers: [{ name: hook }, { name: db }, { name: pager }, { name: nobody }, { name: web }, { name: lacking }, { name: day }, { name: deep }, { name: deeper }]
`

let fixture: PageFixture
let scratch: ScratchDirectory
let configFile: string
let table: RoutingTable

beforeAll(async () => {
  scratch = await scratchDirectory()
  configFile = await scratch.write('routes.yml', configuration)
  fixture = await pageFixture({ configuration })
  table = routingTable((await fixture.router.get('/api/tocsin/v1/routes')) as WireRoutes)
  await fixture.fire(
    { labels: { alertname: 'Disk', cluster: 'eu', team: 'db', severity: 'critical' } },
    { labels: { alertname: 'Disk', cluster: 'eu', team: 'db', severity: 'warning' } },
    { labels: { alertname: 'Slow', team: 'web', a: '1' } },
  )
})

afterAll(async () => {
  await fixture?.[Symbol.asyncDispose]()
  await scratch?.[Symbol.asyncDispose]()
})

describe('the same answer as amtool config routes test', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { team: 'db' },
    { team: 'db', severity: 'critical' },
    { team: 'db', severity: 'crit' },
    { team: 'db', severity: 'xcrit' },
    { team: 'db', instance: 'test-1' },
    { team: 'db', instance: 'a test-1' },
    { team: 'db', severity: 'critical', instance: 'test-1' },
    { team: 'web' },
    { team: 'w' },
    { team: 'W' },
    { team: 'x' },
    { team: 'y', service: 's' },
    { service: 's' },
    { service: 's', a: '1' },
    { team: 'day' },
    { team: 'day', service: 's' },
    { team: 'day', a: '1' },
    { a: '1' },
    { a: '2' },
    { b: 'ü "x"' },
    { b: 'ü "x"', a: '1' },
    { b: 'ü x' },
    { alertname: 'Disk', cluster: 'eu', other: '日本' },
  ])('%j', async (labels) => {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    const { stdout } = await run([
      ...peer('amtool'),
      'config',
      'routes',
      'test',
      `--config.file=${configFile}`,
      ...pairs,
    ])
    const ours = answerFor(table, LabelSet.fromRecord(labels)).targets.map(({ receiver }) => receiver)
    expect(ours.join(',')).toBe(stdout.trim())
  })
})

const hash = (page: Page): string => decodeURIComponent(new URL(page.url()).hash)
const lit = async (page: Page, place: 'path' | 'target'): Promise<readonly string[]> =>
  (await page.locator(`[data-place=${place}]`).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))

describe('what is shown', () => {
  test('the tree: what differs from the route above, and live counts', async () => {
    await using opened = await fixture.open('/routes')
    const { page } = opened
    const tree = page.getByRole('list', { name: 'Routes' })
    await tree.waitFor()
    expect(await tree.locator('li').count()).toBe(10)
    expect((await tree.locator('li').first().innerText()).replace(/\s+/g, ' ')).toMatch(
      /^every alert → hook by alertname and cluster · tells at once · news every 5 m · repeats every 4 h nothing now team="db" → db waits 10 s · goes on to the next routes, too 1 alert in 1 group severity=~"crit.*" → pager each alert by itself · repeats every 1 h 1 alert in 1 group/,
    )
    await page.getByText('muted by weekend').waitFor()
    await fixture.fire({ labels: { alertname: 'New', team: 'day' } })
    await page.locator('li', { hasText: 'only within office' }).getByText('1 alert in 1 group').last().waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('labels that are typed light up the path, and a sentence says the result', async () => {
    await using opened = await fixture.open('/routes')
    const { page } = opened
    await page.getByRole('list', { name: 'Routes' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('team=db')
    await page.keyboard.press('Enter')
    await page.getByText(/Goes to db after 10 s, grouped by alertname \(absent\) and cluster \(absent\)/).waitFor()
    await page.getByText(/^and to web at once/).waitFor()
    expect(await lit(page, 'path')).toHaveLength(1)
    expect(await lit(page, 'target')).toHaveLength(2)
    await page.keyboard.type('severity=critical')
    await page.keyboard.press('Enter')
    await page.getByText(/Goes to pager after 10 s, each alert by itself/).waitFor()
    expect(hash(page)).toBe('#/routes?filter={team="db",severity="critical"}')
    await page.keyboard.type('team=x')
    await page.keyboard.press('Enter')
    await page.getByText(/Goes to deep at once/).waitFor()
    await page.reload()
    await page.getByText(/Goes to deep at once/).waitFor()
    await page.getByRole('combobox', { name: 'Labels of an alert' }).fill('team=~"d.*"')
    await page.keyboard.press('Enter')
    await page.getByText('a label of an alert is written name=value').waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('an alert is picked', async () => {
    await using opened = await fixture.open('/routes')
    const { page } = opened
    await page.getByRole('button', { name: 'Pick an alert…' }).click()
    await page.getByRole('searchbox', { name: 'Pick an alert' }).fill('disk critical')
    await page.getByRole('button', { name: /alertname="Disk".*severity="critical"/ }).click()
    await page.getByText(/Goes to pager/).waitFor()
    expect(hash(page)).toContain('alertname="Disk"')
  })

  test('mute intervals, at a time of one’s choice', async () => {
    await using opened = await fixture.open('/routes?filter={team="web"}&at=2026-11-21T12:00:00.000Z', {
      timezoneId: 'UTC',
    })
    const { page } = opened
    await page.getByText('muted by weekend until 2026-11-22 23:00').waitFor()
    await page.getByLabel('at', { exact: true }).fill('2026-11-24T10:00')
    await page.getByText('muted by weekend until').waitFor({ state: 'detached' })
    expect(hash(page)).toContain('at=2026-11-24T10:00:00.000Z')
    await page.goto(`${fixture.router.url}/#/routes?filter={team="day"}&at=2026-11-24T18:00:00.000Z`)
    await page.getByText('tells only within office: silent until 2026-11-25 09:00').waitFor()
    await page.getByRole('button', { name: 'now', exact: true }).click()
    await page.getByRole('button', { name: 'another time' }).waitFor()
  })
})

test.each([
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 1280, height: 800 }],
  ['light', { width: 360, height: 740 }],
] as const)('axe finds nothing serious: %s, %j', async (colorScheme, viewport) => {
  await using opened = await fixture.open('/routes?filter={team="web"}&at=2026-11-21T12:00:00.000Z', {
    colorScheme,
    viewport,
  })
  const { page } = opened
  await page.getByText('muted by weekend until').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
})

test('hostile labels are text', async () => {
  const hostile = ['<img src=x onerror=alert(1)>', '"><script>alert(2)</script>', 'javascript:alert(3)', '__proto__']
  await fixture.fire(...hostile.map((text) => ({ labels: { alertname: text, [text]: text, xss: 'yes' } })))
  await using opened = await fixture.open('/routes')
  const { page } = opened
  for (const text of hostile) {
    await page.getByRole('button', { name: 'Pick an alert…' }).click()
    await page.getByRole('searchbox', { name: 'Pick an alert' }).fill('xss')
    await page
      .locator('dialog li button')
      .filter({ hasText: `alertname=${JSON.stringify(text)}` })
      .click()
    await page.getByText(/^Goes to deep/).waitFor()
    await page.reload()
    await page.getByText(/^Goes to deep/).waitFor()
  }
  expect(await page.locator('main script, main img, a[href^="javascript:"]').count()).toBe(0)
  expect(opened.complaints).toEqual([])
})
