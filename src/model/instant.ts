// Points in time and spans of time as numbers, and the text forms in which they cross the wire.
// Reading the present time is not here: that is clock.ts.

/** Milliseconds since 1970-01-01T00:00:00Z. May have a fraction: wire formats carry nanoseconds. */
export type Instant = number

/** A span of time in milliseconds. */
export type Duration = number

export const millisecond: Duration = 1
export const second: Duration = 1000
export const minute: Duration = 60 * second
export const hour: Duration = 60 * minute
export const day: Duration = 24 * hour

/**
 * A point in time with the text that it came in, because Go prints what it was given: the zone offset and up to nine
 * fraction digits. `text` is always in the form of Go's RFC3339Nano (trailing zeros of the fraction cut).
 */
export interface Timestamp {
  readonly at: Instant
  readonly text: string
}

/** Go's zero time, which Alertmanager prints as the end of an alert that is still firing. */
export const zeroTimestamp: Timestamp = { at: -62_135_596_800_000, text: '0001-01-01T00:00:00Z' }
