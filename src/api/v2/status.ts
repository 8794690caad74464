// GET /api/v2/status.

import { formatMillis, timestampOf } from '../../model/timestamp.ts'
import type { ApiDeps } from '../deps.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { WireStatus } from './schema.ts'

/** What runs, since when, with which configuration. */
export function getStatus(deps: ApiDeps): Answer {
  const { build } = deps
  const status: WireStatus = {
    cluster: deps.cluster(),
    config: { original: deps.config().original() },
    uptime: formatMillis(timestampOf(deps.startedAt)),
    versionInfo: {
      branch: 'HEAD',
      buildDate: '',
      buildUser: 'tocsin',
      goVersion: build.runtime,
      revision: `tocsin-${build.version}`,
      version: build.compatibleWith,
      tocsin: build.version,
    },
  }
  return jsonAnswer(status)
}
