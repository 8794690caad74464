// Plays scenarios of silences against a server, or what stands for one, and notes the answers in a form in which two
// servers can be compared: ids and times by their role instead of their value.

import { setTimeout } from 'node:timers/promises'
import type { SilenceCase, Step } from './silence-cases.ts'

export interface Answer {
  readonly status: number
  /** What the JSON of the body says; undefined for an empty body. */
  readonly body?: unknown
}

/** A step with its answer, and what GET /api/v2/silences says afterwards. */
export interface PlayedStep extends Step {
  readonly answer: Answer
  readonly listing: unknown
}

export interface PlayedCase extends Omit<SilenceCase, 'steps'> {
  readonly steps: readonly PlayedStep[]
}

/** Who is played against. Times are milliseconds since 1970. */
export interface Server {
  readonly request: (method: string, path: string, body: unknown) => Promise<Answer>
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Plays one scenario from its first step to its last. */
export async function playSilenceCase(scenario: SilenceCase, server: Server): Promise<PlayedCase> {
  const names = new Names(server.now())
  const steps: PlayedStep[] = []
  for (const [index, step] of scenario.steps.entries()) {
    // At least a little, so that no two steps fall into one millisecond.
    await server.wait(step.wait ?? 2)
    const from = server.now()
    const answer = await server.request(
      step.method,
      names.fill(step.path),
      step.body && JSON.parse(names.fill(JSON.stringify(step.body))),
    )
    names.remember(`<step ${index + 1}>`, from, server.now())
    const listing = await server.request('GET', '/api/v2/silences', undefined)
    names.learn(listing.body)
    const body = answer.body === undefined ? {} : { body: names.replace(answer.body) }
    steps.push({ ...step, answer: { status: answer.status, ...body }, listing: names.replace(listing.body) })
  }
  return { ...scenario, steps }
}

interface Span {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** What ids and times of one scenario are called. */
class Names {
  readonly #base: number
  readonly #ids: string[] = []
  readonly #times = new Map<number, string>()
  readonly #spans: Span[] = []
  #latest: readonly Readonly<Record<string, unknown>>[] = []

  constructor(now: number) {
    this.#base = Math.floor(now / 1000) * 1000
  }

  remember(name: string, from: number, to: number): void {
    this.#spans.push({ name, from: Math.floor(from), to })
  }

  /** Takes note of ids that are new: at most one a step. */
  learn(listing: unknown): void {
    this.#latest = Array.isArray(listing) ? listing : []
    for (const { id } of this.#latest) if (typeof id === 'string' && !this.#ids.includes(id)) this.#ids.push(id)
  }

  /** Puts values in the place of names. */
  fill(text: string): string {
    return text
      .replace(/<id (\d+)>/g, (_, number) => this.#ids[number - 1] ?? `no id ${number}`)
      .replace(/<second of (startsAt|endsAt) (\d+)>/g, (name, key, number) => {
        const text = this.#latestOf(key, number).replace(/\.\d+/, '')
        this.#times.set(Date.parse(text), name)
        return text
      })
      .replace(/<(startsAt|endsAt) (\d+)>/g, (_, key, number) => this.#latestOf(key, number))
      .replace(/<t([+-]\d+)(\.\d+)?(?:\|([^>]*))?>/g, (name, seconds, fraction = '', zone = 'Z') => {
        const at = this.#base + Number(seconds) * 1000
        this.#times.set(at + Math.trunc(Number(`0${fraction}`) * 1000), name.replace(/\|.*>/, '>'))
        return inZone(at, fraction, zone)
      })
  }

  /** Puts names in the place of values. */
  replace(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.replace(item))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.replace(item)]))
    }
    if (typeof value !== 'string') return value
    const id = this.#ids.indexOf(value)
    if (id >= 0) return `<id ${id + 1}>`
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? this.#nameOfTime(value) : value
  }

  #latestOf(key: string, number: number): string {
    return String(this.#latest.find(({ id }) => id === this.#ids[number - 1])?.[key])
  }

  #nameOfTime(text: string): string {
    const at = Date.parse(text)
    return this.#times.get(at) ?? this.#spans.findLast(({ from, to }) => from <= at && at <= to)?.name ?? text
  }
}

function inZone(at: number, fraction: string, zone: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return new Date(at + offset).toISOString().slice(0, 19) + fraction + zone
}

/** A server at the other end of HTTP. */
export function httpServer(url: string): Server {
  return {
    now: () => Date.now(),
    wait: setTimeout,
    request: async (method, path, body) => {
      const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const reply = await fetch(url + path, { method, ...(body === undefined ? {} : json) })
      const text = await reply.text()
      return text === '' ? { status: reply.status } : { status: reply.status, body: JSON.parse(text) }
    },
  }
}
