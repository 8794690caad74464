// The client side of a crash run's alerts: what was posted, what was answered with 200, and what is to be told of it. A post
// that was not answered is posted again, as Prometheus does.

import type { Instant } from '../../src/model/instant.ts'

type Status = 'firing' | 'resolved'

/** An alert as the API takes it. */
export interface WireAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
}

/** An alert that fires and resolves so many times. Its next change waits until the present one was told. */
interface Posted {
  readonly labels: Readonly<Record<'alertname' | 'speed' | 'g' | 'n', string>>
  status: Status
  startsAt: Instant
  endsAt: Instant
  /** When the present status was answered with 200. */
  acknowledgedAt: Instant | undefined
  isTold: boolean
  changesLeft: number
}

const later: Instant = Date.UTC(2099, 0)

/** How many alerts are alive at a time: the load shall not grow with the length of the run. */
const most = 150

/** Groups of the route whose group_interval is longer than any life of the process, and how many alerts each has at most. */
const slowGroups = 4
const slowGroupSize = 6

/** The alerts of one run. */
export class CrashAlerts {
  readonly #alive = new Map<string, Posted>()
  #made = 0
  #acknowledged = 0
  #longestWait = 0

  /** How many changes were answered with 200. */
  get acknowledged(): number {
    return this.#acknowledged
  }

  /** The longest time from an answer to the telling, in milliseconds. */
  get longestWait(): number {
    return this.#longestWait
  }

  /** The next request: what was not answered, some changes of what was told, and some new alerts. */
  next(now: Instant): readonly Posted[] {
    const request = [...this.#alive.values()].filter(({ acknowledgedAt }) => acknowledgedAt === undefined)
    const told = [...this.#alive.values()].filter(
      ({ isTold, acknowledgedAt }) => isTold && acknowledgedAt !== undefined,
    )
    for (const alert of told.toSorted(() => Math.random() - 0.5).slice(0, 3)) {
      change(alert, now)
      request.push(alert)
    }
    for (let i = 0; i < 2 && this.#alive.size < most; i++) request.push(this.#add(now))
    return request
  }

  /** The request was answered with 200, and so are those alerts that have not changed since. */
  acknowledge(request: readonly Posted[], sent: readonly WireAlert[], at: Instant): void {
    request.forEach((alert, i) => {
      if (alert.acknowledgedAt !== undefined || JSON.stringify(wire(alert)) !== JSON.stringify(sent[i])) return
      this.#acknowledged++
      alert.acknowledgedAt = at
      this.#settle(alert, at)
    })
  }

  /** A notification has arrived. */
  told(
    alerts: readonly { readonly labels: Readonly<Record<string, string>>; readonly status: Status }[],
    at: Instant,
  ): void {
    for (const { labels, status } of alerts) {
      const alert = this.#alive.get(labels.n ?? '')
      if (alert === undefined || alert.status !== status || alert.isTold) continue
      alert.isTold = true
      this.#settle(alert, at)
    }
  }

  /** What is not as it was answered, against the names of the alerts that the server shows as not over. */
  lost(shown: ReadonlySet<string>): readonly string[] {
    return [...this.#alive.values()]
      .filter(
        ({ labels, status, acknowledgedAt }) =>
          acknowledgedAt !== undefined && (status === 'firing') !== shown.has(labels.n),
      )
      .map(({ labels, status }) => `${labels.n} ${status}`)
  }

  /** What was answered with 200 and not told yet. */
  untold(): readonly string[] {
    return [...this.#alive.values()]
      .filter(({ acknowledgedAt, isTold }) => acknowledgedAt !== undefined && !isTold)
      .map(({ labels, status }) => `${labels.n} ${status}`)
  }

  #add(now: Instant): Posted {
    const n = `${this.#made++}`
    const slow = [...this.#alive.values()].filter(({ labels }) => labels.speed === 'slow').length
    const isSlow = slow < slowGroups * slowGroupSize
    const alert: Posted = {
      labels: { alertname: 'A', speed: isSlow ? 'slow' : 'fast', g: isSlow ? `slow-${this.#made % slowGroups}` : n, n },
      status: 'firing',
      startsAt: now,
      endsAt: later,
      acknowledgedAt: undefined,
      isTold: false,
      changesLeft: 1 + 2 * Math.floor(Math.random() * 3),
    }
    this.#alive.set(n, alert)
    return alert
  }

  #settle(alert: Posted, now: Instant): void {
    if (!alert.isTold || alert.acknowledgedAt === undefined) return
    this.#longestWait = Math.max(this.#longestWait, now - alert.acknowledgedAt)
    if (alert.changesLeft === 0) this.#alive.delete(alert.labels.n)
  }
}

/** The alert as it is posted. */
export function wire({ labels, startsAt, endsAt }: Posted): WireAlert {
  return { labels, startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}

function change(alert: Posted, now: Instant): void {
  alert.changesLeft--
  alert.isTold = false
  alert.acknowledgedAt = undefined
  if (alert.status === 'firing') {
    alert.status = 'resolved'
    alert.endsAt = now
    return
  }
  alert.status = 'firing'
  alert.startsAt = now
  alert.endsAt = later
}
