/// <reference lib="dom" />
// The page of silences in Debian's Chromium, against the server as built: what a person does there, one flow a test.

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageFixture, pageFixture, seriousFaults } from '../support/page-fixture.ts'

const configuration = `
route: { receiver: ops, group_by: [alertname], group_wait: 0s }
receivers: [{ name: ops }]
`

const hour = 3_600_000
let fixture: PageFixture

interface Wanted {
  readonly matchers: Readonly<Record<string, string>>
  readonly from?: number
  readonly hours?: number
  readonly by?: string
  readonly why?: string
  readonly annotations?: Readonly<Record<string, string>>
}

interface Kept {
  readonly id: string
  readonly endsAt: string
  readonly status: { readonly state: string }
  readonly createdBy: string
  readonly comment: string
}

async function silence({
  matchers,
  from = 0,
  hours = 1,
  by = 'ann',
  why = 'because',
  annotations = {},
}: Wanted): Promise<string> {
  const response = await fixture.router.post('/api/v2/silences', {
    matchers: Object.entries(matchers).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
    startsAt: new Date(Date.now() + from * hour).toISOString(),
    endsAt: new Date(Date.now() + (from + hours) * hour).toISOString(),
    createdBy: by,
    comment: why,
    annotations,
  })
  return ((await response.json()) as { silenceID: string }).silenceID
}

const kept = async (id: string): Promise<Kept> => (await fixture.router.get(`/api/v2/silence/${id}`)) as Kept
const expire = (id: string) => fetch(`${fixture.router.url}/api/v2/silence/${id}`, { method: 'DELETE' })
const lines = (page: Page): Locator => page.locator('button[data-silence]')
const lineOf = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text })
const hash = (page: Page): string => decodeURIComponent(new URL(page.url()).hash)
const hoursLeft = async (id: string): Promise<number> =>
  Math.round((Date.parse((await kept(id)).endsAt) - Date.now()) / hour)

beforeAll(async () => {
  fixture = await pageFixture({ configuration })
  await fixture.fire(
    { labels: { alertname: 'Disk', instance: 'db-1', severity: 'critical' } },
    { labels: { alertname: 'Disk', instance: 'db-2', severity: 'warning' } },
    { labels: { alertname: 'Lag', instance: 'db-1' } },
  )
  await silence({
    matchers: { alertname: 'Disk' },
    hours: 3,
    why: 'new disks, see https://wiki.example/disks',
    annotations: { ticket: 'https://tickets.example/1', note: 'javascript:alert(1)' },
  })
  await silence({ matchers: { cluster: 'eu 1', team: 'db' }, hours: 30, by: 'bob', why: 'idle' })
  await silence({ matchers: { alertname: 'Lag' }, from: 2, by: 'bob', why: 'later' })
  await expire(await silence({ matchers: { alertname: 'Gone' }, hours: 2, why: 'is over' }))
})

afterAll(() => fixture?.[Symbol.asyncDispose]())

