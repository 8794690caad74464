// Every timeline that is recorded from the real Alertmanager, and where its recording is.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { TimelineCase } from '../../support/timeline-case.ts'
import type { RecordedRequest } from '../../support/timeline-recording.ts'
import { content } from './content.ts'
import { failing } from './failing.ts'
import { grouping } from './grouping.ts'
import { inhibiting } from './inhibiting.ts'
import { inhibitionRules } from './inhibition-rules.ts'
import { limits } from './limits.ts'
import { merging } from './merging.ts'
import { muting } from './muting.ts'
import { reloading } from './reloading.ts'
import { repeating } from './repeating.ts'
import { resolving } from './resolving.ts'
import { restarting } from './restarting.ts'
import { routing } from './routing.ts'
import { silencing } from './silencing.ts'

export const allTimelines: readonly TimelineCase[] = [
  ...grouping,
  ...routing,
  ...repeating,
  ...resolving,
  ...merging,
  ...content,
  ...failing,
  ...inhibiting,
  ...inhibitionRules,
  ...silencing,
  ...muting,
  ...reloading,
  ...restarting,
  ...limits,
]

/** What the real server did with a timeline, as it is kept in a file. */
export interface RecordedTimeline {
  readonly shows: string
  readonly server: string
  /** Digest of what was played; a recording whose case has changed since is out of date. */
  readonly digest: string
  readonly requests: readonly RecordedRequest[]
}

/** A digest of all of a timeline that decides what comes of it. */
export function digestOf({ config, flags, steps, until }: TimelineCase): string {
  return createHash('sha256')
    .update(JSON.stringify([config, flags ?? [], steps, until]))
    .digest('hex')
    .slice(0, 12)
}

export function recordingFile(name: string): URL {
  return new URL(`./recorded/${name}.json`, import.meta.url)
}

/** The recording of a timeline, or undefined when there is none. */
export async function readRecording(name: string): Promise<RecordedTimeline | undefined> {
  const text = await readFile(recordingFile(name), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as RecordedTimeline)
}
