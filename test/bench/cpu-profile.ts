// Where the time of a process's main thread went, from the CPU profile that V8 writes (the Chrome DevTools Protocol's Profiler.Profile).

import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Times in microseconds, by the clock of process.hrtime. */
export interface CpuProfile {
  readonly startTime: number
  readonly nodes: readonly ProfileNode[]
  /** The ids of the nodes that were found at work. */
  readonly samples: readonly number[]
  /** How long after the one before each sample was taken. */
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: CallFrame
  readonly children?: readonly number[]
}

/** Where a function begins; lines and columns count from 0. What is native has no url. */
interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** A stretch of time, in the profile's microseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Parts that stand for no file. */
const byFunction: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'the garbage collector, in the main thread'],
  ['(program)', 'the kernel, and what is outside of JavaScript'],
])

/** What of Node.js reads, compiles and links modules. */
const loader = /^node:internal\/(?:modules|bootstrap|process\/pre_execution)\b/

/** Microseconds of work by part: a file of ours below src, an npm package, or Node.js. What is native counts for its caller. */
export function workByPart(
  { nodes, samples, timeDeltas, startTime }: CpuProfile,
  spans: readonly Span[],
): Map<string, number> {
  const sources = new Sources()
  const parts = new Map<number, string | undefined>()
  const visit = (node: ProfileNode, callers: string | undefined): void => {
    const part = byFunction.get(node.callFrame.functionName) ?? sources.partOf(node.callFrame) ?? callers
    parts.set(node.id, node.callFrame.functionName === '(idle)' ? undefined : part)
    for (const child of node.children ?? []) visit(byId.get(child) as ProfileNode, part)
  }
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const [root] = nodes
  if (root !== undefined) visit(root, undefined)

  const work = new Map<string, number>()
  let at = startTime
  for (const [index, id] of samples.entries()) {
    const took = timeDeltas[index] ?? 0
    at += took
    const part = parts.get(id)
    if (part === undefined || !spans.some(({ from, to }) => at >= from && at <= to)) continue
    work.set(part, (work.get(part) ?? 0) + took)
  }
  return work
}

/** Finds in source maps which file a bundled function came from. */
class Sources {
  readonly #maps = new Map<string, SourceMap | undefined>()

  partOf({ url, lineNumber, columnNumber }: CallFrame): string | undefined {
    if (url === '') return undefined
    if (loader.test(url)) return 'Node.js: modules, its own and ours, are loaded'
    if (!url.startsWith('file:')) return 'Node.js: HTTP, streams, files'
    const path = fileURLToPath(url)
    const entry = this.#mapOf(path)?.findEntry(lineNumber, columnNumber)
    return partOfPath(entry !== undefined && 'originalSource' in entry ? entry.originalSource : path)
  }

  #mapOf(path: string): SourceMap | undefined {
    if (!this.#maps.has(path)) this.#maps.set(path, readMap(`${path}.map`))
    return this.#maps.get(path)
  }
}

function readMap(path: string): SourceMap | undefined {
  if (!existsSync(path)) return undefined
  return new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload)
}

function partOfPath(path: string): string {
  const [, fromPackage] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? []
  if (fromPackage !== undefined) return `npm: ${fromPackage}`
  return /(?:^|\/)src\/(.+)$/.exec(path)?.[1] ?? `the bundle's ${basename(path)}`
}
