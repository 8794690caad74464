// A silence: matchers and a span of time in which alerts that match are not notified.

import type { Instant, Timestamp } from './instant.ts'
import type { LabelSet } from './labels.ts'
import type { Matcher } from './matcher.ts'

export type SilenceState = 'pending' | 'active' | 'expired'

/** One silence. Immutable: an edit makes a new one with the same id, or with another (silences/ decides). */
export interface Silence {
  /** A UUID, lower case, with dashes. */
  readonly id: string
  /** In the order in which they were given. All have to match. */
  readonly matchers: readonly Matcher[]
  readonly startsAt: Timestamp
  readonly endsAt: Timestamp
  readonly updatedAt: Timestamp
  readonly createdBy: string
  readonly comment: string
  readonly annotations: LabelSet
}

/**
 * Active from its start on, and over at its end: the very instant of the end counts as over. Alertmanager counts it as
 * active (silence/silence.go getState) but for its API (CurrentState); with nanoseconds it never comes to that. With
 * milliseconds it does, and a silence that was just ended must not silence any more.
 */
export function silenceState(silence: Pick<Silence, 'startsAt' | 'endsAt'>, now: Instant): SilenceState {
  if (now < silence.startsAt.at) return 'pending'
  if (now >= silence.endsAt.at) return 'expired'
  return 'active'
}
