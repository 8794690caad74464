// How long the built server takes from its exec until it is ready, on a data directory that a killed one left.

import { cp, mkdir, readFile } from 'node:fs/promises'
import { AlertStore } from '../../src/alerts/alert-store.ts'
import { EventBus } from '../../src/events/bus.ts'
import type { Alert } from '../../src/model/alert.ts'
import { hour, minute } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import { Matcher } from '../../src/model/matcher.ts'
import { timestampOf } from '../../src/model/timestamp.ts'
import { SilenceStore } from '../../src/silences/silence-store.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import { dataDirectory, type RouterKind, startRouterProcess } from './alert-router.ts'
import { freePort } from './free-port.ts'
import { ManualClock } from './manual-clock.ts'
import { scratchDirectory } from './scratch-directory.ts'

export interface StartSetting {
  readonly alerts: number
  /** Over how many groups the alerts are spread. */
  readonly groups: number
  readonly silences: number
}

/** In milliseconds. */
export interface StartTimes {
  readonly wall: number
  /** Of the process, in user and system. */
  readonly cpu: number
}

/** Starts once on a directory with so much in it. */
export async function startRun(setting: StartSetting): Promise<StartTimes> {
  await using scratch = await scratchDirectory()
  await fill(dataDirectory('tocsin', scratch.path), setting)
  return await measureStart('tocsin', scratch.path, await scratch.write('alertmanager.yml', configuration))
}

const configuration = `
route: { receiver: nobody, group_by: [group], group_wait: 1h, group_interval: 1h, repeat_interval: 4h }
receivers: [{ name: nobody }]
`

/** Starts what has its data below `directory`, awaits /-/ready, and kills it. */
async function measureStart(kind: RouterKind, directory: string, configFile: string): Promise<StartTimes> {
  const port = await freePort()
  const begun = performance.now()
  await using child = startRouterProcess(kind, { configFile, directory, port })
  const isReady = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/-/ready`).then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await isReady())) {
    if (!child.running) throw new Error(child.output())
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const wall = performance.now() - begun
  const [user = 0, system = 0] = (await readFile(`/proc/${child.pid}/stat`, 'utf8'))
    .split(' ')
    .slice(13, 15)
    .map(Number)
  return { wall, cpu: (user + system) * 10 }
}

/** Copied while it is still open: what a SIGKILL leaves. */
async function fill(directory: string, { alerts, groups, silences }: StartSetting): Promise<void> {
  await using work = await scratchDirectory()
  const clock = new ManualClock(Date.now())
  const bus = new EventBus()
  await using storage = await openSqliteStorage({ directory: work.path, bus, clock })
  await using store = new AlertStore({ clock, bus, storage, gcInterval: 30 * minute, perAlertnameLimit: 0 })
  for (let from = 0; from < alerts; from += 500) {
    const some = Array.from({ length: Math.min(500, alerts - from) }, (_, index) => from + index)
    await store.put(some.map((number) => alertOf(number, `${number % groups}`, clock.now())))
  }
  const limits = { maxSilences: 0, maxSilenceSizeBytes: 0 }
  const silenceStore = SilenceStore.open({ clock, bus, storage, limits, retention: 120 * hour })
  await silenceStore.takeOver(Array.from({ length: silences }, (_, number) => silenceOf(number, clock.now())))
  await mkdir(directory, { recursive: true })
  await cp(work.path, directory, { recursive: true })
}

function alertOf(number: number, group: string, now: number): Alert {
  return {
    labels: LabelSet.fromRecord({
      alertname: `Alert${number % 50}`,
      group,
      instance: `host-${number}.example:9100`,
      job: 'node',
      severity: 'warning',
    }),
    annotations: LabelSet.fromRecord({
      summary: `Something is wrong on host ${number}`,
      description: 'What is wrong here is told at some length, as it is in most rules that people write.',
    }),
    startsAt: timestampOf(now - minute),
    endsAt: timestampOf(now + 10 * hour),
    updatedAt: timestampOf(now),
    generatorURL: 'http://prometheus.example:9090/graph',
    timeout: false,
  }
}

function silenceOf(number: number, now: number): Parameters<SilenceStore['takeOver']>[0][number] {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const silence = {
    id,
    matchers: [new Matcher('=', 'instance', `quiet-${number}`), new Matcher('=~', 'alertname', 'Alert.+')],
    startsAt: timestampOf(now),
    endsAt: timestampOf(now + 10 * hour),
    updatedAt: timestampOf(now),
    createdBy: 'me',
    comment: `silence number ${number}`,
    annotations: LabelSet.fromRecord({}),
  }
  return { key: id, updatedAt: now, expiresAt: now + 130 * hour, silence }
}
