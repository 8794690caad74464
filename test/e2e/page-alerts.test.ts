/// <reference lib="dom" />
// The page of alerts in Debian's Chromium, against the server as built: what a person does there, one flow a test.

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRouterProcess } from '../support/alert-router.ts'
import { freePort } from '../support/free-port.ts'
import { openPage, type PageFixture, pageFixture, seriousFaults } from '../support/page-fixture.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

const configuration = `
route:
  receiver: ops
  group_by: [alertname, cluster]
  group_wait: 0s
  group_interval: 1h
  routes:
    - { matchers: [team="db"], receiver: db }
    - { matchers: [team="web"], receiver: web, mute_time_intervals: [always] }
inhibit_rules:
  - { source_matchers: [alertname="ClusterDown"], target_matchers: [severity="warning"], equal: [cluster] }
time_intervals:
  - { name: always, time_intervals: [{}] }
receivers:
  - name: ops
  - name: db
    webhook_configs: [{ url: 'http://127.0.0.1:1/' }]
  - name: web
`

const diskFull = { alertname: 'DiskFull', cluster: 'eu', team: 'db', severity: 'critical' }
const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  '<svg/onload=alert(3)>',
  "';alert(4)//",
  'javascript:alert(5)',
  '{{constructor.constructor("alert(6)")()}}',
  '\u202e\u0000</style><iframe srcdoc="<script>alert(7)</script>">',
  '<a href="javascript:alert(8)">x</a> https://good.example/"onmouseover=alert(9)',
]

let fixture: PageFixture

