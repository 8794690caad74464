// CPU time and memory of a process with all its children, as Linux tells them in /proc.

import { readdirSync, readFileSync } from 'node:fs'

/** Ticks of utime and stime in a second: what Linux shows to programs on every machine. */
const ticksPerSecond = 100

/** In bytes. */
export interface MemoryFigures {
  readonly resident: number
  /** The most that was ever resident. */
  readonly peak: number
}

/** Counts the CPU time of one process tree, those threads and children included that are over. */
export class CpuMeter {
  readonly #root: number
  /** Nanoseconds of each thread, by the name of its folder in /proc, as last seen. */
  readonly #threads = new Map<string, number>()
  /** Seconds of threads that were over before they were seen. */
  #unseen = 0

  constructor(root: number) {
    this.#root = root
  }

  /** Seconds so far. */
  seconds(): number {
    let counted = 0
    for (const pid of processTree(this.#root)) {
      // utime, stime, and the same of children that are over: all of it, but only in whole ticks.
      for (const ticks of statFields(pid).slice(11, 15)) counted += Number(ticks) / ticksPerSecond
      for (const path of threadsOf(pid))
        this.#threads.set(path, scheduledNanoseconds(path) ?? this.#threads.get(path) ?? 0)
    }
    let seen = 0
    for (const nanoseconds of this.#threads.values()) seen += nanoseconds / 1e9
    this.#unseen = Math.max(this.#unseen, counted - seen)
    return seen + this.#unseen
  }
}

export function memory(pid: number): MemoryFigures {
  let resident = 0
  let peak = 0
  for (const each of processTree(pid)) {
    const status = read(`/proc/${each}/status`)
    resident += kilobytes(status, 'VmRSS') * 1024
    peak += kilobytes(status, 'VmHWM') * 1024
  }
  return { resident, peak }
}

function processTree(root: number): readonly number[] {
  const children = Map.groupBy(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), parent: Number(statFields(Number(name))[1]) })),
    ({ parent }) => parent,
  )
  const tree: number[] = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []).map((child) => child.pid))
  return tree
}

/** What follows the name in /proc/PID/stat, from the state on. Empty when the process is over. */
function statFields(pid: number): readonly string[] {
  const text = read(`/proc/${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`)
  } catch {
    return [] // it is over
  }
}

function scheduledNanoseconds(thread: string): number | undefined {
  const text = read(`${thread}/schedstat`)
  return text === '' ? undefined : Number(text.split(' ')[0])
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // a process or thread that ended meanwhile
  }
}
