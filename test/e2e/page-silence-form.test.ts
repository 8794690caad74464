/// <reference lib="dom" />
// The form of a silence in Debian's Chromium, against the server as built: making, changing and making again, and what goes
// wrong on the way.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PageFixture, pageFixture, seriousFaults } from '../support/page-fixture.ts'

const configuration = `
route: { receiver: ops, group_by: [alertname], group_wait: 0s }
receivers: [{ name: ops }]
`

const hour = 3_600_000
let fixture: PageFixture

interface Kept {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly updatedAt: string
  readonly status: { readonly state: string }
  readonly matchers: readonly { readonly name: string; readonly value: string }[]
  readonly createdBy: string
  readonly comment: string
  readonly annotations?: Readonly<Record<string, string>>
}

const all = async (): Promise<readonly Kept[]> =>
  (await fixture.router.get('/api/v2/silences?expired=false')) as readonly Kept[]
const kept = async (id: string): Promise<Kept> => (await fixture.router.get(`/api/v2/silence/${id}`)) as Kept
const expire = (id: string) => fetch(`${fixture.router.url}/api/v2/silence/${id}`, { method: 'DELETE' })
const button = (page: Page) => page.locator('button[type=submit]')
const preview = (page: Page) => page.getByRole('region', { name: 'What it would mute' })
const hash = (page: Page): string => decodeURIComponent(new URL(page.url()).hash)

