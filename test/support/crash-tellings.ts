// The webhook's side of a crash run: what each group told last, whether that came again, and what the server knows of it.

import type { Duration, Instant } from '../../src/model/instant.ts'
import type { Arrival } from './webhook-sink.ts'

/** An answer that was handed to the system so shortly before a kill may not have been read and noted. */
const inDoubt: Duration = 500

/** How long after a group has told its timer may not be on disk. */
const timerLag: Duration = 100

/** By how much the way to the webhook may differ from one notification to the next. */
const jitter: Duration = 500

/** group_interval of the groups whose rhythm is watched. */
export const slowInterval: Duration = 5000

/** What of GET /api/tocsin/v1/groups is looked at. */
export interface ShownGroup {
  readonly labels: Readonly<Record<string, string>>
  readonly integrations: readonly { readonly last?: { readonly result: string; readonly at: string } }[]
}

/** A notification, and the life of the server that sent it: it may arrive after the end of that. */
interface Telling extends Arrival {
  readonly life: number
  /** The first of its group in this life: it may have been due before. */
  readonly mayBeLate: boolean
}

/** What the webhook heard in one run. */
export class CrashTellings {
  readonly #last = new Map<string, Telling>()
  /** When each life of the server ended. */
  readonly #kills: Instant[] = []
  readonly #repeats: string[] = []
  readonly #earlyFlushes: string[] = []
  #count = 0
  #doubted = 0
  #longestDoubt: Duration = 0

  get count(): number {
    return this.#count
  }

  /** Told twice in a row, though the first telling had been answered. */
  get repeats(): readonly string[] {
    return this.#repeats
  }

  /** How many came again whose answer may not have arrived. */
  get doubted(): number {
    return this.#doubted
  }

  /** The longest time from an answer to the kill after which its notification came again. */
  get longestDoubt(): Duration {
    return this.#longestDoubt
  }

  /** Groups that told again before their group_interval was over, though nothing was left to tell when the process was killed. */
  get earlyFlushes(): readonly string[] {
    return this.#earlyFlushes
  }

  /** Which life of the server it is, from 0. */
  get life(): number {
    return this.#kills.length
  }

  /** This life is over. */
  killed(at: Instant): void {
    this.#kills.push(at)
  }

  /** @param life of the server that sent it */
  heard(arrival: Arrival, life: number): void {
    this.#count++
    const { g = '' } = arrival.payload.groupLabels
    const last = this.#last.get(g)
    // The same object: the sink still notes in it when it was answered.
    const telling: Telling = Object.assign(arrival, { life, mayBeLate: last?.life !== life })
    this.#last.set(g, telling)
    if (last === undefined) return
    const doubt = this.#doubtOf(last)
    if (contentOf(last) === contentOf(telling)) {
      if (doubt > inDoubt) this.#repeats.push(`${g}: ${contentOf(telling)}, ${doubt} ms before a kill`)
      else {
        this.#doubted++
        this.#longestDoubt = Math.max(this.#longestDoubt, doubt)
      }
    }
    // After the end of all its alerts a group begins anew.
    const hasRhythm = g.startsWith('slow') && last.payload.status === 'firing' && !last.mayBeLate
    const isEarly = telling.at - last.at < slowInterval - jitter
    if (hasRhythm && isEarly && doubt > inDoubt + timerLag) {
      this.#earlyFlushes.push(`${g}: ${telling.at - last.at} ms after ${contentOf(last)}, ${doubt} ms before a kill`)
    }
  }

  /** Groups of which the log does not have what they told last. To be asked right after a start. */
  lostLogEntries(groups: readonly ShownGroup[]): readonly string[] {
    return groups.flatMap(({ labels: { g = '' }, integrations: [integration] }) => {
      const told = this.#last.get(g)
      if (told === undefined || told.life === this.life || this.#doubtOf(told) <= inDoubt) return []
      const noted = integration?.last
      return noted?.result === 'sent' && Date.parse(noted.at) >= told.at ? [] : [`${g}: ${contentOf(told)}`]
    })
  }

  /** How long before the end of its server it was answered: 0 when it was not, infinite when the server lives. */
  #doubtOf({ life, answeredAt }: Telling): Duration {
    const end = this.#kills[life]
    if (end === undefined) return Number.POSITIVE_INFINITY
    return Math.max(end - (answeredAt ?? end), 0)
  }
}

function contentOf({ payload }: Arrival): string {
  return payload.alerts.map(({ labels, status, startsAt }) => `${labels.n} ${status} ${startsAt}`).join(', ')
}
