// GET /api/tocsin/v1/operation: how the server itself is, beyond what /api/v2/status tells.

import type { Instant } from '../../model/instant.ts'
import type { ApiDeps } from '../deps.ts'
import type { WireOperation } from './schema.ts'

export function operationOf(deps: Pick<ApiDeps, 'clock' | 'operation' | 'startedAt'>): WireOperation {
  const { directory, problem, loaded, refused, setAside } = deps.operation()
  return {
    now: isoText(deps.clock.now()),
    startedAt: isoText(deps.startedAt),
    config: {
      ...(loaded === undefined ? {} : { loaded: { ...loaded, at: isoText(loaded.at) } }),
      ...(refused === undefined ? {} : { refused: { ...refused, at: isoText(refused.at) } }),
    },
    storage: {
      directory,
      ...(problem === undefined ? {} : { problem }),
      setAside: setAside.map((file) => ({ ...file, at: isoText(file.at) })),
    },
  }
}

function isoText(at: Instant): string {
  return new Date(at).toISOString()
}
