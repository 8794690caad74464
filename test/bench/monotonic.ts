// The machine's monotonic clock, which all processes of a measurement share.

/** Milliseconds since the machine started. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