describe('what is shown', () => {
  test('one line each: matchers, who and why, the time left, how many alerts it mutes', async () => {
    await using opened = await fixture.open('/silences')
    const { page } = opened
    await lines(page).first().waitFor()
    const textOf = async (index: number): Promise<string | undefined> =>
      (await page.getByRole('listitem').allInnerTexts())[index]?.replace(/\s+/g, ' ')
    await expect.poll(() => textOf(0)).toMatch(/^alertname="Disk" ann.* new disks, see .*2 h 59 m left mutes 2 extend/)
    await expect
      .poll(() => textOf(1))
      .toMatch(/^cluster="eu 1" team="db" bob.* idle 1 d 5 h left mutes nothing now extend/)
    for (const state of ['active 2', 'pending 1', 'expired 1']) await page.getByText(state, { exact: true }).waitFor()
    await page.getByText('pending 1', { exact: true }).click()
    await lineOf(page, 'begins in 1 h 59 m').getByText('would mute 1').waitFor()
    expect(hash(page)).toBe('#/silences?state=pending')
    await page.getByText('expired 1', { exact: true }).click()
    await lineOf(page, 'Gone').getByRole('link', { name: 'Recreate' }).waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('a search, a creator and an order live in the address', async () => {
    await using opened = await fixture.open('/silences')
    const { page } = opened
    await lines(page).first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('cluster="eu 1"', { delay: 15 })
    await expect.poll(() => lines(page).count()).toBe(1)
    expect(hash(page)).toBe('#/silences?search=cluster="eu 1"')
    expect(await page.getByRole('searchbox').inputValue()).toBe('cluster="eu 1"')
    await page.reload()
    await expect.poll(() => lines(page).count()).toBe(1)
    await page.getByRole('searchbox').fill('no such thing')
    await page.getByText('No active silence has “no such thing” in it').waitFor()
    await page.getByRole('button', { name: 'show all' }).click()
    await expect.poll(() => lines(page).count()).toBe(2)
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    await page.getByLabel('By creator').selectOption('bob')
    await expect.poll(() => lines(page).count()).toBe(1)
    await page.getByLabel('By creator').selectOption('')
    await page.getByLabel('Order').selectOption('newest')
    await expect.poll(async () => (await lines(page).first().innerText()).includes('eu 1')).toBe(true)
    expect(hash(page)).toBe('#/silences?order=newest')
  })

  test('a line opens in place, with its annotations and safe links; its own address shows it alone', async () => {
    await using opened = await fixture.open('/silences')
    const { page } = opened
    await lines(page).first().click()
    await page.getByRole('link', { name: 'https://wiki.example/disks' }).waitFor()
    await page.getByRole('link', { name: 'https://tickets.example/1' }).waitFor()
    expect(await page.getByText('javascript:alert(1)').evaluate((element) => element.closest('a'))).toBeNull()
    const [id = ''] = (await page.locator('a.mono').allInnerTexts()) as readonly string[]
    await page.locator('a.mono').click()
    await page.getByRole('heading', { name: 'Silence, active' }).waitFor()
    expect(hash(page)).toBe(`#/silences/${id}`)
    await expect.poll(() => page.locator('section[aria-label="Muted alerts"] li').count()).toBe(2)
    await page.getByRole('link', { name: 'show them' }).click()
    await page.waitForURL(/#\/alerts\?filter=/)
    await page.goto(`${fixture.router.url}/#/silences/00000000-0000-0000-0000-000000000000`)
    await page.getByRole('heading', { name: 'No such silence' }).waitFor()
    expect(opened.complaints).toEqual([])
  })

  test('a silence made elsewhere appears, one that ended goes', async () => {
    await using opened = await fixture.open('/silences')
    const { page } = opened
    await lines(page).first().waitFor()
    const id = await silence({ matchers: { alertname: 'Elsewhere' } })
    await lineOf(page, 'Elsewhere').waitFor()
    await expire(id)
    await lineOf(page, 'Elsewhere').waitFor({ state: 'detached' })
  })

  test('one that runs out leaves the active ones by itself', async () => {
    await using opened = await fixture.open('/silences')
    await silence({ matchers: { alertname: 'Short' }, hours: 4 / 3600 })
    await lineOf(opened.page, 'Short').waitFor()
    await lineOf(opened.page, 'Short').waitFor({ state: 'detached', timeout: 10_000 })
  })
})

describe('what can be done', () => {
  test.each([
    ['by 1 h', 2],
    ['by 4 h', 5],
  ])('extend %s, and undo', async (choice, hours) => {
    const id = await silence({ matchers: { alertname: 'Extend' } })
    await using opened = await fixture.open('/silences?search=Extend')
    const { page } = opened
    await page.getByRole('button', { name: 'Extend alertname="Extend"' }).click()
    await page.getByRole('button', { name: choice }).click()
    await page.getByText(/^Extended until \d/).waitFor()
    expect(await hoursLeft(id)).toBe(hours)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('As it was before').waitFor()
    expect(await hoursLeft(id)).toBe(1)
    await expire(id)
  })

  test('extend until tomorrow 9:00; one that lasts longer is left alone', async () => {
    const id = await silence({ matchers: { alertname: 'Night' }, hours: 0.1 })
    await using opened = await fixture.open('/silences?search=Night')
    const { page } = opened
    await lines(page).first().click()
    await page.getByRole('button', { name: 'Extend until tomorrow 9:00' }).click()
    await page.getByText(/^Extended until/).waitFor()
    const end = new Date((await kept(id)).endsAt)
    expect([end.getHours(), end.getMinutes(), end.getDate()]).toEqual([
      9,
      0,
      new Date(Date.now() + 24 * hour).getDate(),
    ])
    await page.getByRole('button', { name: 'Close this message' }).click()
    await page.getByRole('button', { name: 'Extend until tomorrow 9:00' }).click()
    await page.getByText('Nothing changed: ends later anyway').waitFor()
    await expire(id)
  })

  test('expire, and undo: it silences again', async () => {
    const id = await silence({ matchers: { alertname: 'Expire' }, why: 'to be undone' })
    await using opened = await fixture.open('/silences?search=Expire')
    const { page } = opened
    await page.getByRole('button', { name: 'Expire alertname="Expire"' }).click()
    await page.getByText('Silence ended').waitFor()
    expect((await kept(id)).status.state).toBe('expired')
    await page.getByText('No active silence').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Silenced again').waitFor()
    const again = (await lines(page).first().getAttribute('data-silence')) ?? ''
    expect(await kept(again)).toMatchObject({ status: { state: 'active' }, comment: 'to be undone' })
    await expire(again)
  })

  test('several at a time', async () => {
    const ids = await Promise.all([1, 2, 3].map((index) => silence({ matchers: { alertname: `Bulk${index}` } })))
    await using opened = await fixture.open('/silences?search=Bulk')
    const { page } = opened
    await page.getByRole('checkbox', { name: 'Select alertname="Bulk2"' }).check()
    await page.getByText('1 selected').waitFor()
    await page.getByRole('button', { name: 'select all 3' }).click()
    await page.getByText('3 selected').waitFor()
    await page.getByRole('button', { name: 'Extend by 4 h' }).click()
    await page.getByText('Extended 3 silences by 4 h').waitFor()
    expect(await Promise.all(ids.map(hoursLeft))).toEqual([5, 5, 5])
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: 'Expire 3' }).click()
    await page.getByText('Ended 3 silences', { exact: true }).waitFor()
    await expect.poll(() => lines(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => lines(page).count()).toBe(3)
    for (const line of await lines(page).all()) await expire((await line.getAttribute('data-silence')) ?? '')
  })

  test('by keys: j and k go, x selects, e extends, Enter opens', async () => {
    const ids = await Promise.all(
      ['KeyA', 'KeyB'].map((alertname, index) => silence({ matchers: { alertname }, hours: index + 1 })),
    )
    await using opened = await fixture.open('/silences?search=Key')
    const { page } = opened
    await lines(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('KeyB')
    await page.keyboard.press('x')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Expire now' }).waitFor()
    await page.keyboard.press('k')
    await page.keyboard.press('e')
    await page.getByText(/^Extended until/).waitFor()
    expect(await hoursLeft(ids[0] ?? '')).toBe(2)
    await page.keyboard.press('?')
    await page.getByText('Extend the silence by 1 h').waitFor()
    await page.keyboard.press('Escape')
    for (const id of ids) await expire(id)
  })

  test('what ended elsewhere is not silenced again by mistake', async () => {
    const id = await silence({ matchers: { alertname: 'Race' } })
    await using opened = await fixture.open('/silences?search=Race')
    const { page } = opened
    await lines(page).first().waitFor()
    await page.route('**/api/tocsin/v1/live', (route) => route.abort())
    await page.route('**/api/v2/silences', (route) => route.abort())
    await expire(id)
    await page.getByRole('button', { name: 'Extend alertname="Race"' }).click()
    await page.getByRole('button', { name: 'by 1 h' }).click()
    await page.getByText('Nothing changed: has ended meanwhile').waitFor()
    expect((await kept(id)).status.state).toBe('expired')
  })

  test('the server is away: said in words, nothing is lost', async () => {
    const id = await silence({ matchers: { alertname: 'Away' } })
    await using opened = await fixture.open('/silences?search=Away')
    const { page } = opened
    await lines(page).first().waitFor()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Expire alertname="Away"' }).click()
    await page.getByText('The server cannot be reached, so nothing was changed').waitFor()
    await page.getByText('Not reachable since').waitFor()
    expect(await lines(page).count()).toBe(1)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByText('Not reachable since').waitFor({ state: 'detached' })
    await expire(id)
  })
})

describe('for everybody', () => {
  test.each([
    ['light', { width: 1280, height: 800 }],
    ['dark', { width: 1280, height: 800 }],
    ['light', { width: 360, height: 740 }],
    ['dark', { width: 360, height: 740 }],
  ] as const)('axe finds nothing serious: %s, %j', async (colorScheme, viewport) => {
    await using opened = await fixture.open('/silences', { colorScheme, viewport })
    const { page } = opened
    await lines(page).first().click()
    await page.getByRole('button', { name: 'Expire now' }).waitFor()
    await page.getByRole('checkbox').first().check()
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  })

  test('on a phone the actions are behind one button', async () => {
    const id = await silence({ matchers: { alertname: 'Phone' } })
    await using opened = await fixture.open('/silences?search=Phone', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    })
    const { page } = opened
    await page.getByRole('button', { name: 'Actions for alertname="Phone"' }).tap()
    await page.getByRole('button', { name: 'Extend by 1 h' }).tap()
    await page.getByText(/^Extended until/).waitFor()
    expect(await hoursLeft(id)).toBe(2)
    await expire(id)
  })
})

test('hostile text in every field is text', async () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(2)</script>',
    '<svg/onload=alert(3)>',
    "';alert(4)//",
    'javascript:alert(5)',
    '{{constructor.constructor("alert(6)")()}}',
    '\u202e</style><iframe srcdoc="<script>alert(7)</script>">',
    '<a href="javascript:alert(8)">x</a> https://good.example/"onmouseover=alert(9)',
    '__proto__',
  ]
  const ids = await Promise.all(
    hostile.map((text) =>
      silence({ matchers: { [text]: text, xss: 'yes' }, by: text, why: text, annotations: { [text]: text } }),
    ),
  )
  await using opened = await fixture.open('/silences?search=xss')
  const { page } = opened
  await expect.poll(() => lines(page).count()).toBe(hostile.length)
  for (const line of await lines(page).all()) await line.click()
  for (const id of ids) {
    await page.goto(`${fixture.router.url}/#/silences/${id}`)
    await page.getByRole('heading', { name: 'Silence, active' }).waitFor()
    await page.goto(`${fixture.router.url}/#/silences/${id}/edit`)
    await page.getByRole('button', { name: /^Save: silence/ }).waitFor()
  }
  expect(await page.locator('main script, main iframe, main img, main [onerror], a[href^="javascript:"]').count()).toBe(
    0,
  )
  expect(opened.complaints).toEqual([])
  for (const id of ids) await expire(id)
})
