// One row out of a leaf page of an SQLite table (https://www.sqlite.org/fileformat2.html#record_format), read with the suspicion that is
// due to bytes that may be damaged.

/** The columns of a row; null for what no column of ours holds. */
export interface SqliteRecord {
  readonly rowid: number
  readonly values: readonly (string | number | null)[]
}

/** The row in the cell at this place of a page; undefined when there is none. `pageAt` gives pages onto which long rows run over. */
export function readRecord(
  page: Buffer,
  at: number,
  pageAt: (page: number) => Buffer | undefined,
): SqliteRecord | undefined {
  const length = varint(page, at)
  const rowid = length && varint(page, length.end)
  const payload = rowid && readPayload(page, { at: rowid.end, length: length.value, pageAt })
  if (payload === undefined) return undefined
  const values = readValues(payload)
  return values && { rowid: rowid?.value ?? 0, values }
}

interface PayloadPlace {
  readonly at: number
  readonly length: number
  readonly pageAt: (page: number) => Buffer | undefined
}

function readPayload(page: Buffer, { at, length, pageAt }: PayloadPlace): Buffer | undefined {
  const local = localLength(length, page.length)
  if (at + local > page.length) return undefined
  if (local === length) return page.subarray(at, at + length)
  if (at + local + 4 > page.length) return undefined
  const parts = [page.subarray(at, at + local)]
  let missing = length - local
  let next = page.readUInt32BE(at + local)
  const passed = new Set<number>()
  while (missing > 0) {
    const overflow = pageAt(next)
    if (overflow === undefined || passed.has(next)) return undefined
    passed.add(next)
    parts.push(overflow.subarray(4, 4 + missing))
    missing -= overflow.length - 4
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

/** How much of a row stays on its own page. */
function localLength(length: number, pageSize: number): number {
  const most = pageSize - 35
  if (length <= most) return length
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23
  const even = least + ((length - least) % (pageSize - 4))
  return even <= most ? even : least
}

function readValues(payload: Buffer): readonly (string | number | null)[] | undefined {
  const header = varint(payload, 0)
  if (header === undefined || header.value > payload.length) return undefined
  const values: (string | number | null)[] = []
  let at = header.value
  for (let typeAt = header.end; typeAt < header.value; ) {
    const type = varint(payload, typeAt)
    if (type === undefined) return undefined
    typeAt = type.end
    const size = sizeOf(type.value)
    if (at + size > payload.length) return undefined
    values.push(columnOf(type.value, payload.subarray(at, at + size)))
    at += size
  }
  return values
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0
}

function columnOf(type: number, bytes: Buffer): string | number | null {
  if (type >= 13 && type % 2 === 1) return bytes.toString()
  if (type >= 1 && type <= 5) return bytes.readIntBE(0, bytes.length)
  if (type === 6) return Number(bytes.readBigInt64BE())
  if (type === 7) return bytes.readDoubleBE()
  return type === 8 || type === 9 ? type - 8 : null
}

/** Up to nine bytes, seven bits in each but the last. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return undefined
    if (index === 8) return { value: value * 256 + byte, end: at + 9 }
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, end: at + index + 1 }
  }
  return undefined
}
