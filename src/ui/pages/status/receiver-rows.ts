// The receivers as rows, what fails first. Pure.

import type { WireReceiverRecord } from '../../../api/tocsin/schema.ts'

type Integration = WireReceiverRecord['integrations'][number]

export interface ReceiverRow {
  readonly receiver: string
  /** Undefined for a receiver without integrations, which tells nobody. */
  readonly integration: Integration | undefined
  readonly state: 'failing' | 'fine' | 'unused' | 'empty'
}

const order = ['failing', 'fine', 'unused', 'empty'] as const

/** `failing`: the last thing that it did was to fail. */
export function receiverRows(records: readonly WireReceiverRecord[]): readonly ReceiverRow[] {
  const rows = records.flatMap(({ name, integrations }): readonly ReceiverRow[] =>
    integrations.length === 0
      ? [{ receiver: name, integration: undefined, state: 'empty' }]
      : integrations.map((integration) => ({ receiver: name, integration, state: stateOf(integration) })),
  )
  // The sort is stable: within a state the configuration's order stays.
  return rows.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

function stateOf({ lastSent, lastFailed }: Integration): ReceiverRow['state'] {
  if (lastFailed !== undefined && (lastSent === undefined || Date.parse(lastFailed.at) > Date.parse(lastSent.at)))
    return 'failing'
  return lastSent === undefined ? 'unused' : 'fine'
}

/** `webhook`, and `webhook 2` for the second one. */
export function integrationName({ name, index }: Integration): string {
  return index === 0 ? name : `${name} ${index + 1}`
}