async function post(fields: object): Promise<string> {
  const response = await fixture.router.post('/api/v2/silences', {
    matchers: [{ name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 2 * hour).toISOString(),
    createdBy: 'ann',
    comment: 'disks',
    ...fields,
  })
  return ((await response.json()) as { silenceID: string }).silenceID
}

async function fillWhoAndWhy(page: Page): Promise<void> {
  await page.getByLabel('Who').fill('Ann Ruiz')
  await page.getByLabel('Why').fill('new disks')
}

beforeAll(async () => {
  fixture = await pageFixture({ configuration })
  await fixture.fire(
    ...Array.from({ length: 6 }, (_, index) => ({
      labels: { alertname: 'Disk', instance: `db-${index}`, severity: index < 2 ? 'critical' : 'warning' },
    })),
    ...Array.from({ length: 12 }, (_, index) => ({ labels: { alertname: 'Lag', instance: `db-${index}` } })),
  )
})

beforeEach(async () => {
  for (const { id } of await all()) await expire(id)
})

afterAll(() => fixture?.[Symbol.asyncDispose]())

describe('a new silence', () => {
  test('matchers complete themselves; the preview, the button and the address follow; back with undo', async () => {
    await using opened = await fixture.open('/silences?order=newest')
    const { page } = opened
    await page.getByRole('link', { name: 'New silence' }).click()
    const field = page.getByRole('combobox', { name: 'Matchers' })
    await field.click()
    await field.pressSequentially('alertn')
    await page
      .getByRole('option', { name: /alertname/ })
      .first()
      .click()
    await page.getByRole('option', { name: /^=\s+is\b/ }).click()
    await page.getByRole('option', { name: /^Disk/ }).click()
    await preview(page).getByText('Mutes 6 of 18 firing alerts; 2 of them critical.').waitFor()
    await page.getByText('alertname="Disk" fits 6 now').waitFor()
    expect(await preview(page).locator('li').count()).toBe(6)
    await expect.poll(() => hash(page)).toBe('#/silences/new?filter={alertname="Disk"}')
    await page.getByText('4 h', { exact: true }).click()
    await fillWhoAndWhy(page)
    expect(await button(page).innerText()).toBe('Silence 6 alerts for 4 h')
    await button(page).click()
    await page.getByText('Silenced 6 alerts for 4 h').waitFor()
    expect(hash(page)).toBe('#/silences?order=newest')
    const [made] = await all()
    expect(made).toMatchObject({ createdBy: 'Ann Ruiz', comment: 'new disks', status: { state: 'active' } })
    expect(Math.round((Date.parse(made?.endsAt ?? '') - Date.now()) / 60_000)).toBe(240)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(all).toEqual([])
    await page.goto(`${fixture.router.url}/#/silences/new`)
    expect(await page.getByLabel('Who').inputValue()).toBe('Ann Ruiz')
    expect(opened.complaints).toEqual([])
  })

  test.each([
    ['{alertname=~".+"}', /Mutes all 18 firing alerts/, /mutes everything/],
    ['{alertname="Lag"}', /Mutes 12 of 18 firing alerts/, /67 % of all that fires/],
    ['{alertname="Dsik"}', /Mutes none of the 18 firing alerts now/, /No firing alert has alertname="Dsik"/],
  ])('%s is said before, not after', async (filter, sentence, warning) => {
    await using opened = await fixture.open(`/silences/new?filter=${filter}`)
    await preview(opened.page).getByText(sentence).waitFor()
    await preview(opened.page).getByText(warning).waitFor()
  })

  test.each([
    '?filter=%7Balertname%3D%22Disk%22%2Cinstance%3D~%22db-%5B01%5D%22%7D',
    '?filter={alertname="Disk",instance=~"db-[01]"}',
  ])('links of Alertmanager’s templates: %s', async (search) => {
    await using opened = await fixture.open(`/silences/new${search}`)
    await preview(opened.page).getByText('Mutes 2 of 18 firing alerts; all of them critical.').waitFor()
  })

  test('what is missing is said at its place', async () => {
    await using opened = await fixture.open('/silences/new')
    const { page } = opened
    await button(page).click()
    for (const text of ['Give at least one matcher', 'Say who you are', 'Say why']) await page.getByText(text).waitFor()
    await page.getByRole('combobox', { name: 'Matchers' }).fill('instance=~"("')
    await page.getByLabel('Who').fill('Ann')
    await page.getByText('Correct the marked matcher').waitFor()
    await page.getByLabel('Why').fill('x')
    await button(page).click()
    expect(await all()).toEqual([])
    expect(await seriousFaults(page)).toEqual([])
  })

  test('a matcher that was typed but not yet added is not forgotten', async () => {
    await using opened = await fixture.open('/silences/new?filter={alertname="Disk"}')
    const { page } = opened
    await fillWhoAndWhy(page)
    await page.getByRole('combobox', { name: 'Matchers' }).fill('instance="db-3"')
    await button(page).click()
    await page.getByText('Silenced 1 alert for 1 h').waitFor()
    expect((await all())[0]?.matchers).toHaveLength(2)
    await page.waitForURL(/#\/silences\/[0-9a-f-]{36}$/)
  })

  test('exact times, and a later start', async () => {
    await using opened = await fixture.open('/silences/new?filter={alertname="Disk"}', { timezoneId: 'UTC' })
    const { page } = opened
    await fillWhoAndWhy(page)
    const start = new Date(Date.now() + 26 * hour).toISOString().slice(0, 16)
    const end = new Date(Date.now() + 28 * hour).toISOString().slice(0, 16)
    await page.getByText('later…').click()
    await page.getByLabel('Start').fill(start)
    await page.getByText('exactly until…').click()
    await page.getByLabel('End').fill('2020-01-01T00:00')
    await button(page).click()
    await page.getByText('This time is over already.').waitFor()
    await page.getByLabel('End').fill(end)
    expect(await button(page).innerText()).toBe(
      `Silence 6 alerts from ${start.replace('T', ' ')} until ${end.replace('T', ' ')}`,
    )
    await button(page).click()
    await expect.poll(async () => (await all()).length).toBe(1)
    expect((await all())[0]).toMatchObject({
      status: { state: 'pending' },
      startsAt: `${start}:00.000Z`,
      endsAt: `${end}:00.000Z`,
    })
  })

  test('Enter in the field of matchers adds one, and sends nothing', async () => {
    await using opened = await fixture.open('/silences/new?filter={alertname="Disk"}')
    const { page } = opened
    await fillWhoAndWhy(page)
    const field = page.getByRole('combobox', { name: 'Matchers' })
    await field.click()
    await field.press('Escape')
    await field.press('Enter')
    await page.getByLabel('Who').press('Enter')
    await page.getByText('Silenced 6 alerts').waitFor()
    expect(await all()).toHaveLength(1)
  })
})

describe('a silence that is there', () => {
  test('keeps its id when only its end, its reason or its annotations change; undo gives them back', async () => {
    const id = await post({ annotations: { ticket: 'OPS-1' } })
    const before = await kept(id)
    await using opened = await fixture.open('/silences')
    const { page } = opened
    await page.getByRole('link', { name: 'Edit alertname="Disk"' }).click()
    expect(await page.getByLabel('Text of annotation 1').inputValue()).toBe('OPS-1')
    await page.getByLabel('Text of annotation 1').fill('OPS-2')
    await page.getByRole('button', { name: 'add an annotation' }).click()
    await page.getByLabel('Name of annotation 2').fill('note')
    await page.getByLabel('Text of annotation 2').fill('<b>x</b>')
    await page.getByLabel('Why').fill('more disks')
    await button(page).click()
    await page.getByText(/^Saved: silences 6 alerts until/).waitFor()
    expect(hash(page)).toBe('#/silences')
    expect(await kept(id)).toMatchObject({
      comment: 'more disks',
      endsAt: before.endsAt,
      annotations: { ticket: 'OPS-2', note: '<b>x</b>' },
    })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await kept(id)).comment).toBe('disks')
    expect((await kept(id)).annotations).toEqual({ ticket: 'OPS-1' })
  })

  test('other matchers make another silence; undo brings the first one back', async () => {
    const id = await post({})
    await using opened = await fixture.open(`/silences/${id}/edit`)
    const { page } = opened
    await page.getByRole('combobox', { name: 'Matchers' }).fill('instance="db-1"')
    await page.getByRole('combobox', { name: 'Matchers' }).press('Enter')
    await preview(page).getByText('Mutes 1 of 18').waitFor()
    await button(page).click()
    await page.getByText(/^Saved: silences 1 alert until/).waitFor()
    expect((await kept(id)).status.state).toBe('expired')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await all())[0]?.matchers.length).toBe(1)
    expect(await all()).toHaveLength(1)
  })

  test('one that is over is made again', async () => {
    const id = await post({ endsAt: new Date(Date.now() + 3 * hour).toISOString() })
    await expire(id)
    await using opened = await fixture.open('/silences?state=expired')
    const { page } = opened
    await page
      .locator(`[data-silence="${id}"]`)
      .locator('..')
      .getByRole('link', { name: /Recreate/ })
      .click()
    await page.getByRole('heading', { name: 'Recreate silence' }).waitFor()
    await page.getByText('4 h', { exact: true }).click()
    await button(page).click()
    await page.getByText('Silenced 6 alerts for 4 h').waitFor()
    expect(await all()).toMatchObject([{ comment: 'disks', status: { state: 'active' } }])
    expect((await kept(id)).status.state).toBe('expired')
  })

  test('changed elsewhere: said, and what was typed is kept', async () => {
    const id = await post({})
    await using opened = await fixture.open(`/silences/${id}/edit`)
    const { page } = opened
    await page.getByLabel('Why').fill('mine')
    const { status, updatedAt, ...content } = await kept(id)
    await post({ ...content, comment: 'theirs', endsAt: new Date(Date.now() + 5 * hour).toISOString() })
    await page.getByText('This silence was changed elsewhere').waitFor()
    expect(await page.getByLabel('Why').inputValue()).toBe('mine')
    await page.getByRole('button', { name: 'take over what is there now' }).click()
    expect(await page.getByLabel('Why').inputValue()).toBe('theirs')
    await page.getByLabel('Why').fill('mine after all')
    await button(page).click()
    await page.getByText(/^Saved/).waitFor()
    expect(await all()).toMatchObject([{ id, comment: 'mine after all' }])
  })

  test('changed elsewhere in the very moment before saving: nothing is written over unseen', async () => {
    const id = await post({})
    await using opened = await fixture.open(`/silences/${id}/edit`)
    const { page } = opened
    await page.getByLabel('Why').fill('mine')
    const { status, updatedAt, ...content } = await kept(id)
    let isHeld = true
    await page.route(`**/api/v2/silence/${id}`, async (route) => {
      // What the page asks by itself is answered as before: it must find out when it saves.
      if (isHeld) await new Promise((resolve) => setTimeout(resolve, 50))
      await route.continue()
    })
    await post({ ...content, comment: 'theirs' })
    await button(page).click()
    isHeld = false
    await page
      .getByText(/changed elsewhere/)
      .first()
      .waitFor()
    expect(await page.getByLabel('Why').inputValue()).toBe('mine')
    expect((await kept(id)).comment).toBe('theirs')
    await button(page).click()
    await page.getByText(/^Saved/).waitFor()
    expect((await kept(id)).comment).toBe('mine')
  })

  test('ended elsewhere: saving makes a new one', async () => {
    const id = await post({})
    await using opened = await fixture.open(`/silences/${id}/edit`)
    const { page } = opened
    await page.getByLabel('Why').fill('still needed')
    await expire(id)
    await page.getByText('This silence ended elsewhere').waitFor()
    await button(page).click()
    await page.getByText(/^Silenced 6 alerts/).waitFor()
    expect(await all()).toMatchObject([{ comment: 'still needed' }])
  })

  test('replaced elsewhere by another id: said, and that one can be changed instead', async () => {
    const id = await post({})
    await using opened = await fixture.open(`/silences/${id}/edit`)
    const { page } = opened
    await page.getByLabel('Why').fill('mine')
    const { status, updatedAt, ...content } = await kept(id)
    const other = await post({
      ...content,
      matchers: [{ name: 'alertname', value: 'Lag', isRegex: false, isEqual: true }],
    })
    await page.getByText('This silence was replaced elsewhere').waitFor()
    await page.getByRole('button', { name: 'change that one instead' }).click()
    await page.getByText('This silence was replaced elsewhere').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Why').inputValue()).toBe('mine')
    await button(page).click()
    await page.getByText(/^Saved/).waitFor()
    expect(await all()).toHaveLength(1)
    expect((await kept(other)).status.state).toBe('expired')
  })

  test('one that is gone', async () => {
    await using opened = await fixture.open('/silences/00000000-0000-0000-0000-000000000000/edit')
    await opened.page.getByRole('heading', { name: 'No such silence' }).waitFor()
  })
})

