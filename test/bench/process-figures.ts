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

/** Seconds that the process, all its threads and all its children have used so far, those that are over included. */
export function cpuSeconds(pid: number): number {
  let seconds = 0
  for (const each of processTree(pid)) {
    const [utime = 0, stime = 0, childrenUtime = 0, childrenStime = 0] = statFields(each).slice(11, 15).map(Number)
    const counted = (utime + stime) / ticksPerSecond
    // Ticks are coarse, and the scheduler's nanoseconds know nothing of threads that are over: the larger is nearer.
    seconds += Math.max(counted, scheduledSeconds(each)) + (childrenUtime + childrenStime) / ticksPerSecond
  }
  return seconds
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

function scheduledSeconds(pid: number): number {
  let nanoseconds = 0
  for (const thread of threads(pid)) nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0])
  return nanoseconds / 1e9
}

function threads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return [] // it is over
  }
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
