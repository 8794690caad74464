import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import type { Alert } from '../model/alert.ts'
import { zeroTimestamp } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { Matcher } from '../model/matcher.ts'
import type { Notification } from '../model/notification.ts'
import type { Silence } from '../model/silence.ts'
import { Logger, type LogLevel } from './log.ts'
import { logEvents } from './log-listener.ts'

const labels = LabelSet.fromRecord({ alertname: 'Down', job: 'db' })
const alert: Alert = {
  labels,
  annotations: LabelSet.empty,
  startsAt: zeroTimestamp,
  endsAt: zeroTimestamp,
  generatorURL: '',
  updatedAt: zeroTimestamp,
  timeout: false,
}
const notification: Notification = {
  groupKey: '{}:{}',
  groupLabels: LabelSet.empty,
  routeId: '{}',
  routeLabels: LabelSet.empty,
  receiver: 'team',
  repeatInterval: 0,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  now: 0,
  flush: 3,
  alerts: [alert],
}
const silence: Silence = {
  id: 'id-1',
  matchers: [new Matcher('=', 'a', 'b'), new Matcher('=~', 'c', 'd|e')],
  startsAt: zeroTimestamp,
  endsAt: zeroTimestamp,
  updatedAt: zeroTimestamp,
  createdBy: 'me',
  comment: 'later',
  annotations: LabelSet.empty,
}
const integration = { receiver: 'team', name: 'webhook', index: 0 }
const loaded: TocsinEvent = {
  type: 'config loaded',
  file: 'x.yml',
  hash: 1,
  receivers: ['team', 'other'],
  integrations: [{ receiver: 'team', name: 'webhook', index: 0 }],
  inhibitRules: 0,
  warnings: ['careful'],
  at: 0,
}
const refused: TocsinEvent = { type: 'config refused', file: 'x.yml', error: 'no route', at: 0 }
const failedAttempt = (error: string, attempt: number): TocsinEvent => {
  return { type: 'notification attempted', integration, groupKey: '{}:{}', attempt, took: 1, error, retry: true }
}
const sent = (attempts: number): TocsinEvent => {
  return { type: 'notification sent', integration, notification, reason: 'first notification', alerts: 1, attempts }
}

interface Told {
  readonly level?: LogLevel
  readonly silences?: boolean
}

/** The lines, without their time. */
function linesOf(events: readonly TocsinEvent[], { level = 'info', silences = false }: Told = {}): readonly string[] {
  const clock = new ManualClock()
  const bus = new EventBus((error) => {
    throw error
  })
  const lines: string[] = []
  const sink = { write: (line: string) => lines.push(line.replace(/^time=\S+ /, '')) }
  logEvents({ bus, clock, silences, logger: new Logger({ level, format: 'logfmt', clock, sink }) })
  for (const event of events) bus.emit(event)
  return lines
}

