// Turns events into log lines. Which event is told at which level, and in which words, stands here and nowhere else.

import type { EventBus } from '../events/bus.ts'
import type { EventOf, IntegrationRef } from '../events/event.ts'
import type { Instant } from '../model/instant.ts'
import type { Silence } from '../model/silence.ts'
import type { Logger } from './log.ts'
import { Throttle } from './throttle.ts'

export interface LogListenerOptions {
  readonly bus: EventBus
  readonly logger: Logger
  readonly clock: { now(): Instant }
  /** --log.silences: tell of silences at info instead of debug. */
  readonly silences: boolean
}

/** Tells of events from here on. Returns the function that stops it. */
export function logEvents(options: LogListenerOptions): () => void {
  const stops = [
    ...logConfig(options),
    ...logNotifications(options),
    ...logRefusals(options),
    ...logSilences(options),
    ...logStorage(options),
    // Not even listened to otherwise: they come with every alert.
    ...(options.logger.logs('debug') ? logDetails(options) : []),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The most lines of one refused configuration. */
const mostErrorLines = 200

function logConfig({ bus, logger }: LogListenerOptions): readonly (() => void)[] {
  let loadedBefore = false
  return [
    bus.on('config loaded', ({ file, receivers, integrations, inhibitRules, warnings }) => {
      loadedBefore = true
      for (const warning of warnings) logger.warn('Configuration warning', { file, warning })
      logger.info('Configuration loaded', {
        file,
        receivers: receivers.length,
        integrations: integrations.length,
        inhibitRules,
      })
    }),
    bus.on('config refused', ({ file, error }) => {
      const consequence = loadedBefore
        ? 'Configuration refused, the previous one stays in force'
        : 'Configuration refused'
      const lines = error.split('\n')
      if (lines.length === 1) {
        logger.error(consequence, { file, err: error })
        return
      }
      // One log line for each: inside one value, the source lines with their carets would be a row of \n.
      logger.error(consequence, { file })
      for (const line of lines.slice(0, mostErrorLines)) if (line.trim() !== '') logger.error(line)
      if (lines.length > mostErrorLines) logger.error(`… and ${lines.length - mostErrorLines} more lines`)
    }),
  ]
}

function logNotifications({ bus, logger }: LogListenerOptions): readonly (() => void)[] {
  // As notify/retry_stage.go: a retry that fails like the one before it is not told again.
  const lastErrors = new Map<string, string>()
  const keyOf = (groupKey: string, ref: IntegrationRef): string =>
    `${ref.receiver}\0${ref.name}[${ref.index}]\0${groupKey}`
  return [
    bus.on('route label failed', ({ groupKey, label, error }) =>
      logger.error('A route label could not be rendered', { group: groupKey, label, err: error }),
    ),
    bus.on('notification attempted', ({ integration, groupKey, attempt, error, retry }) => {
      if (error === undefined || retry !== true) return
      const key = keyOf(groupKey, integration)
      if (lastErrors.get(key) === error) return
      lastErrors.set(key, error)
      const fields = { ...describe(integration), group: groupKey, attempts: attempt, err: error }
      logger.warn('Notification attempt failed, will retry', fields)
    }),
    bus.on('notification sent', ({ integration, notification, alerts, attempts, reason }) => {
      if (lastErrors.size > 0) lastErrors.delete(keyOf(notification.groupKey, integration))
      if (attempts === 1 && !logger.logs('debug')) return
      const fields = { ...describe(integration), group: notification.groupKey, alerts, attempts, reason }
      logger.log(attempts > 1 ? 'info' : 'debug', 'Notification sent', fields)
    }),
    bus.on('notification failed', ({ integration, groupKey, reason, error, attempts }) => {
      lastErrors.delete(keyOf(groupKey, integration))
      logger.error('Notification failed', { ...describe(integration), group: groupKey, attempts, reason, err: error })
    }),
  ]
}

function describe({ receiver, name, index }: IntegrationRef): { receiver: string; integration: string } {
  return { receiver, integration: `${name}[${index}]` }
}

/** Clients can bring these about as often as they like: each is told at most every ten seconds, with how many there were. */
function logRefusals({ bus, logger, clock }: LogListenerOptions): readonly (() => void)[] {
  const invalid = new Throttle(clock)
  const limited = new Throttle(clock)
  return [
    bus.on('alert invalid', ({ reason }) => {
      invalid.pass((unsaid) => logger.warn('Alert refused as invalid', { err: reason, notLogged: unsaid || undefined }))
    }),
    bus.on('alert limited', ({ alertname }) => {
      const message = 'Alert dropped: there are too many of this name (--alerts.per-alertname-limit)'
      limited.pass((unsaid) => logger.warn(message, { alertname, notLogged: unsaid || undefined }))
    }),
  ]
}

function logSilences({ bus, logger, silences }: LogListenerOptions): readonly (() => void)[] {
  const level = silences ? 'info' : 'debug'
  if (!logger.logs(level)) return []
  return [
    bus.on('silence set', ({ silence, previous }) =>
      logger.log(level, previous === undefined ? 'Silence created' : 'Silence changed', describeSilence(silence)),
    ),
    bus.on('silence expired', ({ silence }) => logger.log(level, 'Silence expired', describeSilence(silence))),
    bus.on('silence removed', ({ id }) => logger.debug('Silence removed', { id })),
  ]
}

function describeSilence({ id, createdBy, comment, startsAt, endsAt, matchers }: Silence): Record<string, string> {
  return { id, createdBy, comment, startsAt: startsAt.text, endsAt: endsAt.text, matchers: `{${matchers.join(',')}}` }
}

function logStorage({ bus, logger, clock }: LogListenerOptions): readonly (() => void)[] {
  const failures = new Map<string, Throttle>()
  return [
    bus.on('storage failed', ({ table, error }) => {
      const throttle = failures.get(table) ?? new Throttle(clock)
      failures.set(table, throttle)
      throttle.pass((unsaid) => logger.error('Storage failed', { table, err: error, notLogged: unsaid || undefined }))
    }),
    bus.on('storage set aside', ({ file, to, error }) =>
      logger.error('A damaged storage file was set aside, a new one was begun', { file, to, err: error }),
    ),
    bus.on('state maintained', ({ of, took, removed, error }) => {
      if (error !== undefined) logger.error('Removing what is too old failed', { of, err: error })
      else logger.debug('Removed what is too old', { of, removed, tookMs: took })
    }),
  ]
}

function logDetails({ bus, logger }: LogListenerOptions): readonly (() => void)[] {
  return [
    bus.on('alert changed', ({ alert, previous }) =>
      logger.debug(previous === undefined ? 'Alert received' : 'Alert updated', {
        alert: alert.labels,
        startsAt: alert.startsAt.text,
        endsAt: alert.endsAt.text,
      }),
    ),
    bus.on('alert expired', ({ alert }) => logger.debug('Alert removed', { alert: alert.labels })),
    bus.on('group opened', ({ groupKey, receiver }) => logger.debug('Group opened', { group: groupKey, receiver })),
    bus.on('group closed', ({ groupKey }) => logger.debug('Group closed', { group: groupKey })),
    bus.on('group flushed', ({ notification: { groupKey, receiver, flush, alerts } }) =>
      logger.debug('Group flushed', { group: groupKey, receiver, flush, alerts: alerts.length }),
    ),
    bus.on('notification stopped', (event) => logger.debug('Notification stopped', describeStop(event))),
  ]
}

function describeStop({
  reason,
  notification,
  alerts,
  integration,
}: EventOf<'notification stopped'>): Record<string, unknown> {
  const by = [...new Set(alerts.flatMap((alert) => alert.by))]
  return {
    reason,
    group: notification.groupKey,
    ...(integration === undefined ? { receiver: notification.receiver } : describe(integration)),
    alerts: alerts.length,
    by: by.length === 0 ? undefined : by.slice(0, 10),
  }
}
