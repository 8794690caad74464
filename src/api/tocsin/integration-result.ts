// What came of notifications, as it crosses the wire.

import type { IntegrationRecord, NotificationResult } from '../../history/last-results.ts'
import type { Instant } from '../../model/instant.ts'
import type { ApiDeps } from '../deps.ts'
import type { WireNotificationResult, WireReceiverRecord } from './schema.ts'

export function resultOf(last: NotificationResult): WireNotificationResult {
  const { at, reason } = last
  const why = reason === undefined ? {} : { reason }
  if (last.result === 'sent') return { result: 'sent', at: isoText(at), ...why }
  const { result, error, lastSent } = last
  return { result, at: isoText(at), ...why, error, ...(lastSent === undefined ? {} : { lastSent: isoText(lastSent) }) }
}

/** GET /api/tocsin/v1/receivers: every receiver of the configuration, in its order. */
export function receiverRecords(deps: Pick<ApiDeps, 'config' | 'integrationRecord'>): readonly WireReceiverRecord[] {
  return deps.config().receivers.map((receiver) => ({
    name: receiver.name,
    integrations: receiver.integrations.map(({ name, index }) => ({
      name,
      index,
      ...recordOf(deps.integrationRecord({ receiver: receiver.name, name, index })),
    })),
  }))
}

function recordOf({
  lastSent,
  lastFailed,
}: IntegrationRecord): Omit<WireReceiverRecord['integrations'][number], 'name' | 'index'> {
  return {
    ...(lastSent === undefined ? {} : { lastSent: { ...lastSent, at: isoText(lastSent.at) } }),
    ...(lastFailed === undefined ? {} : { lastFailed: { ...lastFailed, at: isoText(lastFailed.at) } }),
  }
}

function isoText(at: Instant): string {
  return new Date(at).toISOString()
}