test.each<[what: string, events: readonly TocsinEvent[], lines: readonly string[], told?: Told]>([
  [
    'a configuration and its warnings',
    [loaded],
    [
      'level=WARN msg="Configuration warning" file=x.yml warning=careful',
      'level=INFO msg="Configuration loaded" file=x.yml receivers=2 integrations=1 inhibitRules=0',
    ],
  ],
  [
    'a configuration refused at the start',
    [refused],
    ['level=ERROR msg="Configuration refused" file=x.yml err="no route"'],
  ],
  [
    'a configuration refused later, its lines one by one',
    [loaded, { ...refused, error: 'x.yml:1:2: bad\n  1 | a: b\n    | ^\n' }],
    [
      'level=ERROR msg="Configuration refused, the previous one stays in force" file=x.yml',
      'level=ERROR msg="x.yml:1:2: bad"',
      'level=ERROR msg="  1 | a: b"',
      'level=ERROR msg="    | ^"',
    ],
    { level: 'error' },
  ],
  [
    'a failed attempt, once for each error',
    [failedAttempt('refused', 1), failedAttempt('refused', 2), failedAttempt('timeout', 3)],
    [
      'level=WARN msg="Notification attempt failed, will retry" receiver=team integration=webhook[0] group={}:{} attempts=1 err=refused',
      'level=WARN msg="Notification attempt failed, will retry" receiver=team integration=webhook[0] group={}:{} attempts=3 err=timeout',
    ],
  ],
  [
    'sent after retries, and the same error again after that',
    [failedAttempt('refused', 1), sent(2), failedAttempt('refused', 1)],
    [
      'level=WARN msg="Notification attempt failed, will retry" receiver=team integration=webhook[0] group={}:{} attempts=1 err=refused',
      'level=INFO msg="Notification sent" receiver=team integration=webhook[0] group={}:{} alerts=1 attempts=2 reason="first notification"',
      'level=WARN msg="Notification attempt failed, will retry" receiver=team integration=webhook[0] group={}:{} attempts=1 err=refused',
    ],
  ],
  ['sent at once: not at info', [sent(1)], []],
  [
    'sent at once: at debug',
    [sent(1)],
    [
      'level=DEBUG msg="Notification sent" receiver=team integration=webhook[0] group={}:{} alerts=1 attempts=1 reason="first notification"',
    ],
    { level: 'debug' },
  ],
  [
    'a notification given up',
    [
      {
        type: 'notification failed',
        integration,
        groupKey: '{}:{}',
        reason: 'serverError',
        error: 'status 503',
        attempts: 4,
      },
    ],
    [
      'level=ERROR msg="Notification failed" receiver=team integration=webhook[0] group={}:{} attempts=4 reason=serverError err="status 503"',
    ],
  ],
  [
    'what clients send wrong, not more than once in ten seconds',
    [
      { type: 'alert invalid', apiVersion: 'v2', reason: 'no labels' },
      { type: 'alert invalid', apiVersion: 'v2', reason: 'no labels' },
      { type: 'alert limited', alertname: 'Down' },
    ],
    [
      'level=WARN msg="Alert refused as invalid" err="no labels"',
      'level=WARN msg="Alert dropped: there are too many of this name (--alerts.per-alertname-limit)" alertname=Down',
    ],
  ],
  ['silences: not at info', [{ type: 'silence set', silence, previous: undefined }], []],
  [
    'silences: with --log.silences',
    [
      { type: 'silence set', silence, previous: undefined },
      { type: 'silence set', silence, previous: silence },
      { type: 'silence expired', silence },
      { type: 'silence removed', id: 'id-1' },
    ],
    ['Silence created', 'Silence changed', 'Silence expired'].map(
      (message) =>
        `level=INFO msg="${message}" id=id-1 createdBy=me comment=later startsAt=0001-01-01T00:00:00Z endsAt=0001-01-01T00:00:00Z matchers="{a=\\"b\\",c=~\\"d|e\\"}"`,
    ),
    { silences: true },
  ],
  [
    'storage',
    [
      { type: 'storage failed', file: 'a.db', tables: ['silences', 'log'], error: 'disk full' },
      { type: 'storage failed', file: 'a.db', tables: ['silences'], error: 'disk full' },
      { type: 'storage failed', file: 'b.db', tables: [], error: 'disk full' },
      { type: 'storage recovered', file: 'a.db' },
      { type: 'storage failed', file: 'a.db', tables: ['silences'], error: 'disk full' },
      { type: 'storage set aside', file: 'a.db', to: 'a.db.damaged', error: 'not a database', rescued: 7 },
      { type: 'state maintained', of: 'silences', took: 1, removed: 0, error: 'disk full' },
    ],
    [
      'level=ERROR msg="Storage failed" file=a.db tables="silences log" err="disk full"',
      'level=ERROR msg="Storage failed" file=b.db err="disk full"',
      'level=INFO msg="Storage works again" file=a.db',
      'level=ERROR msg="Damaged data was set aside" file=a.db to=a.db.damaged err="not a database" rescuedRows=7',
      'level=ERROR msg="Removing what is too old failed" of=silences err="disk full"',
    ],
  ],
  [
    'the life of an alert, at debug',
    [
      { type: 'alert changed', alert, previous: undefined },
      { type: 'group opened', groupKey: '{}:{}', receiver: 'team', groups: 1 },
      { type: 'group flushed', notification },
      {
        type: 'notification stopped',
        reason: 'silenced',
        notification,
        alerts: [{ fingerprint: '1', by: ['id-1'] }],
      },
    ],
    [
      'level=DEBUG msg="Alert received" alert="{alertname=\\"Down\\", job=\\"db\\"}" startsAt=0001-01-01T00:00:00Z endsAt=0001-01-01T00:00:00Z',
      'level=DEBUG msg="Group opened" group={}:{} receiver=team',
      'level=DEBUG msg="Group flushed" group={}:{} receiver=team flush=3 alerts=1',
      'level=DEBUG msg="Notification stopped" reason=silenced group={}:{} receiver=team alerts=1 by=[id-1]',
    ],
    { level: 'debug' },
  ],
])('%s', (_, events, lines, told) => {
  expect(linesOf(events, told)).toEqual(lines)
})

test('what was held back is counted on the next line', async () => {
  const clock = new ManualClock()
  const bus = new EventBus()
  const lines: string[] = []
  const sink = { write: (line: string) => lines.push(line.replace(/^time=\S+ /, '')) }
  logEvents({ bus, clock, silences: false, logger: new Logger({ level: 'info', format: 'logfmt', clock, sink }) })
  for (let i = 0; i < 5; i++) bus.emit({ type: 'alert limited', alertname: 'Down' })
  await clock.advance(10_000)
  bus.emit({ type: 'alert limited', alertname: 'Down' })
  expect(lines.map((line) => line.replace(/^.* alertname/, 'alertname'))).toEqual([
    'alertname=Down',
    'alertname=Down notLogged=4',
  ])
})

test('at info nobody listens to what comes with every alert', () => {
  const clock = new ManualClock()
  const bus = new EventBus()
  const logger = new Logger({ level: 'info', format: 'logfmt', clock, sink: { write: () => {} } })
  const stop = logEvents({ bus, clock, silences: false, logger })
  expect(bus.hears('alert changed')).toBe(false)
  stop()
  expect(bus.hears('config loaded')).toBe(false)
})
