// Gathers what happens in a short span into one small message: counts and a few names, however much it was.

import type { TocsinEvent } from '../../events/event.ts'
import { type Alert, isResolvedAt } from '../../model/alert.ts'
import type { Instant } from '../../model/instant.ts'
import type { WireChange } from '../tocsin/schema.ts'

/** More ids than this are not named. */
const mostIds = 50

/** The types of event that a reader of the live stream hears of. */
export const liveEvents = [
  'alert changed',
  'alert expired',
  'silence set',
  'silence expired',
  'silence removed',
  'group opened',
  'group flushed',
  'group closed',
  'notification sent',
  'notification failed',
  'config loaded',
  'config refused',
] as const satisfies readonly TocsinEvent['type'][]

export type LiveEvent = Extract<TocsinEvent, { readonly type: (typeof liveEvents)[number] }>

export class ChangeCounter {
  #alerts = { began: 0, ended: 0, changed: 0 }
  #silenceIds = new Set<string>()
  #groups = 0
  #notifications = { sent: 0, failed: 0 }
  #config: WireChange['config']

  /** Counts an event; false when it changes nothing that anybody sees. */
  add(event: LiveEvent, now: Instant): boolean {
    switch (event.type) {
      case 'alert changed': {
        const news = newsOf(event.alert, event.previous, now) ?? (event.isBack ? 'changed' : undefined)
        if (news === undefined) return false
        this.#alerts[news]++
        return true
      }
      case 'alert expired':
        this.#alerts.ended++
        return true
      case 'silence set':
      case 'silence expired':
        this.#silenceIds.add(event.silence.id)
        return true
      case 'silence removed':
        this.#silenceIds.add(event.id)
        return true
      case 'group opened':
      case 'group flushed':
      case 'group closed':
        this.#groups++
        return true
      case 'notification sent':
        this.#notifications.sent++
        return true
      case 'notification failed':
        this.#notifications.failed++
        return true
      case 'config loaded':
        this.#config = { loaded: true }
        return true
      case 'config refused':
        this.#config = { loaded: false, error: event.error }
        return true
      default:
        return event satisfies never
    }
  }

  /** The message, without its time; counting begins anew. */
  take(): Omit<WireChange, 'now'> {
    const alerts = this.#alerts
    const ids = this.#silenceIds
    const groups = this.#groups
    const notifications = this.#notifications
    const config = this.#config
    this.#alerts = { began: 0, ended: 0, changed: 0 }
    this.#silenceIds = new Set()
    this.#groups = 0
    this.#notifications = { sent: 0, failed: 0 }
    this.#config = undefined
    return {
      ...(alerts.began + alerts.ended + alerts.changed > 0 ? { alerts } : {}),
      ...(ids.size > 0 ? { silences: { count: ids.size, ids: ids.size > mostIds ? [] : [...ids] } } : {}),
      ...(groups > 0 ? { groups } : {}),
      ...(notifications.sent + notifications.failed > 0 ? { notifications } : {}),
      ...(config === undefined ? {} : { config }),
    }
  }
}

/** A resend that only moves the end is none: every alert does that once a minute or so. */
function newsOf(alert: Alert, previous: Alert | undefined, now: Instant): 'began' | 'ended' | 'changed' | undefined {
  const isOver = isResolvedAt(alert, now)
  if (previous === undefined) return isOver ? undefined : 'began'
  // It may have ended by the passing of time, which the telling before this one did not know.
  const wasOver = isResolvedAt(previous, now)
  if (wasOver !== isOver) return isOver ? 'ended' : 'began'
  if (isOver) return undefined
  const isSame =
    alert.annotations.equals(previous.annotations) &&
    alert.startsAt.at === previous.startsAt.at &&
    alert.generatorURL === previous.generatorURL
  return isSame ? undefined : 'changed'
}
