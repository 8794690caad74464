// Recordings of long texts without their length: a run of one character becomes the character and a count.

import type { WireRecord } from './integration-case.ts'

/** The record with long runs of one character in its texts written short. */
export function withShortRuns(record: WireRecord): WireRecord {
  const text = JSON.stringify(record)
  const short = text
    .replace(/((?:%[0-9A-F]{2}){1,4})\1{99,}/g, (run, unit: string) => `${unit}×${run.length / unit.length}`)
    .replace(/([^\\"%])\1{99,}/gu, (run, unit: string) => `${unit}×${run.length / unit.length}`)
  // What was JSON still is: nothing that JSON means something by was touched.
  return JSON.parse(short) as WireRecord
}
