// Reads files of protobuf messages, each after its length as a varint: the form of Alertmanager's snapshots
// (google.golang.org/protobuf/encoding/protodelim). Knows the wire format, not what the fields mean.

/** One field's value: a number for varints and doubles, bytes for everything with a length. */
export type ProtobufValue = number | bigint | Uint8Array

/** One message: the values of each field by its number, in their order. */
export class ProtobufMessage {
  readonly #fields: ReadonlyMap<number, readonly ProtobufValue[]>

  /** @throws RangeError when the bytes are no message. */
  constructor(bytes: Uint8Array) {
    this.#fields = fieldsIn(new ByteReader(bytes))
  }

  /** The last value of a text field; '' when there is none. */
  text(field: number): string {
    const value = this.#last(field)
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : ''
  }

  /** The last value of a number field; 0 when there is none. */
  number(field: number): number {
    const value = this.#last(field)
    return value instanceof Uint8Array || value === undefined ? 0 : Number(value)
  }

  /** Whether the field is there at all. */
  has(field: number): boolean {
    return this.#fields.has(field)
  }

  /** The message in a field; undefined when there is none. */
  message(field: number): ProtobufMessage | undefined {
    return this.messages(field).at(-1)
  }

  /** The messages of a repeated field. */
  messages(field: number): readonly ProtobufMessage[] {
    const values = this.#fields.get(field) ?? []
    return values.filter((value) => value instanceof Uint8Array).map((value) => new ProtobufMessage(value))
  }

  /** The numbers of a repeated field of unsigned 64-bit varints, packed or not. */
  unsigned64(field: number): readonly bigint[] {
    return (this.#fields.get(field) ?? []).flatMap((value) => {
      if (!(value instanceof Uint8Array)) return [BigInt(value)]
      const packed: bigint[] = []
      for (const reader = new ByteReader(value); !reader.isAtEnd; ) packed.push(reader.varint())
      return packed
    })
  }

  #last(field: number): ProtobufValue | undefined {
    return this.#fields.get(field)?.at(-1)
  }
}

/** Both kinds of messages that snapshots have begin with field 1, a message. */
const firstTag = 0x0a

/**
 * What `read` makes of the messages of a file. Bytes of which it makes nothing are passed over, up to where there is a message again.
 * @param read may answer undefined or throw a RangeError for what is no such message
 * @returns `gaps`: how often something had to be passed over
 */
export function readDelimited<T>(
  bytes: Uint8Array,
  read: (message: ProtobufMessage) => T | undefined,
): { readonly found: readonly T[]; readonly gaps: number } {
  const found: T[] = []
  let gaps = 0
  let inGap = false
  for (let at = 0; at < bytes.length; ) {
    const message = readOne(bytes.subarray(at), read)
    if (message === undefined) {
      if (!inGap) gaps++
      at++
    } else {
      found.push(message.value)
      at += message.length
    }
    inGap = message === undefined
  }
  return { found, gaps }
}

function readOne<T>(
  bytes: Uint8Array,
  read: (message: ProtobufMessage) => T | undefined,
): { readonly value: T; readonly length: number } | undefined {
  const reader = new ByteReader(bytes)
  try {
    const length = Number(reader.varint())
    // Asked first: there may be megabytes to pass over.
    if (bytes[reader.position] !== firstTag) return undefined
    const value = read(new ProtobufMessage(reader.bytes(length)))
    return value === undefined ? undefined : { value, length: reader.position }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function fieldsIn(reader: ByteReader): ReadonlyMap<number, readonly ProtobufValue[]> {
  const fields = new Map<number, ProtobufValue[]>()
  while (!reader.isAtEnd) {
    const tag = Number(reader.varint())
    const values = fields.get(tag >>> 3) ?? []
    values.push(fieldValue(tag & 7, reader))
    fields.set(tag >>> 3, values)
  }
  return fields
}

function fieldValue(wireType: number, reader: ByteReader): ProtobufValue {
  if (wireType === 0) return reader.varint()
  if (wireType === 1) return reader.double()
  if (wireType === 2) return reader.bytes(Number(reader.varint()))
  if (wireType === 5) return reader.bytes(4)
  throw new RangeError(`unknown wire type ${wireType}`)
}

class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  get position(): number {
    return this.#at
  }

  varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new RangeError('it ends within a number')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new RangeError('a number is too long')
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('it ends within a message')
    const slice = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return slice
  }

  double(): number {
    const eight = this.bytes(8)
    return new DataView(eight.buffer, eight.byteOffset, 8).getFloat64(0, true)
  }
}