describe('what goes wrong', () => {
  test.each([
    [{ status: 401, body: '' }, /The login has expired.*Sign in in another tab.*What you typed is kept/],
    [{ status: 500, body: '"disk full"' }, /could not keep it, so nothing was changed: disk full/],
    [{ status: 400, body: '"invalid silence: too large"' }, /The server refused it: invalid silence: too large/],
    [{ status: 200, body: '<html>Sign in</html>', contentType: 'text/html' }, /The login has expired, so/],
    ['abort', /cannot be reached, so nothing was changed/],
  ] as const)('%j: said in words, and what was typed is kept', async (answer, words) => {
    await using opened = await fixture.open('/silences/new?filter={alertname="Disk"}')
    const { page } = opened
    await fillWhoAndWhy(page)
    await page.route('**/api/v2/silences', (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      return answer === 'abort' ? route.abort() : route.fulfill(answer)
    })
    await button(page).click()
    await page.getByText(words).waitFor()
    expect(await page.getByLabel('Why').inputValue()).toBe('new disks')
    expect(await all()).toEqual([])
    await page.unroute('**/api/v2/silences')
    await button(page).click()
    await page.getByText('Silenced 6 alerts for 1 h').waitFor()
    expect(await all()).toHaveLength(1)
  })
})

test.each([
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 1280, height: 800 }],
  ['light', { width: 360, height: 740 }],
] as const)('axe finds nothing serious: %s, %j', async (colorScheme, viewport) => {
  await using opened = await fixture.open('/silences/new?filter={alertname="Lag"}', { colorScheme, viewport })
  const { page } = opened
  await preview(page).getByText('Mutes 12 of 18').waitFor()
  await page.getByRole('button', { name: 'add an annotation' }).click()
  await page.getByText('exactly until…').click()
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
})