beforeAll(async () => {
  fixture = await pageFixture({ configuration })
  await fixture.fire(
    { labels: { ...diskFull, instance: 'db-7' }, annotations: { summary: '92 % full' }, age: 14 },
    {
      labels: { ...diskFull, instance: 'db-9' },
      annotations: { summary: '95 % full', runbook: 'see https://runbooks.example/disk' },
      age: 3,
      generatorURL: 'http://prometheus.example/graph',
    },
    { labels: { alertname: 'Lag', cluster: 'eu', team: 'db', severity: 'warning', instance: 'db-9' }, age: 30 },
    { labels: { alertname: 'Slow', cluster: 'us', team: 'web', severity: 'info' }, age: 1 },
    { labels: { alertname: 'ClusterDown', cluster: 'ap', severity: 'critical' }, age: 9 },
    { labels: { alertname: 'NodeDown', cluster: 'ap', severity: 'warning', instance: 'n1' }, age: 9 },
    { labels: { alertname: 'Backup', cluster: 'eu', severity: 'warning' }, age: 99 },
  )
  await fixture.router.post('/api/v2/silences', {
    matchers: [{ name: 'alertname', value: 'Backup', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'ana',
    comment: 'known',
  })
})

afterAll(() => fixture?.[Symbol.asyncDispose]())

const filterOf = (page: Page): Locator => page.getByRole('combobox', { name: 'Filter alerts' })
const linesOf = (page: Page): Locator => page.locator('[aria-expanded][class*=opener]')
const titlesOf = (page: Page): Promise<readonly string[]> => page.locator('h2').allInnerTexts()
const hash = (page: Page): string => decodeURIComponent(new URL(page.url()).hash)

describe('what is shown', () => {
  test('groups as the routes formed them, the worst first, with who is told and what went wrong', async () => {
    await using opened = await fixture.open('/alerts')
    const { page } = opened
    await linesOf(page).first().waitFor()
    expect((await titlesOf(page)).map((title) => title.replace(/\s+/g, ' ').trim())).toEqual([
      'DiskFull cluster eu',
      'ClusterDown cluster ap',
      'Lag cluster eu',
    ])
    expect(await page.getByText('2 critical').count()).toBe(1)
    await page
      .getByText(/webhook does not get through.*ECONNREFUSED/)
      .first()
      .waitFor()
    expect(await page.title()).toBe('(4) Alerts · Tocsin')
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toMatch(/^data:image\/png/)
    expect(opened.complaints).toEqual([])
  })

  test('states, each with how many there are, and what quietens an alert', async () => {
    await using opened = await fixture.open('/alerts')
    const { page } = opened
    for (const [state, count] of [
      ['active', 4],
      ['silenced', 1],
      ['inhibited', 1],
      ['muted', 1],
    ]) {
      await page.getByText(`${state} ${count}`, { exact: true }).waitFor()
    }
    await page.getByRole('checkbox', { name: 'active' }).uncheck()
    await page.getByRole('checkbox', { name: 'silenced' }).check()
    expect(hash(page)).toBe('#/alerts?active=false&silenced=true')
    await linesOf(page).first().click()
    await page.getByRole('link', { name: 'known' }).click()
    await page.waitForURL(/#\/silences\/[0-9a-f-]{36}$/)
    await page.goBack()
    await page.getByRole('checkbox', { name: 'silenced' }).uncheck()
    await page.getByRole('checkbox', { name: 'inhibited' }).check()
    await linesOf(page).first().click()
    await page.getByRole('link', { name: 'ClusterDown' }).click()
    await page.locator('h2', { hasText: 'ClusterDown' }).waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('an alert opens in place, and its labels filter', async () => {
    await using opened = await fixture.open('/alerts')
    const { page } = opened
    await linesOf(page).first().click()
    await page.getByRole('link', { name: 'https://runbooks.example/disk' }).waitFor()
    expect(hash(page)).toMatch(/open=[0-9a-f]{16}$/)
    await page.reload()
    await page.getByRole('button', { name: 'Copy as JSON' }).waitFor()
    await page.getByRole('button', { name: 'instance db-9' }).click()
    await expect.poll(() => linesOf(page).count()).toBe(2)
    expect(hash(page)).toBe('#/alerts?filter={instance="db-9"}')
    await linesOf(page).first().click()
    await page.getByRole('button', { name: 'severity critical' }).click({ modifiers: ['Shift'] })
    await expect.poll(() => hash(page)).toBe('#/alerts?filter={instance="db-9",severity!="critical"}')
    await page.goBack()
    await expect.poll(() => linesOf(page).count()).toBe(2)
  })
})

describe('the filter', () => {
  test('completes names, operators and values with the keys alone', async () => {
    await using opened = await fixture.open('/alerts')
    const { page } = opened
    await linesOf(page).first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('sever')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await filterOf(page).inputValue()).toBe('severity')
    for (const name of ['= is', '!= is not', '=~ matches', '!~ does not match']) {
      await page.getByRole('option', { name, exact: true }).waitFor()
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'critical 3' }).waitFor()
    await page.keyboard.type('cri')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => hash(page)).toBe('#/alerts?filter={severity="critical"}')
    await expect.poll(() => linesOf(page).count()).toBe(3)
    // The last one comes back to be changed.
    await page.keyboard.press('Backspace')
    expect(await filterOf(page).inputValue()).toBe('severity="critical"')
  })

  test('takes a whole set that is pasted, and each chip can be edited and dropped', async () => {
    await using opened = await fixture.open('/alerts')
    const { page } = opened
    await filterOf(page).focus()
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', '{team="db",instance=~"db-(7|9)",alertname!="Lag"}')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    })
    await expect.poll(() => hash(page)).toBe('#/alerts?filter={team="db",instance=~"db-(7|9)",alertname!="Lag"}')
    await expect.poll(() => linesOf(page).count()).toBe(2)
    await page.getByRole('button', { name: 'instance=~"db-(7|9)"', exact: true }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('instance!~".*7"')
    await page.keyboard.press('Enter')
    await expect.poll(() => linesOf(page).count()).toBe(1)
    await page.getByRole('button', { name: 'Remove alertname!="Lag"' }).click()
    await expect.poll(() => linesOf(page).count()).toBe(2)
    await page.getByRole('link', { name: 'Silence these 2' }).click()
    await expect.poll(() => hash(page)).toBe('#/silences/new?filter={team="db",instance!~".*7"}')
  })

  test('marks a mistake where it is, and goes on with the rest', async () => {
    await using opened = await fixture.open('/alerts?filter={severity="critical"}')
    const { page } = opened
    await filterOf(page).fill('instance=~"("')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/missing closing \)/)
      .waitFor()
    await expect.poll(() => linesOf(page).count()).toBe(3)
  })

  test('that matches nothing says which chip to drop', async () => {
    await using opened = await fixture.open('/alerts?filter={severity="critical",cluster="mars"}')
    const { page } = opened
    await page.getByText('leaves 3 alerts').waitFor()
    await page.getByRole('button', { name: 'Drop cluster="mars"' }).click()
    await expect.poll(() => linesOf(page).count()).toBe(3)
  })
})

test.each([
  ['/alerts?receiver=db', ['DiskFull', 'Lag']],
  ['/alerts?receiver=d.%7Cx&silenced=false', ['DiskFull', 'Lag']],
  ['/alerts?silenced=true&inhibited=true&muted=true&active=false', ['NodeDown', 'Backup', 'Slow']],
  ['/alerts?filter=%7Balertname%3D~%22L.%2Bg%7CSlow%22%7D&muted=true', ['Lag', 'Slow']],
  ['/alerts?filter={alertname=~"L.+g|Slow"}&muted=true', ['Lag', 'Slow']],
  ['/?filter={alertname="Lag"}', ['Lag']],
  ['/alerts?group=team&customGrouping=true', ['team db', 'team none']],
  ['/alerts?group=&customGrouping=true', ['All alerts']],
  ['/alerts?order=oldest', ['Lag', 'DiskFull', 'ClusterDown']],
  ['/alerts?order=name', ['ClusterDown', 'DiskFull', 'Lag']],
])('the address %s', async (address, expected) => {
  await using opened = await fixture.open(address)
  const titles = async (): Promise<readonly string[]> =>
    (await titlesOf(opened.page)).map((title, index) =>
      title.replace(/\s+/g, ' ').trim().slice(0, expected[index]?.length),
    )
  await expect.poll(titles).toEqual(expected)
})

test('receiver, grouping and order are chosen by hand, and stand in the address', async () => {
  await using opened = await fixture.open('/alerts')
  const { page } = opened
  await page.getByLabel('receiver').selectOption('db')
  await page.getByLabel('order').selectOption('newest first')
  await page.getByRole('button', { name: /group by/ }).click()
  await page.getByRole('checkbox', { name: 'instance' }).check()
  await expect.poll(() => hash(page)).toBe('#/alerts?receiver=db&group=instance&customGrouping=true&order=newest')
  await page.keyboard.press('Escape')
  await expect.poll(() => titlesOf(page)).toHaveLength(2)
})

test('keys: down, open, select, silence, filter, help, palette', async () => {
  await using opened = await fixture.open('/alerts')
  const { page } = opened
  await linesOf(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('2 selected').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByText('2 selected').count()).toBe(0)
  await page.keyboard.press('x')
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.keyboard.press('s')
  await expect
    .poll(() => hash(page))
    .toBe(
      '#/silences/new?filter={alertname="DiskFull",cluster="eu",instance=~"db-7|db-9",severity="critical",team="db"}',
    )
  await page.goBack()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys and settings' }).getByText('Next alert').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('routes')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/routes$/)
})

test('times in UTC, and colours by choice, are remembered', async () => {
  await using opened = await fixture.open('/alerts', { timezoneId: 'Asia/Tokyo' })
  const { page } = opened
  await linesOf(page).first().click()
  await page.getByRole('button', { name: /Times are local/ }).click()
  await page.getByText(/Began [0-9-]+ [0-9:]+ UTC/).waitFor()
  await page.getByRole('button', { name: /Colours are auto/ }).click()
  await page.getByRole('button', { name: /Colours are light/ }).click()
  await page.reload()
  await page.getByText(/Began [0-9-]+ [0-9:]+ UTC/).waitFor()
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
})

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
] as const)('nothing serious for who uses it otherwise: %s', async (_, options) => {
  await using opened = await fixture.open(
    '/alerts?silenced=true&inhibited=true&muted=true&filter={cluster=~".+"}',
    options,
  )
  const { page } = opened
  await linesOf(page).first().click()
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await filterOf(page).click()
  await page.getByRole('option').first().waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keys and settings' }).click()
  expect(await seriousFaults(page)).toEqual([])
  expect(opened.complaints).toEqual([])
})

