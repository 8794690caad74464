// Looks at the demo of docker-compose.yml while it runs, then takes it down. Fails with what it missed.
//
//   docker compose up -d --build && node_modules/.bin/node test/e2e/compose-check.ts
//
// It asks the published ports (TOCSIN_PORT and so on, as docker-compose.yml has them) and Docker (DOCKER_HOST). Needs no package, and
// the Node that `npm ci` brings or any that runs TypeScript (22.18 and later).

import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const port = (variable: string, otherwise: number): number => Number(process.env[variable] ?? otherwise)
const tocsin = `http://127.0.0.1:${port('TOCSIN_PORT', 9093)}`
const prometheus = `http://127.0.0.1:${port('PROMETHEUS_PORT', 9090)}`
const mailpit = `http://127.0.0.1:${port('MAILPIT_PORT', 8025)}`
const webhook = `http://127.0.0.1:${port('WEBHOOK_PORT', 5001)}`

interface ShownAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly status: { readonly inhibitedBy: readonly string[]; readonly silencedBy: readonly string[] }
}
interface Told {
  readonly status: string
  readonly labels: Readonly<Record<string, string>>
}

await step('all services run, and Tocsin is healthy', 60_000, async () => {
  const states = docker(
    'ps',
    '--filter',
    `label=com.docker.compose.project=${projectName()}`,
    '--format',
    '{{.Names}} {{.Status}}',
  )
  if (states.split('\n').length !== 4) return `four containers, there are: ${states}`
  if (!/tocsin.*\(healthy\)/.test(states)) return `a healthy tocsin: ${states}`
  for (const url of [`${tocsin}/-/ready`, `${prometheus}/-/ready`, `${mailpit}/api/v1/messages`, webhook]) {
    if (!(await fetch(url)).ok) return `${url} to answer`
  }
  return undefined
})

await step('alerts of Prometheus are shown', 60_000, async () => {
  const names = (await alerts()).map(({ labels }) => labels.alertname)
  const missing = ['NodeDown', 'NetworkSlow', 'DiskFillingUp', 'BackupFinished'].filter((name) => !names.includes(name))
  return missing.length === 0 ? undefined : `to see ${missing}, there are: ${names}`
})

await step('the webhook is told of NodeDown', 60_000, async () =>
  (await told()).some(({ labels }) => labels.alertname === 'NodeDown') ? undefined : 'NodeDown at the webhook',
)

await step('the mailbox has a mail about DiskFillingUp', 60_000, async () => {
  const { messages } = await json<{ messages: readonly { readonly Subject: string }[] }>(`${mailpit}/api/v1/messages`)
  const subjects = messages.map(({ Subject }) => Subject)
  return subjects.some((subject) => /FIRING.*DiskFillingUp/.test(subject))
    ? undefined
    : `its subject among: ${subjects}`
})

await step('NetworkSlow is inhibited, and nobody was told of it', 1000, async () => {
  const slow = (await alerts()).find(({ labels }) => labels.alertname === 'NetworkSlow')
  if (slow?.status.inhibitedBy.length !== 1) return `inhibitedBy to name NodeDown: ${JSON.stringify(slow)}`
  return (await told()).some(({ labels }) => labels.alertname === 'NetworkSlow')
    ? 'no NetworkSlow at the webhook'
    : undefined
})

// Two alerts at once that differ in what is silenced: when the one has arrived, the other would have, too.
const run = `${Date.now()}`
await post('/api/v2/silences', {
  matchers: [
    { name: 'alertname', value: 'Quiet', isRegex: false },
    { name: 'run', value: run, isRegex: false },
  ],
  startsAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + 600_000).toISOString(),
  createdBy: 'compose-check',
  comment: 'shows that silences mute',
})
await post(
  '/api/v2/alerts',
  ['Quiet', 'Loud'].map((alertname) => ({ labels: { alertname, run, team: 'platform' } })),
)
await step('a silence made over the API mutes', 60_000, async () => {
  const ofThisRun = (await told()).filter(({ labels }) => labels.run === run)
  if (ofThisRun.some(({ labels }) => labels.alertname === 'Quiet')) return 'no Quiet at the webhook'
  if (!ofThisRun.some(({ labels }) => labels.alertname === 'Loud')) return 'Loud at the webhook'
  const quiet = (await alerts()).find(({ labels }) => labels.run === run && labels.alertname === 'Quiet')
  return quiet?.status.silencedBy.length === 1 ? undefined : `silencedBy to name the silence: ${JSON.stringify(quiet)}`
})

