// GET /api/v2/receivers.

import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { matchAll } from '../../model/matcher.ts'
import type { ApiDeps } from '../deps.ts'
import { readReceiverMatchers } from './alert-filter.ts'
import type { Answer } from './answer.ts'
import type { ApiRequest } from './request.ts'

/** In the order of the configuration. */
export function listReceivers(deps: ApiDeps, { query }: ApiRequest): Answer {
  const read = readReceiverMatchers(query, deps.options.matcherMode)
  if (!read.ok) return read.answer
  const texts: string[] = []
  for (const { name, labels } of deps.config().receivers) {
    if (!matchAll(read.filter, labels)) continue
    const shown = labels.size === 0 ? '' : `"labels":${goJsonLabels(labels)},`
    texts.push(`{${shown}"name":${goJsonString(name)}}`)
  }
  return { status: 200, body: `[${texts.join(',')}]\n` }
}
