// At most so many alerts of one alertname at a time (--alerts.per-alertname-limit).

import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'

/** Counts alerts per alertname; one that is over gives its place to a newcomer. As limit/bucket.go Upsert. */
export class AlertnameLimit {
  readonly #capacity: number
  readonly #ends = new Map<string, Map<Fingerprint, Instant>>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** True when the alert has, or now gets, a place. */
  admit(alert: { alertname: string; fingerprint: Fingerprint; endsAt: Instant; now: Instant }): boolean {
    let ends = this.#ends.get(alert.alertname)
    if (ends === undefined) {
      ends = new Map()
      this.#ends.set(alert.alertname, ends)
    }
    if (!ends.has(alert.fingerprint) && ends.size >= this.#capacity) {
      const over = firstOver(ends, alert.now)
      if (over === undefined) return false
      ends.delete(over)
    }
    ends.set(alert.fingerprint, alert.endsAt)
    return true
  }

  /** Forgets alertnames of which every alert is over. */
  dropStale(now: Instant): void {
    for (const [alertname, ends] of this.#ends) {
      if ([...ends.values()].every((end) => end < now)) this.#ends.delete(alertname)
    }
  }
}

function firstOver(ends: ReadonlyMap<Fingerprint, Instant>, now: Instant): Fingerprint | undefined {
  let first: Fingerprint | undefined
  let earliest = now
  for (const [fingerprint, end] of ends) {
    if (end < earliest) {
      first = fingerprint
      earliest = end
    }
  }
  return first
}
