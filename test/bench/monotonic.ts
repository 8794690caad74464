// The machine's monotonic clock, which all processes of a measurement share.

import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds since the machine started. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Resolves at an instant of `monotonic`, at once when that is over. */
export async function sleepUntil(instant: number): Promise<void> {
  const left = instant - monotonic()
  if (left > 0) await sleep(left)
}