test('what comes from outside is text: no script runs, and only harmless addresses are links', async () => {
  await using hostileFixture = await pageFixture({ configuration })
  await hostileFixture.fire(
    ...hostile.map((text, index) => ({
      labels: { alertname: text, [text]: text, n: String(index), severity: text },
      annotations: { summary: text, [text]: text },
      generatorURL: `javascript:alert(${index})`,
    })),
  )
  await using opened = await hostileFixture.open('/alerts?group=n&customGrouping=true')
  const { page } = opened
  await expect.poll(() => linesOf(page).count()).toBe(hostile.length)
  for (let index = 0; index < hostile.length; index++) await linesOf(page).nth(index).click()
  await expect.poll(() => page.getByRole('button', { name: 'Copy link' }).count()).toBeGreaterThan(1)
  const hrefs = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(hrefs.filter((href) => !/^https?:/.test(href))).toEqual([])
  expect(hrefs.filter((href) => href.includes('good.example'))).toContain('https://good.example/')
  // The list of suggestions, too.
  await filterOf(page).fill('alertname=')
  await page.getByRole('option').first().waitFor()
  expect(await page.locator('main img, main script, main iframe, main svg[onload]').count()).toBe(0)
  expect(opened.complaints).toEqual([])
})

test('what is new waits until it is asked for, and what ends stays until then', async () => {
  await using live = await pageFixture({ configuration })
  await live.fire(
    { labels: { alertname: 'Old', severity: 'warning' } },
    { labels: { alertname: 'Ending', severity: 'info' } },
  )
  await using opened = await live.open('/alerts')
  const { page } = opened
  await page.getByText('live', { exact: true }).waitFor()
  await expect.poll(() => linesOf(page).count()).toBe(2)
  await live.fire(
    { labels: { alertname: 'New', severity: 'critical' } },
    { labels: { alertname: 'Ending', severity: 'info' }, ends: -1 },
  )
  const pill = page.getByRole('button', { name: '1 new, 1 gone' })
  await pill.waitFor()
  expect((await titlesOf(page)).map((title) => title.trim())).toEqual(['Old', 'Ending'])
  expect(await page.title()).toBe('(2) Alerts · Tocsin')
  await pill.click()
  await expect.poll(async () => (await titlesOf(page)).map((title) => title.trim())).toEqual(['New', 'Old'])
})

