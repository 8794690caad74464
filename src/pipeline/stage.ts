// A stage decides which alerts of a notification go on. The runner is the loop at the end of this file.

import type { EventBus } from '../events/bus.ts'
import type { StopReason } from '../events/event.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Notification } from '../model/notification.ts'

/** An alert that goes no further, and the silences, source alerts or time intervals that see to it. */
export interface StoppedAlert {
  readonly fingerprint: Fingerprint
  readonly by: readonly string[]
}

/** What a stage answers: the alerts that go on, and those that do not. */
export interface Verdict {
  readonly passed: readonly Alert[]
  readonly stopped: readonly StoppedAlert[]
}

/** One step that may keep alerts from being told. Pure: it looks at the notification and asks the owners of state. */
export interface Stage {
  /** Why alerts stop here. */
  readonly reason: StopReason
  decide(notification: Notification): Verdict
}

/** A stage that asks about each alert by itself: `by` answers with whatever mutes it, or nothing. */
export function alertStage(
  reason: StopReason,
  by: (alert: Alert, notification: Notification) => readonly string[],
): Stage {
  return {
    reason,
    decide(notification) {
      const passed: Alert[] = []
      const stopped: StoppedAlert[] = []
      for (const alert of notification.alerts) {
        const causes = by(alert, notification)
        if (causes.length === 0) passed.push(alert)
        else stopped.push({ fingerprint: alert.labels.fingerprint, by: causes })
      }
      return { passed, stopped }
    },
  }
}

/** A stage that lets the whole notification go on, or none of it: `by` answers with whatever mutes it, or nothing. */
export function notificationStage(reason: StopReason, by: (notification: Notification) => readonly string[]): Stage {
  return {
    reason,
    decide(notification) {
      const causes = by(notification)
      if (causes.length === 0) return { passed: notification.alerts, stopped: [] }
      return {
        passed: [],
        stopped: notification.alerts.map((alert) => ({ fingerprint: alert.labels.fingerprint, by: causes })),
      }
    },
  }
}

/**
 * Takes a notification through the stages in order and tells of what stopped where. Answers with what is left of it, or
 * undefined when no alert is.
 */
export function runStages(
  stages: readonly Stage[],
  notification: Notification,
  bus: EventBus,
): Notification | undefined {
  let current = notification
  for (const stage of stages) {
    const { passed, stopped } = stage.decide(current)
    if (stopped.length > 0) {
      bus.emit({ type: 'notification stopped', reason: stage.reason, notification: current, alerts: stopped })
      current = { ...current, alerts: passed }
    }
    if (passed.length === 0) return undefined
  }
  return current
}