await step('an alert that ends is told as resolved', 60_000, async () => {
  const ends = new Date(Date.now() - 1000).toISOString()
  await post('/api/v2/alerts', [{ labels: { alertname: 'Loud', run, team: 'platform' }, endsAt: ends }])
  return (await told()).some(({ status, labels }) => labels.run === run && status === 'resolved')
    ? undefined
    : 'Loud as resolved at the webhook'
})

const project = projectName()
const stopping = performance.now()
docker(
  'stop',
  docker(
    'ps',
    '-q',
    '--filter',
    `label=com.docker.compose.project=${project}`,
    '--filter',
    'label=com.docker.compose.service=tocsin',
  ),
)
const stopTime = Math.round(performance.now() - stopping)
const exit = docker(
  'ps',
  '-a',
  '--filter',
  `label=com.docker.compose.project=${project}`,
  '--filter',
  'label=com.docker.compose.service=tocsin',
  '--format',
  '{{.Status}}',
)
if (!exit.startsWith('Exited (0)')) fail('the signal to stop arrives', `exit code 0: ${exit}`)
pass(`the signal to stop arrives: exit code 0 after ${stopTime} ms`)

compose('down', '-v', '--remove-orphans')
for (const what of [
  ['ps', '-aq'],
  ['volume', 'ls', '-q'],
  ['network', 'ls', '-q'],
]) {
  const left = docker(...what, '--filter', `label=com.docker.compose.project=${project}`)
  if (left !== '') fail('down leaves nothing', `no ${what[0]}: ${left}`)
}
pass('down leaves nothing')

/** Asks again until nothing is missing; fails with what is, when the time is over. */
async function step(name: string, patience: number, missing: () => Promise<string | undefined>): Promise<void> {
  const end = performance.now() + patience
  for (;;) {
    const still = await missing().catch((error: unknown) => String(error))
    if (still === undefined) return pass(name)
    if (performance.now() > end) return fail(name, still)
    await sleep(500)
  }
}

function pass(name: string): void {
  process.stdout.write(`ok    ${name}\n`)
}

function fail(name: string, expected: string): never {
  process.stdout.write(`FAIL  ${name}: expected ${expected}\n`)
  process.exit(1)
}

async function alerts(): Promise<readonly ShownAlert[]> {
  return json(`${tocsin}/api/v2/alerts`)
}

async function told(): Promise<readonly Told[]> {
  const notifications = await json<readonly { readonly alerts: readonly Told[] }[]>(webhook)
  return notifications.flatMap((notification) => notification.alerts)
}

async function json<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return (await response.json()) as T
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(tocsin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) fail(`POST ${path}`, `200, not ${response.status} ${await response.text()}`)
}

/** The project of the running demo: the folder's name, or what -p said. */
function projectName(): string {
  const label = '{{.Label "com.docker.compose.project"}}'
  const names = docker('ps', '--filter', 'ancestor=tocsin:local', '--format', label)
  return names.split('\n')[0] ?? ''
}

function docker(...args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8' }).trim()
}

/** With Compose v2 where there is one, else with v1. */
function compose(...args: readonly string[]): void {
  const isV2 = commandWorks('docker', ['compose', 'version'])
  const [command, ...before] = isV2 ? ['docker', 'compose'] : ['docker-compose']
  execFileSync(command as string, [...before, '-p', project, ...args], { stdio: 'ignore' })
}

function commandWorks(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
