// The handlers of /api/v2 by path and method.

import type { v2Routes } from '../routes.ts'
import { listAlertGroups } from './alert-groups.ts'
import { AlertTaker, listAlerts } from './alerts.ts'
import type { Answer } from './answer.ts'
import type { ReadDeps } from './read-deps.ts'
import { listReceivers } from './receivers.ts'
import type { ApiRequest } from './request.ts'
import { deleteSilence, getSilence, listSilences, postSilence } from './silences.ts'
import { getStatus } from './status.ts'

export type V2Path = keyof typeof v2Routes

/** May throw Abandoned, when nobody waits for the answer. */
export type ApiHandler = (request: ApiRequest) => Answer | Promise<Answer>

export type ApiHandlers = {
  readonly [Path in V2Path]: { readonly [Method in (typeof v2Routes)[Path][number]]: ApiHandler }
}

export function apiHandlers(read: ReadDeps): ApiHandlers {
  const { deps, turns } = read
  const taker = new AlertTaker(deps)
  return {
    '/alerts': { GET: (request) => listAlerts(read, request), POST: (request) => taker.take(request) },
    '/alerts/groups': { GET: (request) => listAlertGroups(read, request) },
    '/receivers': { GET: (request) => listReceivers(deps, request) },
    '/silence/:silenceID': {
      GET: (request) => getSilence(deps, request),
      DELETE: (request) => deleteSilence(deps, request),
    },
    '/silences': {
      GET: (request) => listSilences(deps, turns, request),
      POST: (request) => postSilence(deps, request),
    },
    '/status': { GET: () => getStatus(deps) },
  }
}
