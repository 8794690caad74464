// Alerts whose source fires are not told.

import type { Inhibitor } from '../../inhibition/inhibitor.ts'
import { alertStage, type Stage } from '../stage.ts'

export function inhibitStage(inhibitor: Inhibitor): Stage {
  return alertStage('inhibited', (alert, { now }) => inhibitor.inhibitedBy(alert.labels, now))
}
