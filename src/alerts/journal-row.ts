// What has happened to alerts as a row of the journal, and back. Every alert that arrives is written in this form once, so that it
// is lists rather than objects, and what alerts of one request share stands in it only once: names of labels, times, and values that
// are those of the alert before.

import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Timestamp } from '../model/instant.ts'
import { LabelReader } from '../model/label-reader.ts'
import type { LabelSet } from '../model/labels.ts'
import { parseTimestamp } from '../model/timestamp.ts'
import type { Row, TableOptions } from '../storage/storage.ts'

/** What has happened to alerts since the row before. A later revision wins over an earlier one, whatever the clock said. */
export interface JournalRow extends Row, Happening {
  readonly revision: number
}

/** No alert is in more than one of the lists. */
export interface Happening {
  /** New alerts and changed ones, whole. */
  readonly alerts: readonly Alert[]
  /** Alerts of which only the end has moved. */
  readonly ends: readonly MovedEnd[]
  /** Alerts that nobody needs any more. */
  readonly gone: readonly Fingerprint[]
}

/** The part of an alert that a mere resend changes. */
export interface MovedEnd extends Pick<Alert, 'endsAt' | 'updatedAt'> {
  readonly fingerprint: Fingerprint
}

/** `n`: lists of names; `t`: times; `v`: alerts; `m`: ends that alerts share, with their fingerprints joined; `g`: what is gone. */
interface StoredRow {
  readonly r: number
  readonly n: readonly (readonly string[])[]
  readonly t: readonly string[]
  readonly v: readonly StoredAlert[]
  readonly m: readonly (readonly [endsAt: number, updatedAt: number, fingerprints: string])[]
  readonly g: string
}

/** Numbers are places in the row's lists of names and times. */
type StoredAlert = readonly [
  labelNames: number,
  labelValues: readonly StoredText[],
  annotationNames: number,
  annotationValues: readonly StoredText[],
  startsAt: number,
  endsAt: number,
  updatedAt: number,
  generatorURL: StoredText,
  timeout: 0 | 1,
]

/** 0: what stands in the same place of the alert before, which has the same names there. */
type StoredText = string | 0

/** Fingerprints have one length, so that joined they need no border between them. */
const eachFingerprint = /.{16}/g

export function journalRow(revision: number, { alerts = [], ends = [], gone = [] }: Partial<Happening>): JournalRow {
  return { key: `${revision}`, updatedAt: revision, expiresAt: revision, revision, alerts, ends, gone }
}

/** How journal rows are stored; `decode` answers undefined, or throws, for anything that `encode` does not give. */
export function journalRows(): TableOptions<JournalRow> {
  const reader = new LabelReader()
  return { durability: 'hot', encode, decode: (value) => new Decoding(value as StoredRow, reader).row }
}

function encode({ revision, alerts, ends, gone }: JournalRow): StoredRow {
  const names = new Places<readonly string[]>()
  const times = new Places<string>()
  let before: Alert | undefined
  const stored = alerts.map((alert): StoredAlert => {
    const { labels, annotations, startsAt, endsAt, updatedAt, generatorURL, timeout } = alert
    const row: StoredAlert = [
      names.of(labels.names),
      changedValues(labels, before?.labels),
      names.of(annotations.names),
      changedValues(annotations, before?.annotations),
      times.of(startsAt.text),
      times.of(endsAt.text),
      times.of(updatedAt.text),
      generatorURL === before?.generatorURL ? 0 : generatorURL,
      timeout ? 1 : 0,
    ]
    before = alert
    return row
  })
  const moved = new Map<string, [number, number, string]>()
  for (const { fingerprint, endsAt, updatedAt } of ends) {
    const pair = `${endsAt.text} ${updatedAt.text}`
    const sharing = moved.get(pair)
    if (sharing === undefined) moved.set(pair, [times.of(endsAt.text), times.of(updatedAt.text), fingerprint])
    else sharing[2] += fingerprint
  }
  return { r: revision, n: names.all, t: times.all, v: stored, m: [...moved.values()], g: gone.join('') }
}

