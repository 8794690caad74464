// All scenarios, in the order in which they run.

import type { Scenario } from './scenario.ts'
import { ingest } from './scenarios/ingest.ts'
import { inhibition } from './scenarios/inhibition.ts'
import { reads10k, reads50k } from './scenarios/reads.ts'
import { silencesNotified, silencesRead } from './scenarios/silences.ts'

export const scenarios: readonly Scenario[] = [
  ingest(64),
  ingest(256),
  reads10k,
  reads50k,
  silencesRead,
  silencesNotified,
  inhibition,
]
