// All scenarios, in the order in which they run.

import type { Scenario } from './scenario.ts'
import { firstFlush } from './scenarios/first-flush.ts'
import { hangingReceiver } from './scenarios/hanging-receiver.ts'
import { ingest } from './scenarios/ingest.ts'
import { inhibition } from './scenarios/inhibition.ts'
import { memory } from './scenarios/memory.ts'
import { notificationLatency, notificationsDue, notificationsSustained } from './scenarios/notifications.ts'
import { paced } from './scenarios/paced.ts'
import { reads10k, reads50k } from './scenarios/reads.ts'
import { ready, readyWithSilences } from './scenarios/ready.ts'
import { reload } from './scenarios/reload.ts'
import { routes } from './scenarios/routes.ts'
import { silencesNotified, silencesRead } from './scenarios/silences.ts'

export const scenarios: readonly Scenario[] = [
  ingest(64),
  ingest(256),
  memory,
  reads10k,
  reads50k,
  silencesRead,
  silencesNotified,
  inhibition,
  routes,
  notificationsDue,
  notificationsSustained,
  notificationLatency,
  hangingReceiver,
  paced,
  firstFlush,
  ready,
  readyWithSilences,
  reload,
]
