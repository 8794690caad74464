// XXH64 with seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): by this Alertmanager knows alerts in
// its notification log. With BigInt and slow: only for logs that were taken over.

const prime1 = 0x9e3779b185ebca87n
const prime2 = 0xc2b2ae3d27d4eb4fn
const prime3 = 0x165667b19e3779f9n
const prime4 = 0x85ebca77c2b2ae63n
const prime5 = 0x27d4eb2f165667c5n

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value)
const rotate = (value: bigint, by: bigint): bigint => u64((value << by) | (value >> (64n - by)))
const round = (lane: bigint, input: bigint): bigint => u64(rotate(u64(lane + input * prime2), 31n) * prime1)

/** The hash as an unsigned 64-bit number. */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let hash = prime5
  if (bytes.length >= 32) {
    const lanes: bigint[] = [u64(prime1 + prime2), prime2, 0n, u64(-prime1)]
    for (; at + 32 <= bytes.length; at += 32) {
      for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i] as bigint, view.getBigUint64(at + 8 * i, true))
    }
    const [a, b, c, d] = lanes as [bigint, bigint, bigint, bigint]
    hash = u64(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n))
    for (const lane of lanes) hash = u64((hash ^ round(0n, lane)) * prime1 + prime4)
  }
  hash = u64(hash + BigInt(bytes.length))
  for (; at + 8 <= bytes.length; at += 8) {
    hash = u64(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4)
  }
  if (at + 4 <= bytes.length) {
    hash = u64(rotate(hash ^ u64(BigInt(view.getUint32(at, true)) * prime1), 23n) * prime2 + prime3)
    at += 4
  }
  for (; at < bytes.length; at++) {
    hash = u64(rotate(hash ^ u64(BigInt(bytes[at] as number) * prime5), 11n) * prime1)
  }
  hash = u64((hash ^ (hash >> 33n)) * prime2)
  hash = u64((hash ^ (hash >> 29n)) * prime3)
  return hash ^ (hash >> 32n)
}
