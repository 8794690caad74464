import { describe, expect, test } from 'vitest'
import { parseMatchers } from '../../model/matcher-parser.ts'
import { templateDataFromJson } from '../data-from-json.ts'
import { HtmlTemplates } from '../html/html-templates.ts'
import { TemplateSet } from '../template-set.ts'
import { defaultTemplates } from './default-templates.ts'
import { severityColors } from './mail-style.ts'

const set = new TemplateSet()
for (const { name, text } of defaultTemplates) set.parse(name, text)
const html = new HtmlTemplates(set)

interface AlertSource {
  readonly status?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly generatorURL?: string
}

function mailOf(source: {
  readonly alerts: readonly AlertSource[]
  readonly commonLabels?: Readonly<Record<string, string>>
  readonly commonAnnotations?: Readonly<Record<string, string>>
  readonly groupLabels?: Readonly<Record<string, string>>
  readonly receiver?: string
}): string {
  const alerts = source.alerts.map((alert) => ({
    status: 'firing',
    labels: {},
    annotations: {},
    startsAt: '2026-03-01T12:34:00+01:00',
    endsAt: '2026-03-01T14:35:00+01:00',
    ...alert,
  }))
  const given = { receiver: 'team', status: 'firing', externalURL: 'https://t.example/x', ...source, alerts }
  const data = templateDataFromJson(JSON.stringify(given))
  return html.render('{{ template "email.default.html" . }}', data, Date.parse('2026-03-01T12:00:00Z'))
}

function linksOf(mail: string): readonly string[] {
  return [...mail.matchAll(/href="([^"]*)"/g)].map(([, link]) =>
    (link as string).replaceAll('&amp;', '&').replaceAll('&#43;', '+'),
  )
}

/** The text of a mail as it is read, from its top. */
function textOf(mail: string): string {
  const body = mail.slice(mail.indexOf('<table'))
  return body
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&middot;', '·')
    .replace(/&[a-z]+;|\s+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

test('says what burns, the worst first, and what is over last', () => {
  const mail = mailOf({
    commonLabels: { alertname: 'DiskFull' },
    commonAnnotations: { team: 'storage' },
    alerts: [
      { status: 'resolved', labels: { alertname: 'DiskFull', host: 'c', severity: 'critical' } },
      {
        labels: { alertname: 'DiskFull', host: 'a', severity: 'warning' },
        annotations: { summary: '81 %', team: 'storage' },
      },
      {
        labels: { alertname: 'DiskFull', host: 'b', severity: 'critical' },
        annotations: { summary: '92 %', note: ' ' },
      },
      { labels: { alertname: 'DiskFull', host: 'd' } },
    ],
  })
  expect(textOf(mail)).toBe(
    '3 firing, 1 resolved DiskFull team storage Open in Tocsin ' +
      'Silence this group Firing · 3 ' +
      'critical 92 % host b since 1 Mar 11:34 UTC, 26m · Silence ' +
      'warning 81 % host a since 1 Mar 11:34 UTC, 26m · Silence ' +
      'firing host d since 1 Mar 11:34 UTC, 26m · Silence ' +
      'Resolved · 1 resolved host c 1 Mar 11:34 to 1 Mar 13:35 UTC, 2h 1m ' +
      'Sent to team. https://t.example/x',
  )
})

describe('the colour of the state', () => {
  test.each([
    [[{ labels: { severity: 'info' } }, { labels: { severity: 'Critical' } }], severityColors.critical],
    [[{ labels: { severity: 'info' } }, { labels: { severity: 'warn' } }], severityColors.warning],
    [[{ labels: { severity: 'info' } }, { labels: { severity: 'odd' } }], severityColors.info],
    [[{ labels: { severity: 'odd' } }, {}], severityColors.other],
    [[{ status: 'resolved', labels: { severity: 'critical' } }], severityColors.resolved],
    [[], severityColors.resolved],
  ])('%j', (alerts, color) => {
    expect(mailOf({ alerts })).toContain(`<td class="state pad" bgcolor="${color}"`)
  })
})

test('texts from outside stay texts', () => {
  const evil = '"><script>alert(1)</script>'
  const mail = mailOf({
    receiver: evil,
    commonLabels: { alertname: evil },
    alerts: [
      { labels: { alertname: evil, [evil]: evil, severity: evil }, annotations: { [evil]: evil, summary: evil } },
    ],
  })
  expect(mail).not.toContain('<script')
})

test('nothing but web pages is linked', () => {
  const mail = mailOf({
    alerts: [
      {
        generatorURL: 'javascript:alert(1)',
        annotations: { a: 'javascript:alert(1)', b: 'see https://x.example', c: 'https://x.example/?a=b&c=d' },
      },
      { generatorURL: 'http://p.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1' },
    ],
  })
  expect(linksOf(mail)).toEqual([
    'https://t.example/x/#/alerts?receiver=team',
    'https://x.example/?a=b&c=d',
    'https://t.example/x/#/silences/new?filter=%7B%7D',
    'http://p.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
    'https://t.example/x/#/silences/new?filter=%7B%7D',
    'https://t.example/x',
  ])
})

test('the silence form gets matchers of exactly the labels', () => {
  const labels = { alertname: 'a', 'b c': 'd', quotes: `"'\\`, lines: 'e\nf', url: '/?&#%+=,}{', ünï: '😀' }
  const mail = mailOf({ groupLabels: { alertname: 'a' }, alerts: [{ labels }] })
  const [group, alert] = linksOf(mail).flatMap((link) => link.split('/#/silences/new?filter=').slice(1))
  expect(matched(group as string)).toEqual({ alertname: 'a' })
  expect(matched(alert as string)).toEqual(labels)
})

function matched(filter: string): Readonly<Record<string, string>> {
  const matchers = parseMatchers(decodeURIComponent(filter), 'utf8-strict-mode')
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]))
}
