// Templates in a whole Tocsin on virtual time: in URLs, payloads, route labels and mails, and what happens when one fails.

import { afterEach, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/create-app.ts'
import { parseOptions } from '../../src/app/options.ts'
import type { WireMail } from '../../src/integrations/mail.ts'
import type { WireRequest } from '../../src/integrations/network.ts'
import { minute, second } from '../../src/model/instant.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'

interface Setting {
  readonly clock: ManualClock
  readonly app: App
  readonly posted: WireRequest[]
  readonly mails: WireMail[]
  readonly log: string[]
  readonly scratch: ScratchDirectory
}

let running: Setting | undefined

afterEach(async () => {
  await running?.app.close()
  await running?.scratch[Symbol.asyncDispose]()
  running = undefined
})

async function start(config: string, files: Readonly<Record<string, string>> = {}): Promise<Setting> {
  const scratch = await scratchDirectory()
  for (const [name, text] of Object.entries(files)) await scratch.write(name, text)
  const file = await scratch.write('alertmanager.yml', config)
  const parsed = parseOptions([
    `--config.file=${file}`,
    `--storage.path=${scratch.path}`,
    '--web.external-url=http://am.example',
  ])
  if (!parsed.ok) throw new Error(parsed.message)
  const clock = new ManualClock()
  const posted: WireRequest[] = []
  const mails: WireMail[] = []
  const log: string[] = []
  const app = await createApp(parsed.options, {
    clock,
    network: {
      request: async (request) => {
        posted.push(request)
        return { status: 200, headers: {}, body: '' }
      },
    },
    mail: {
      send: async (mail) => {
        mails.push(mail)
        return { sent: true }
      },
    },
    openStorage: async () => memoryStorage(),
    random: () => 0.5,
    logSink: { write: (line) => log.push(line) },
    processMetrics: false,
    pageDirectory: undefined,
  })
  running = { clock, app, posted, mails, log, scratch }
  return running
}

async function post({ app, clock }: Setting, labels: Readonly<Record<string, string>>): Promise<void> {
  const endsAt = new Date(clock.now() + 60 * minute).toISOString()
  const payload = JSON.stringify([{ labels, annotations: { summary: 'a <b> & "c"' }, endsAt }])
  const headers = { 'content-type': 'application/json' }
  const { statusCode } = await app.server.inject({ method: 'POST', url: '/api/v2/alerts', headers, payload })
  expect(statusCode).toBe(200)
}

const route = 'route: {receiver: team, group_by: [alertname], group_wait: 1s, group_interval: 10s'

describe('templates', () => {
  test('fill in the URL, the payload and the labels of the route, with files of their own', async () => {
    const setting = await start(
      `${route}, labels: {owner: '{{ .GroupLabels.alertname | toLower }}', plain: x}}
templates: ['*.tmpl']
receivers:
- name: team
  webhook_configs:
  - url: http://hook.example/{{ .Status }}
    payload: {text: '{{ template "mine" . }}', owner: '{{ .RouteLabels.owner }}', count: '{{ len .Alerts }}'}
`,
      { 'mine.tmpl': '{{ define "mine" }}{{ .CommonLabels.alertname }} at {{ .ExternalURL }}{{ end }}' },
    )
    await post(setting, { alertname: 'Disk' })
    const groups = await setting.app.server.inject('/api/v2/alerts/groups')
    expect(groups.json()[0].routeLabels).toEqual({ owner: 'disk', plain: 'x' })
    await setting.clock.advance(2 * second)
    expect(setting.posted.map(({ url }) => url)).toEqual(['http://hook.example/firing'])
    expect(JSON.parse(String(setting.posted[0]?.body))).toEqual({
      text: 'Disk at http://am.example',
      owner: 'disk',
      count: 1,
    })
  })

  test('make a mail whose HTML part is safe and whose subject is the default one', async () => {
    const setting = await start(`global: {smtp_smarthost: 'mail.example:25', smtp_from: am@example.org}
${route}}
receivers:
- name: team
  email_configs: [{to: on-call@example.org, text: '{{ .CommonAnnotations.summary }}'}]
`)
    await post(setting, { alertname: 'Disk <script>alert(1)</script>' })
    await setting.clock.advance(2 * second)
    expect(setting.mails.map(({ from, to }) => [from, to])).toEqual([['am@example.org', ['on-call@example.org']]])
    const message = String(setting.mails[0]?.message)
    expect(message).toContain('Subject: [FIRING:1] Disk <script>alert(1)</script>')
    expect(message).toContain('a <b> & "c"')
    expect(message).not.toContain('<h1>Disk <script>')
    expect(message.split('text/html')[1]).not.toContain('<script>')
  })

  test('that fail fail the notification, with a reason in log and metric, and the next flush tries again', async () => {
    const setting = await start(
      `${route}}
templates: ['*.tmpl']
receivers:
- name: team
  webhook_configs: [{url: 'http://hook.example/', payload: {text: '{{ template "mine" . }}'}}]
`,
      { 'mine.tmpl': '{{ define "mine" }}{{ .Nope }}{{ end }}' },
    )
    await post(setting, { alertname: 'Disk' })
    await setting.clock.advance(2 * second)
    expect(setting.posted).toEqual([])
    expect(setting.log.find((line) => line.includes('msg="Notification failed"'))).toMatch(
      /mine\.tmpl:1:22: executing .*can't evaluate field Nope in type \*template\.Data/,
    )
    const failures = /^alertmanager_notifications_failed_total\{integration="webhook",reason="other"\} (\d+)$/m
    const count = async (): Promise<string | undefined> =>
      failures.exec((await setting.app.server.inject('/metrics')).body)?.[1]
    expect(await count()).toBe('1')
    await setting.clock.advance(10 * second)
    expect(await count()).toBe('2')
    await setting.scratch.write('mine.tmpl', '{{ define "mine" }}mended{{ end }}')
    await setting.app.reload()
    await setting.clock.advance(second)
    expect(setting.posted.map(({ body }) => JSON.parse(String(body)))).toEqual([{ text: 'mended' }])
  })

  test('of route labels that fail are left out, and told', async () => {
    const setting = await start(
      `${route}, labels: {good: '{{ .Status }}', bad: '{{ .Nope }}', circle: '{{ routeLabels "circle" }}'}}
receivers: [{name: team, webhook_configs: [{url: 'http://hook.example/'}]}]
`,
    )
    await post(setting, { alertname: 'Disk' })
    await setting.clock.advance(2 * second)
    expect(JSON.parse(String(setting.posted[0]?.body)).routeLabels).toEqual({ good: 'firing' })
    expect(setting.log.filter((line) => line.includes('A route label could not be rendered'))).toHaveLength(2)
  })

  test('that cannot be parsed refuse a reload, and the old configuration goes on', async () => {
    const setting = await start(
      `${route}}
templates: ['*.tmpl']
receivers: [{name: team, webhook_configs: [{url: 'http://hook.example/'}]}]
`,
      { 'mine.tmpl': '{{ define "mine" }}fine{{ end }}' },
    )
    await setting.scratch.write('mine.tmpl', 'one\n{{ if }}\n')
    await expect(setting.app.reload()).rejects.toThrow(/mine\.tmpl:2:1: missing value for if/)
    await post(setting, { alertname: 'Disk' })
    await setting.clock.advance(2 * second)
    expect(setting.posted).toHaveLength(1)
  })
})
