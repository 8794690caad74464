// How fast templates are rendered: Tocsin in this process, and beside it the real amtool when its path is given.
//
//   node test/bench/rendering.ts                              Tocsin alone
//   node test/bench/rendering.ts .peers/root/usr/bin/amtool   both, and the ratio
//
// amtool renders one text and ends, so that its rate is the difference between a text that uses a template many times and
// one that uses it once. Its Debian package has no default templates: the unpacked default.tmpl is handed to it.

import { execFileSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { defaultTemplateSet } from '../../src/config/template-files.ts'
import { templateDataFromJson } from '../../src/template/data-from-json.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

const alerts = 100
const times = 400
const rounds = 5

/** What a person would read: title, then every alert with its labels and annotations. */
const texts: Readonly<Record<string, string>> = {
  'slack.default.title': '{{ template "slack.default.title" . }}',
  '__text_alert_list of all alerts': '{{ template "__text_alert_list" .Alerts }}',
}

const json = JSON.stringify({
  receiver: 'team',
  status: 'firing',
  alerts: Array.from({ length: alerts }, (_, i) => ({
    status: 'firing',
    labels: { alertname: 'DiskFull', cluster: 'eu-1', instance: `db-${i}:9100`, job: 'node', severity: 'critical' },
    annotations: { summary: `The disk of db-${i} is nearly full`, runbook_url: 'https://example.org/runbook' },
    startsAt: '2026-01-05T12:00:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: `https://prometheus.example.org/graph?g0.expr=disk${i}`,
    fingerprint: i.toString(16).padStart(16, '0'),
  })),
  groupLabels: { alertname: 'DiskFull' },
  commonLabels: { alertname: 'DiskFull', cluster: 'eu-1', job: 'node', severity: 'critical' },
  commonAnnotations: { runbook_url: 'https://example.org/runbook' },
  externalURL: 'https://alerts.example.org',
})

const amtool = process.argv[2]
console.log(`one notification of ${alerts} alerts; medians of ${rounds} rounds`)
for (const [name, text] of Object.entries(texts)) {
  const ours = median(Array.from({ length: rounds }, () => tocsinMicroseconds(text)))
  console.log(`${name}: tocsin ${ours.toFixed(0)} µs`)
  if (amtool === undefined) continue
  const theirs = median(await amtoolMicroseconds(resolve(amtool), text))
  console.log(`${name}: amtool ${theirs.toFixed(0)} µs, which is ${(theirs / ours).toFixed(2)} times as long`)
}

function tocsinMicroseconds(text: string): number {
  const templates = defaultTemplateSet()
  const data = templateDataFromJson(json)
  const render = (): void => {
    for (let i = 0; i < times; i++) templates.renderText(text, data, Date.now())
  }
  render()
  const begin = performance.now()
  render()
  return ((performance.now() - begin) * 1000) / times
}

async function amtoolMicroseconds(program: string, text: string): Promise<readonly number[]> {
  await using scratch = await scratchDirectory()
  const data = await scratch.write('data.json', json)
  const templates = resolve(dirname(program), '../share/prometheus/alertmanager/*.tmpl')
  const seconds = (repeated: string): number => {
    const begin = performance.now()
    const flags = [`--template.glob=${templates}`, `--template.data=${data}`, `--template.text=${repeated}`]
    execFileSync(program, ['template', 'render', ...flags], { maxBuffer: 2 ** 30 })
    return performance.now() - begin
  }
  return Array.from({ length: rounds }, () => {
    const once = seconds(text)
    return ((seconds(text.repeat(times)) - once) * 1000) / (times - 1)
  })
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] as number
}
