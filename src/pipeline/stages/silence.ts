// Alerts that an active silence matches are not told.

import type { SilenceStore } from '../../silences/silence-store.ts'
import { alertStage, type Stage } from '../stage.ts'

export function silenceStage(silences: Pick<SilenceStore, 'silencedBy'>): Stage {
  return alertStage('silenced', (alert, { now }) => silences.silencedBy(alert.labels, now))
}
