// Plays every timeline against Tocsin in virtual time, and compares with what was recorded from the real Alertmanager:
// the same notifications, the same content, times within a second. The recordings come from record-timelines.ts.

import { describe, expect, test } from 'vitest'
import { differences, differencesFromLines } from '../support/timeline-comparison.ts'
import { playVirtual } from '../support/timeline-virtual.ts'
import { allTimelines, digestOf, readRecording } from './timelines/all.ts'

describe('timelines that the real Alertmanager was recorded with', () => {
  test.each(allTimelines)('$name: $shows', async (timeline) => {
    const recording = await readRecording(timeline.name)
    expect(recording?.digest, 'the recording is out of date: run record-timelines.ts').toBe(digestOf(timeline))

    const played = await playVirtual(timeline)

    const found =
      timeline.tocsinDiffers === undefined
        ? differences(recording?.requests ?? [], played, { seconds: 1 })
        : differencesFromLines(timeline.tocsinDiffers.sends, played, { seconds: 1 })
    expect(found.join('\n')).toBe('')
  })
})