/** The values, but 0 where the set before has the same one in the same place of the same names. */
function changedValues({ names, values }: LabelSet, before: LabelSet | undefined): readonly StoredText[] {
  if (before?.names !== names) return values
  const changed: StoredText[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string
    changed.push(value === before.values[i] ? 0 : value)
  }
  return changed
}

/** A list in which each value has one place. Lists of names are the same only when they are one object: alerts of one request share them. */
class Places<T> {
  readonly all: T[] = []
  readonly #places = new Map<T, number>()

  of(value: T): number {
    const known = this.#places.get(value)
    if (known !== undefined) return known
    this.#places.set(value, this.all.length)
    return this.all.push(value) - 1
  }
}

/** Reads one row. What is missing or of another type makes it throw, or the row undefined. */
class Decoding {
  readonly row: JournalRow | undefined
  readonly #stored: StoredRow
  readonly #times: readonly (Timestamp | undefined)[]
  readonly #reader: LabelReader
  #before: Alert | undefined

  constructor(stored: StoredRow, reader: LabelReader) {
    this.#stored = stored
    this.#reader = reader
    this.#times = stored.t.map(parseTimestamp)
    const alerts = stored.v.map((alert) => this.#alert(alert))
    const ends = stored.m.flatMap(([endsAt, updatedAt, fingerprints]) => this.#ends(endsAt, updatedAt, fingerprints))
    if (!Number.isSafeInteger(stored.r) || !alerts.every(isThere) || !ends.every(isThere)) return
    this.row = journalRow(stored.r, { alerts, ends, gone: fingerprintsIn(stored.g) })
  }

  #alert(stored: StoredAlert): Alert | undefined {
    const [labelNames, labelValues, annotationNames, annotationValues, start, end, update, generatorURL, timeout] =
      stored
    const startsAt = this.#times[start]
    const endsAt = this.#times[end]
    const updatedAt = this.#times[update]
    if (startsAt === undefined || endsAt === undefined || updatedAt === undefined) return undefined
    const labels = this.#labels(labelNames, labelValues, this.#before?.labels)
    const annotations = this.#labels(annotationNames, annotationValues, this.#before?.annotations)
    if (labels === undefined || labels.size === 0 || annotations === undefined) return undefined
    const link = generatorURL === 0 ? this.#before?.generatorURL : generatorURL
    if (!isText(link) || (timeout !== 0 && timeout !== 1)) return undefined
    this.#before = { labels, annotations, startsAt, endsAt, updatedAt, generatorURL: link, timeout: timeout === 1 }
    return this.#before
  }

  #labels(place: number, stored: readonly StoredText[], before: LabelSet | undefined): LabelSet | undefined {
    const names = this.#stored.n[place]
    const values = stored.map((value, i) => (value === 0 ? valueIn(before, names?.[i]) : value))
    if (names?.length !== values.length || ![...names, ...values].every(isText)) return undefined
    const labels = this.#reader.read(Object.fromEntries(names.map((name, i) => [name, values[i]])), 'keep')
    return labels && this.#reader.share(labels)
  }

  #ends(end: number, update: number, fingerprints: string): readonly (MovedEnd | undefined)[] {
    const endsAt = this.#times[end]
    const updatedAt = this.#times[update]
    if (endsAt === undefined || updatedAt === undefined) return [undefined]
    return fingerprintsIn(fingerprints).map((fingerprint) => ({ fingerprint, endsAt, updatedAt }))
  }
}

function valueIn(labels: LabelSet | undefined, name: string | undefined): string | undefined {
  return name !== undefined && labels?.has(name) ? labels.get(name) : undefined
}

function fingerprintsIn(joined: string): readonly Fingerprint[] {
  return joined.match(eachFingerprint) ?? []
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