test('without any alert: how to send one, then when the last one ended', async () => {
  await using quiet = await pageFixture({ configuration })
  await using opened = await quiet.open('/alerts')
  const { page } = opened
  await page.getByRole('heading', { name: 'All quiet' }).waitFor()
  expect(await page.locator('pre').innerText()).toContain(`${quiet.router.url}/api/v2/alerts`)
  await quiet.fire({ labels: { alertname: 'Short' } })
  await expect.poll(() => linesOf(page).count()).toBe(1)
  await quiet.fire({ labels: { alertname: 'Short' }, ends: -1 })
  await page.getByRole('button', { name: '1 gone' }).click()
  await page.getByText(/The last alert ended .* ago/).waitFor()
})

test('the server is away for a while: the page says so, keeps what it showed, recovers, and marks what is not told again yet', async () => {
  await using scratch = await scratchDirectory()
  const configFile = await scratch.write('alertmanager.yml', configuration)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = async () => {
    const server = startRouterProcess('tocsin', { configFile, directory: scratch.path, port })
    await server.printed(/Listening/)
    return server
  }
  const tell = (): Promise<Response> => {
    const body = JSON.stringify([{ labels: { alertname: 'Stays' } }])
    return fetch(`${url}/api/v2/alerts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  const first = await start()
  await tell()
  await using opened = await openPage(fixture.browser, `${url}/#/alerts`)
  const { page } = opened
  await expect.poll(() => linesOf(page).count()).toBe(1)
  await filterOf(page).fill('half a ma')
  await first.stop()
  await page.getByText(/Not reachable since .*, showing what was true then/).waitFor()
  expect(await linesOf(page).count()).toBe(1)
  await using _second = await start()
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect.poll(() => page.getByText(/Not reachable/).count()).toBe(0)
  await page.getByText('live', { exact: true }).waitFor()
  expect(await filterOf(page).inputValue()).toBe('half a ma')
  await filterOf(page).fill('')
  await filterOf(page).blur()
  await page.getByText('restored', { exact: true }).waitFor()
  await tell()
  await expect.poll(() => page.getByText('restored', { exact: true }).count()).toBe(0)
  expect(await linesOf(page).count()).toBe(1)
})

test('below a prefix', async () => {
  await using prefixed = await pageFixture({ configuration, prefix: '/am/x' })
  await using opened = await openPage(prefixed.browser, `${prefixed.router.url}/am/x/#/alerts`)
  await opened.page.getByRole('heading', { name: 'All quiet' }).waitFor()
  await opened.page.getByText('live', { exact: true }).waitFor()
  expect(opened.complaints).toEqual([])
})

test.each([
  '/alertmanager/api/v2/status',
  '/alerts',
  '/index.html',
  '/assets/',
  '/assets/none.js',
  '/api/tocsin/v1/none',
])('%s is not found, and never the page', async (path) => {
  expect((await fetch(fixture.router.url + path)).status).toBe(404)
})

test('the page is asked for anew each time, its parts are kept for ever', async () => {
  const index = await fetch(`${fixture.router.url}/`)
  expect(index.headers.get('cache-control')).toBe('no-cache')
  expect(index.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/,
  )
  const [script = ''] = /assets\/index-[\w-]+\.js/.exec(await index.text()) ?? []
  const asset = await fetch(`${fixture.router.url}/${script}`)
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('gzip')
  expect((await fetch(`${fixture.router.url}/favicon.ico`)).headers.get('content-type')).toBe('image/svg+xml')
})
