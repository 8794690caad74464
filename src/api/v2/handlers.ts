// The handlers of /api/v2 by path and method.

import type { ApiDeps } from '../deps.ts'
import type { v2Routes } from '../routes.ts'
import { listAlertGroups } from './alert-groups.ts'
import { AlertTexts } from './alert-text.ts'
import { AlertLister, AlertTaker } from './alerts.ts'
import type { Answer } from './answer.ts'
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

export function apiHandlers(deps: ApiDeps): ApiHandlers {
  const texts = new AlertTexts()
  const lister = new AlertLister(deps, texts)
  const taker = new AlertTaker(deps)
  return {
    '/alerts': { GET: (request) => lister.list(request), POST: (request) => taker.take(request) },
    '/alerts/groups': { GET: (request) => listAlertGroups(deps, texts, request) },
    '/receivers': { GET: (request) => listReceivers(deps, request) },
    '/silence/:silenceID': {
      GET: (request) => getSilence(deps, request),
      DELETE: (request) => deleteSilence(deps, request),
    },
    '/silences': { GET: (request) => listSilences(deps, request), POST: (request) => postSilence(deps, request) },
    '/status': { GET: () => getStatus(deps) },
  }
}
