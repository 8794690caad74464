// Ways in which a disk, or a person, damages the files of a directory.

import type { Random } from './random.ts'

/** Files by name; a directory where a file was. */
export type Files = ReadonlyMap<string, Buffer | 'directory'>

/** What was done, for a report. */
export interface Corruption {
  readonly kind: string
  readonly file: string
  readonly files: Files
}

type Damage = (bytes: Buffer, random: Random) => Buffer

const damages: Readonly<Record<string, Damage>> = {
  'one byte': (bytes, random) => withBytes(bytes, 1, random),
  'a few bytes': (bytes, random) => withBytes(bytes, 2 + random(20), random),
  'one bit': (bytes, random) => {
    const copy = Buffer.from(bytes)
    const at = random(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
    return copy
  },
  'a byte of the head': (bytes, random) => {
    const copy = Buffer.from(bytes)
    const at = random(Math.min(200, copy.length))
    copy[at] = (copy[at] ?? 0) ^ (1 + random(255))
    return copy
  },
  'a zeroed page': (bytes, random) => withRange(bytes, random, (part) => part.fill(0)),
  'a garbage page': (bytes, random) => withRange(bytes, random, (part) => part.set(garbage(part.length, random))),
  truncated: (bytes, random) => bytes.subarray(0, random(bytes.length)),
  'cut to its head': (bytes, random) => bytes.subarray(0, random(200)),
  'garbage appended': (bytes, random) => Buffer.concat([bytes, garbage(1 + random(20_000), random)]),
  empty: () => Buffer.alloc(0),
}

/** Damages one file, or two. */
export function corrupt(files: ReadonlyMap<string, Buffer>, random: Random): Corruption {
  const names = [...files.keys()].filter((name) => (files.get(name)?.length ?? 0) > 0)
  const file = names[random(names.length)] ?? ''
  const kinds = [...Object.keys(damages), 'deleted', 'directory', 'swapped']
  const kind = kinds[random(kinds.length)] ?? ''
  const damaged = new Map<string, Buffer | 'directory'>(files)
  const bytes = files.get(file) ?? Buffer.alloc(0)
  if (kind === 'deleted') damaged.delete(file)
  else if (kind === 'directory') damaged.set(file, 'directory')
  else if (kind === 'swapped') swap(damaged, file)
  else damaged.set(file, damages[kind]?.(bytes, random) ?? bytes)
  return { kind, file, files: damaged }
}

/** With the file of the same kind. Alertmanager's two snapshots are of different kinds. */
function swap(files: Map<string, Buffer | 'directory'>, file: string): void {
  const pairs = [
    ['promised.db', 'hot.db'],
    ['promised.db-wal', 'hot.db-wal'],
  ]
  const pair = pairs.find((names) => names.includes(file)) ?? [file, file]
  const other = pair.find((name) => name !== file) ?? file
  const [one, two] = [files.get(file), files.get(other)]
  if (one === undefined || two === undefined) return
  files.set(file, two)
  files.set(other, one)
}

function garbage(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => random(256)))
}

function withBytes(bytes: Buffer, count: number, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  for (let done = 0; done < count; done++) copy[random(copy.length)] = random(256)
  return copy
}

function withRange(bytes: Buffer, random: Random, change: (part: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  const page = 4096
  const start = Math.floor(random(copy.length) / page) * page
  change(copy.subarray(start, start + page * (1 + random(3))))
  return copy
}
