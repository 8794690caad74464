// Alerts as rows of the storage, and back: one row for each alert, and journal rows with what has changed since.

import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { LabelSet } from '../model/labels.ts'
import { parseTimestamp } from '../model/timestamp.ts'
import type { Row } from '../storage/storage.ts'

/** One alert as it was at a revision of the store. */
export interface AlertRow extends Row {
  readonly revision: number
  readonly alert: Alert
}

/** What a put changed. A later revision wins over an earlier one, whatever the clock said. */
export interface JournalRow extends Row {
  readonly revision: number
  /** New alerts and changed ones, whole. */
  readonly alerts: readonly Alert[]
  /** Alerts of which only the end has moved. */
  readonly ends: readonly MovedEnd[]
}

/** The part of an alert that a mere resend changes. */
export interface MovedEnd extends Pick<Alert, 'endsAt' | 'updatedAt'> {
  readonly fingerprint: Fingerprint
}

/** Short keys: every alert that arrives is written in this form once. */
interface StoredAlert {
  readonly l: Readonly<Record<string, string>>
  readonly a: Readonly<Record<string, string>>
  readonly s: string
  readonly e: string
  readonly u: string
  readonly g: string
  readonly t: boolean
}

interface StoredEnd {
  readonly f: string
  readonly e: string
  readonly u: string
}

export function alertRow(alert: Alert, revision: number): AlertRow {
  return { key: alert.labels.fingerprint, updatedAt: alert.updatedAt.at, expiresAt: alert.endsAt.at, revision, alert }
}

export function journalRow(
  revision: number,
  { alerts = [], ends = [] }: { readonly alerts?: readonly Alert[]; readonly ends?: readonly MovedEnd[] },
): JournalRow {
  return { key: `${revision}`, updatedAt: revision, expiresAt: revision, revision, alerts, ends }
}

/** What is written as JSON. */
export function encodeAlertRow({ revision, alert }: AlertRow): unknown {
  return { r: revision, v: encodeAlert(alert) }
}

/** Reads what encodeAlertRow wrote; undefined, or an exception, when it is anything else. */
export function decodeAlertRow(value: unknown): AlertRow | undefined {
  // What is missing or of another type makes one of the calls below throw or answer undefined.
  const { r: revision, v } = value as { readonly r: number; readonly v: StoredAlert }
  const alert = decodeAlert(v)
  return alert === undefined || !Number.isSafeInteger(revision) ? undefined : alertRow(alert, revision)
}

export function encodeJournalRow({ revision, alerts, ends }: JournalRow): unknown {
  const moved: StoredEnd[] = ends.map(({ fingerprint, endsAt, updatedAt }) => {
    return { f: fingerprint, e: endsAt.text, u: updatedAt.text }
  })
  return { r: revision, v: alerts.map(encodeAlert), ...(moved.length > 0 && { m: moved }) }
}

/** Reads what encodeJournalRow wrote; undefined, or an exception, when it is anything else. */
export function decodeJournalRow(value: unknown): JournalRow | undefined {
  const stored = value as { readonly r: number; readonly v: readonly StoredAlert[]; readonly m?: readonly StoredEnd[] }
  if (!Number.isSafeInteger(stored.r)) return undefined
  const alerts = stored.v.map(decodeAlert)
  const ends = (stored.m ?? []).map(decodeEnd)
  if (!alerts.every((alert) => alert !== undefined) || !ends.every((end) => end !== undefined)) return undefined
  return journalRow(stored.r, { alerts, ends })
}

function encodeAlert({ labels, annotations, startsAt, endsAt, updatedAt, generatorURL, timeout }: Alert): StoredAlert {
  return {
    l: labels.toJSON(),
    a: annotations.toJSON(),
    s: startsAt.text,
    e: endsAt.text,
    u: updatedAt.text,
    g: generatorURL,
    t: timeout,
  }
}

function decodeAlert(stored: StoredAlert): Alert | undefined {
  const startsAt = parseTimestamp(stored.s)
  const endsAt = parseTimestamp(stored.e)
  const updatedAt = parseTimestamp(stored.u)
  if (startsAt === undefined || endsAt === undefined || updatedAt === undefined) return undefined
  const texts = [stored.g, ...Object.values(stored.l), ...Object.values(stored.a)]
  if (!texts.every((text) => typeof text === 'string') || typeof stored.t !== 'boolean') return undefined
  const labels = LabelSet.fromRecord(stored.l)
  if (labels.size === 0) return undefined
  const annotations = LabelSet.fromRecord(stored.a)
  return { labels, annotations, startsAt, endsAt, updatedAt, generatorURL: stored.g, timeout: stored.t }
}

function decodeEnd(stored: StoredEnd): MovedEnd | undefined {
  const endsAt = parseTimestamp(stored.e)
  const updatedAt = parseTimestamp(stored.u)
  if (endsAt === undefined || updatedAt === undefined || typeof stored.f !== 'string') return undefined
  return { fingerprint: stored.f, endsAt, updatedAt }
}
