// Records what a real Alertmanager makes of the inputs in model-inputs.ts and regexp-inputs.ts:
//   node test/compatibility/record-model.ts <prometheus-alertmanager>
// RECORD_PORT chooses the port. The results are fingerprints.json, merges.json, regexps.json, timestamps.json,
// durations.json and time-ranges.json.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { durations, labelSets, mergedSpans, timeRangeTexts, timesOfDay, timestamps } from './model-inputs.ts'
import {
  binaryFromArguments,
  minimalConfig,
  type RecordedServer,
  serverName,
  startRecorded,
  yamlString,
} from './recorder.ts'
import { regexps, regexpTexts } from './regexp-inputs.ts'

interface ListedAlert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
}

const binary = binaryFromArguments('record-model.ts')
// In this mode a filter's value takes Go's escapes, so that any regular expression can be asked about.
const flags = ['--enable-feature=utf8-strict-mode']

const recorders = [recordFingerprints, recordMerges, recordRegexps, recordTimestamps, recordDurations, recordTimeRanges]
for (const record of recorders) {
  await using server = await startRecorded(binary, flags)
  await record(server)
}

async function recordFingerprints(server: RecordedServer): Promise<void> {
  const cases = []
  for (const labels of labelSets) {
    await postAlert(server, { labels })
    const listed = await listAlerts(server)
    // Sets with the same labels share a fingerprint, so it is looked for and not counted on to be the new one.
    const found = listed.find((alert) => sameLabels(alert.labels, labels))
    if (found === undefined) throw new Error(`not listed: ${JSON.stringify(labels)}`)
    cases.push({ labels, fingerprint: found.fingerprint })
  }
  await keep('fingerprints.json', cases)
}

async function recordMerges(server: RecordedServer): Promise<void> {
  const cases = []
  for (const [index, { first, second }] of mergedSpans.entries()) {
    const labels = { case: String(index) }
    await postAlert(server, { labels, ...first })
    await postAlert(server, { labels, ...second })
    const merged = (await listAlerts(server)).find((alert) => alert.labels.case === labels.case)
    if (merged === undefined) throw new Error(`not listed: ${JSON.stringify({ first, second })}`)
    const { startsAt, endsAt } = merged
    // Every end in this century was made by resolve_timeout, and differs from run to run.
    cases.push({ first, second, merged: { startsAt, endsAt: endsAt < '2080' ? 'timeout' : endsAt } })
  }
  await keep('merges.json', cases)
}

async function recordRegexps(server: RecordedServer): Promise<void> {
  for (const text of regexpTexts) await postAlert(server, { labels: { alertname: 'X', v: text } })
  const cases = []
  for (const source of regexps) {
    const filter = `v=~${JSON.stringify(source)}`
    const response = await fetch(`${server.url}/api/v2/alerts?${new URLSearchParams({ filter })}`)
    const answer = await response.json()
    if (response.status !== 200) cases.push({ source, error: String(answer).replace('failed to create matcher: ', '') })
    else {
      const matched = new Set((answer as ListedAlert[]).map(({ labels }) => labels.v ?? ''))
      cases.push({ source, matched: regexpTexts.filter((text) => matched.has(text)) })
    }
  }
  await keep('regexps.json', cases)
}

async function recordTimestamps(server: RecordedServer): Promise<void> {
  const cases = []
  for (const [index, text] of timestamps.entries()) {
    const labels = { case: String(index) }
    const response = await postAlert(server, { labels, startsAt: text, endsAt: '9999-12-31T23:59:59.999999999Z' })
    const listed = await listAlerts(server)
    const printed = listed.find((alert) => alert.labels.case === labels.case)?.startsAt
    // A refusal because of the order of start and end is no refusal of the text.
    const error = response.status === 200 ? undefined : await response.text()
    cases.push({ text, ...(printed === undefined ? { error } : { printed }) })
  }
  await keep('timestamps.json', cases)
}

async function recordDurations(server: RecordedServer): Promise<void> {
  const cases = []
  for (const text of durations) {
    const config = minimalConfig.replace('receiver: none\n', `receiver: none\n  group_wait: ${yamlString(text)}\n`)
    const error = await server.reload(config)
    if (error !== undefined) cases.push({ text, error })
    else cases.push({ text, printed: (await originalConfig(server)).route.group_wait })
  }
  await keep('durations.json', cases)
}

async function recordTimeRanges(server: RecordedServer): Promise<void> {
  const fields = Object.entries(timeRangeTexts).flatMap(([field, texts]) =>
    texts.map((text) => ({
      field,
      text,
      yaml: `${field}: ${field === 'location' ? yamlString(text) : `[${yamlString(text)}]`}`,
    })),
  )
  const times = timesOfDay.map((pair) => ({
    field: 'times',
    text: pair.join('–'),
    yaml: `times: [{ start_time: ${yamlString(pair[0])}, end_time: ${yamlString(pair[1])} }]`,
  }))
  const cases = []
  for (const { field, text, yaml } of [...fields, ...times]) {
    const config = `${minimalConfig}time_intervals: [{ name: x, time_intervals: [{ ${yaml} }] }]\n`
    const error = await server.reload(config)
    if (error !== undefined) cases.push({ field, text, error })
    else cases.push({ field, text, printed: (await originalConfig(server)).time_intervals[0].time_intervals[0] })
  }
  await keep('time-ranges.json', cases)
}

// The configuration's shape is Alertmanager's own affair; what is read from it is recorded as it is.
// biome-ignore lint/suspicious/noExplicitAny: see above
async function originalConfig(server: RecordedServer): Promise<any> {
  const status = (await (await fetch(`${server.url}/api/v2/status`)).json()) as { config: { original: string } }
  return parse(status.config.original, { version: '1.1' })
}

async function postAlert(server: RecordedServer, alert: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return await fetch(`${server.url}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify([alert]) })
}

async function listAlerts(server: RecordedServer): Promise<readonly ListedAlert[]> {
  return (await (await fetch(`${server.url}/api/v2/alerts`)).json()) as ListedAlert[]
}

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(b)
  return Object.keys(a).length === names.length && names.every((name) => a[name] === b[name])
}

async function keep(name: string, cases: readonly object[]): Promise<void> {
  const lines = cases.map((each) => `    ${JSON.stringify(each)}`)
  const text = `{\n  "server": "${serverName(binary)}",\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`
  await writeFile(join(import.meta.dirname, name), text)
  process.stdout.write(`${name}: ${cases.length} recorded\n`)
}
