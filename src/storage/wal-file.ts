// Reads SQLite's write-ahead log (https://www.sqlite.org/fileformat2.html#walformat) without SQLite, which takes the first frame that
// makes no sense for the log's end, and in time writes over what comes after it.

/** In bytes. */
export const walHeaderLength = 32
const frameHeaderLength = 24

/** One page as a transaction left it. */
export interface WalFrame {
  readonly page: number
  readonly image: Buffer
  /** Whether its checksum fits. */
  readonly sound: boolean
}

export interface WalFile {
  /** Undefined when the header makes no sense. */
  readonly pageSize: number | undefined
  /** What was committed, oldest first. */
  readonly frames: readonly WalFrame[]
  /** What SQLite would pass over in silence. */
  readonly damage: string | undefined
}

/** @param pageSize of the database, for a log whose header does not say. */
export function readWal(bytes: Buffer, pageSize: number): WalFile {
  const header = readHeader(bytes)
  if (bytes.length === 0) return { pageSize, frames: [], damage: undefined }
  if (bytes.length < walHeaderLength) return { pageSize: undefined, frames: [], damage: damageOf(false, -1) }
  const size = header?.pageSize ?? pageSize
  const all = readFrames(bytes, { header, size })
  const frames = all.slice(0, all.findLastIndex(({ sound, commits }) => commits || !sound) + 1)
  const broken = frames.findIndex(({ sound }) => !sound)
  return { pageSize: header?.pageSize, frames, damage: damageOf(header !== undefined, broken) }
}

function damageOf(hasHeader: boolean, broken: number): string | undefined {
  if (!hasHeader) return 'the header of its write-ahead log makes no sense'
  return broken < 0 ? undefined : `frame ${broken + 1} of its write-ahead log makes no sense`
}

interface WalHeader {
  readonly pageSize: number
  readonly littleEndian: boolean
  readonly salt: string
  readonly sum: Checksum
}

type Checksum = readonly [number, number]

function readHeader(bytes: Buffer): WalHeader | undefined {
  if (bytes.length < walHeaderLength) return undefined
  const magic = bytes.readUInt32BE(0)
  if (magic >>> 1 !== 0x377f0682 >>> 1) return undefined
  const littleEndian = magic === 0x377f0682
  const sum = checksum([0, 0], bytes.subarray(0, 24), littleEndian)
  if (!sameSum(sum, sumAt(bytes, 24))) return undefined
  return { pageSize: bytes.readUInt32BE(8), littleEndian, salt: bytes.toString('hex', 16, 24), sum }
}

/** The frames that were written since the log was begun anew; what comes after them is left from before. All, if the header cannot tell. */
function readFrames(
  bytes: Buffer,
  { header, size }: { readonly header: WalHeader | undefined; readonly size: number },
): readonly (WalFrame & { readonly commits: boolean })[] {
  const starts: number[] = []
  for (let at = walHeaderLength; at + frameHeaderLength + size <= bytes.length; at += frameHeaderLength + size)
    starts.push(at)
  const saltAt = (at: number): string => bytes.toString('hex', at + 8, at + 16)
  if (starts.length === 0) return []
  const isCurrent = (at: number): boolean => header === undefined || saltAt(at) === header.salt
  let previous = header?.sum ?? sumAt(bytes, 24)
  return starts.slice(0, starts.findLastIndex(isCurrent) + 1).map((at) => {
    const image = bytes.subarray(at + frameHeaderLength, at + frameHeaderLength + size)
    const littleEndian = header?.littleEndian ?? true
    const sum = checksum(checksum(previous, bytes.subarray(at, at + 8), littleEndian), image, littleEndian)
    // Compared with what the frame before says of itself: damage to one leaves the others readable.
    previous = sumAt(bytes, at + 16)
    const sound = isCurrent(at) && sameSum(sum, previous)
    return { page: bytes.readUInt32BE(at), image, sound, commits: bytes.readUInt32BE(at + 4) !== 0 }
  })
}

function checksum([first, second]: Checksum, bytes: Buffer, littleEndian: boolean): Checksum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let one = first
  let two = second
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + view.getUint32(at, littleEndian) + two) >>> 0
    two = (two + view.getUint32(at + 4, littleEndian) + one) >>> 0
  }
  return [one, two]
}

function sumAt(bytes: Buffer, at: number): Checksum {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
}

function sameSum(one: Checksum, other: Checksum): boolean {
  return one[0] === other[0] && one[1] === other[1]
}
