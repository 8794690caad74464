// Takes the pictures of the web page in docs/images, from the server as built with a night's alerts in it:
//
//   node test/support/generate-page-images.ts

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import { nightAlerts, nightConfiguration } from './night.ts'
import { pageFixture } from './page-fixture.ts'
import { openWebhookSink } from './webhook-sink.ts'

interface Picture {
  readonly name: string
  readonly address: string
  readonly options: BrowserContextOptions
}

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const everything = 'silenced=true&inhibited=true&muted=true'

const pictures: readonly Picture[] = [
  { name: 'alerts-light', address: `/alerts?${everything}`, options: { ...desktop, colorScheme: 'light' } },
  { name: 'alerts-dark', address: `/alerts?${everything}`, options: { ...desktop, colorScheme: 'dark' } },
  { name: 'alerts-phone', address: '/alerts', options: { ...phone, colorScheme: 'light' } },
]

const folder = join(import.meta.dirname, '../../docs/images')
mkdirSync(folder, { recursive: true })
await using sink = await openWebhookSink()
await using fixture = await pageFixture({ configuration: nightConfiguration(sink.url) })
await fixture.fire(...nightAlerts)
await fixture.router.post('/api/v2/silences', {
  matchers: [{ name: 'alertname', value: 'BackupFailed', isRegex: false, isEqual: true }],
  startsAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + 4 * 3_600_000).toISOString(),
  createdBy: 'ana',
  comment: 'Known, fixed on Monday',
})
for (const { name, address, options } of pictures) {
  await using opened = await fixture.open(address, { timezoneId: 'UTC', ...options })
  const { page } = opened
  await page.getByText('live', { exact: true }).waitFor()
  if (name.startsWith('alerts')) {
    await page.locator('h2').first().waitFor()
    if (!name.endsWith('phone')) await page.getByText('95 % full').click()
    await page.waitForTimeout(500)
  }
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
