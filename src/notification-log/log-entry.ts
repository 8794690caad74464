// One entry of the notification log, how it is named, and how it is read back from the storage.

import type { Instant } from '../model/instant.ts'
import type { DeliveryData } from '../model/notification.ts'
import type { Row } from '../storage/storage.ts'

/** One integration of one receiver; `index` counts the receiver's integrations of that name. */
export interface Recipient {
  readonly receiver: string
  readonly name: string
  readonly index: number
}

/** What one integration was last told about one group. */
export interface LogEntry extends Row {
  readonly groupKey: string
  readonly receiver: string
  /** The integration's name: webhook, email, … */
  readonly integration: string
  readonly index: number
  readonly at: Instant
  /**
   * Identities of the alerts that were told as firing, and as resolved: fingerprints of their labels, or whatever text
   * the pipeline makes. Alertmanager's nflog has 64-bit xxhash numbers there, of the labels too; an import can keep
   * them as text with a prefix of their own, and whoever compares then needs that hash of the present alerts besides.
   */
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
  /** What the integration asked to be given back: receiver_data in the nflog. */
  readonly data?: DeliveryData
}

/** The entry's name. As nflog/nflog.go stateKey. */
export function entryKey(groupKey: string, { receiver, name, index }: Recipient): string {
  return `${groupKey}:${receiver}/${name}/${index}`
}

/** Reads what was written as JSON; undefined when it is no entry. */
export function decodeEntry(value: unknown): LogEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entry = value as Partial<Record<keyof LogEntry, unknown>>
  const texts = [entry.key, entry.groupKey, entry.receiver, entry.integration]
  const numbers = [entry.index, entry.at, entry.updatedAt, entry.expiresAt]
  if (!texts.every((text) => typeof text === 'string') || !numbers.every(Number.isFinite)) return undefined
  if (!isListOfTexts(entry.firing) || !isListOfTexts(entry.resolved)) return undefined
  // `data` is for the integration that wrote it, which has to cope with anything in there.
  return value as LogEntry
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
