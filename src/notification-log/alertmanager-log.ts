// The notification log in a snapshot that Alertmanager wrote (nflog/nflogpb/nflog.proto, MeshEntry), and by what it knows an alert.

import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { DeliveryData } from '../model/notification.ts'
import { xxhash64 } from '../model/xxhash64.ts'
import { type ProtobufMessage, readDelimited } from '../storage/delimited-protobuf.ts'
import { entryKey, type LogEntry } from './log-entry.ts'

/** Stands before the identities of a log that was taken over. */
const prefix = 'xxh64:'

export interface LogSnapshot {
  readonly entries: readonly LogEntry[]
  /** In how many places the file makes no sense. */
  readonly gaps: number
}

export function readLogSnapshot(bytes: Uint8Array): LogSnapshot {
  const { found, gaps } = readDelimited(bytes, entryOf)
  return { entries: found, gaps }
}

/** True when the entry was taken over, and knows alerts as Alertmanager does. */
export function isTakenOver({ firing, resolved }: Pick<LogEntry, 'firing' | 'resolved'>): boolean {
  return [...firing, ...resolved].some((identity) => identity.startsWith(prefix))
}

/** By what Alertmanager knows an alert. As notify/notify.go hashAlert. */
export function takenOverIdentity(labels: LabelSet): string {
  const parts: Buffer[] = []
  for (const [name, value] of labels) {
    for (const text of [name, value]) parts.push(Buffer.from(text), Buffer.of(0xff))
  }
  return identityOf(xxhash64(Buffer.concat(parts)))
}

function identityOf(hash: bigint): string {
  return `${prefix}${hash.toString(16)}`
}

function entryOf(message: ProtobufMessage): LogEntry | undefined {
  const entry = message.message(1)
  const receiver = entry?.message(2)
  if (entry === undefined || receiver === undefined) return undefined
  const groupKey = entry.text(1)
  const recipient = { receiver: receiver.text(1), name: receiver.text(2), index: receiver.number(3) }
  const at = instantIn(entry.message(5))
  if (groupKey === '' || recipient.name === '' || at <= 0) return undefined
  const data = Object.fromEntries(
    entry.messages(8).map((pair) => [pair.text(1), dataValue(pair.message(2))] as const),
  ) satisfies DeliveryData
  return {
    key: entryKey(groupKey, recipient),
    updatedAt: at,
    expiresAt: instantIn(message.message(2)),
    groupKey,
    receiver: recipient.receiver,
    integration: recipient.name,
    index: recipient.index,
    at,
    firing: entry.unsigned64(6).map(identityOf),
    resolved: entry.unsigned64(7).map(identityOf),
    ...(Object.keys(data).length > 0 && { data }),
  }
}

function dataValue(message: ProtobufMessage | undefined): string | number {
  if (message?.has(2)) return message.number(2)
  if (message?.has(3)) return message.number(3)
  return message?.text(1) ?? ''
}

function instantIn(message: ProtobufMessage | undefined): Instant {
  return message === undefined ? 0 : message.number(1) * 1000 + message.number(2) / 1e6
}
