// Where our API answers otherwise than the Alertmanager 0.33 that was recorded, on purpose.

import type { ApiCase } from './api-cases.ts'
import type { ApiAnswer } from './api-exchange.ts'

export interface RecordedCase {
  readonly asked: ApiCase
  readonly answer: ApiAnswer
}

/** What ours answers to a recorded case. */
export function deliberate(recorded: RecordedCase): ApiAnswer {
  let { answer } = recorded
  for (const difference of differences) answer = difference({ ...recorded, answer })
  return answer
}

type Difference = (recorded: RecordedCase) => ApiAnswer

const differences: readonly Difference[] = [groupsHaveRouteLabels, pageIsGuarded, brokenByteIsReplaced]

/** 0.34 tells the route's labels with each group. */
function groupsHaveRouteLabels({ asked, answer }: RecordedCase): ApiAnswer {
  if (!asked.request.startsWith('GET /api/v2/alerts/groups') || !Array.isArray(answer.body)) return answer
  const groups = answer.body as readonly object[]
  return { ...answer, body: groups.map((group) => ({ ...group, routeLabels: {} })) }
}

/** Our page at the root lets the browser guess no type, and takes nothing from elsewhere. */
function pageIsGuarded({ answer }: RecordedCase): ApiAnswer {
  if (answer.body !== '<page>') return answer
  return { ...answer, headers: { ...answer.headers, 'x-content-type-options': 'nosniff' } }
}

/** Where Go names the broken byte, we name the character that has taken its place. */
function brokenByteIsReplaced({ asked, answer }: RecordedCase): ApiAnswer {
  if (asked.bytes !== 'ff') return answer
  return { ...answer, body: JSON.parse(JSON.stringify(answer.body).replace('\\\\xff', '\ufffd')) }
}
