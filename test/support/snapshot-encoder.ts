// Snapshots as Alertmanager writes them (silence/silencepb/silence.proto, nflog/nflogpb/nflog.proto), each message after its length.

type Field = readonly [number: number, value: string | number | Buffer]

/** A silence for one alertname. */
export function silenceMessage({ id, alertname, comment, now }: SilenceFacts): Buffer {
  const matcher = message([2, 'alertname'], [3, alertname])
  const silence = message(
    [1, id],
    [2, matcher],
    [3, timestamp(now)],
    [4, timestamp(now + 3600)],
    [5, timestamp(now)],
    [8, 'me'],
    [9, comment],
  )
  return delimited(message([1, silence], [2, timestamp(now + 7200)]))
}

export interface SilenceFacts {
  readonly id: string
  readonly alertname: string
  readonly comment: string
  /** In seconds, as the others. */
  readonly now: number
}

/** What a webhook was told about a group. */
export function entryMessage({ groupKey, now }: { readonly groupKey: string; readonly now: number }): Buffer {
  const receiver = message([1, 'team'], [2, 'webhook'], [3, 0])
  const entry = message([1, Buffer.from(groupKey)], [2, receiver], [5, timestamp(now)], [6, Buffer.from([1, 2, 3])])
  return delimited(message([1, entry], [2, timestamp(now + 7200)]))
}

function timestamp(seconds: number): Buffer {
  return message([1, seconds])
}

function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)])
      return Buffer.concat([varint(number * 8 + 2), delimited(Buffer.from(value))])
    }),
  )
}

function delimited(bytes: Buffer): Buffer {
  return Buffer.concat([varint(bytes.length), bytes])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0))
  }
  return Buffer.from(bytes)
}
