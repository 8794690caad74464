// A webhook that costs little, in a process of its own: notes when which group arrived, and answers 200, or never on /hang.

import { type AddressInfo, createServer } from 'node:net'
import { type Message, MessageReader } from '../http/message-reader.ts'
import { monotonic } from '../monotonic.ts'

/** A notification that arrived. */
export interface Arrival {
  /** By the monotonic clock. */
  readonly at: number
  /** The path of the webhook's URL. */
  readonly path: string
  readonly group: string
  /** How many alerts it told. */
  readonly alerts: number
}

/** Tell, when so much was notified on this path. */
export interface Goal {
  readonly path: string
  /** So many groups, each at least once. */
  readonly groups?: number
  /** So many alerts; those of a group that is told again count once. */
  readonly alerts?: number
}

/** From the sink to who started it. */
export type FromSink =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'reached' }
  | { readonly type: 'arrivals'; readonly arrivals: readonly Arrival[] }

/** From who started it to the sink. */
export type ToSink = { readonly type: 'goal'; readonly goal: Goal } | { readonly type: 'tell' }

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
const fingerprint = Buffer.from('"fingerprint":"')
const groupKey = Buffer.from('"groupKey":"')

if (import.meta.main) listen()

function listen(): void {
  const arrivals: Arrival[] = []
  /** For each path: the alerts of each group, as last told, and their sum. */
  const told = new Map<string, { readonly groups: Map<string, number>; alerts: number }>()
  let goal: Goal | undefined

  const server = createServer({ noDelay: true }, (socket) => {
    const reader = new MessageReader(true, (message) => {
      const arrival = arrivalOf(message)
      if (arrival.path !== '/hang') socket.write(answer)
      arrivals.push(arrival)
      count(arrival)
      lookAtGoal()
    })
    socket.on('data', (data: Buffer) => reader.push(data))
    socket.on('error', () => {}) // a server that was killed
  })
  // A server that opens a connection for each group at once is not to wait for the sink: a dropped SYN costs a second.
  server.listen({ port: 0, host: '127.0.0.1', backlog: 65_535 }, () =>
    send({ type: 'listening', port: (server.address() as AddressInfo).port }),
  )
  process.on('message', (message: ToSink) => {
    if (message.type === 'tell') return send({ type: 'arrivals', arrivals })
    goal = message.goal
    lookAtGoal()
  })
  process.on('disconnect', () => process.exit())

  function count({ path, group, alerts }: Arrival): void {
    const there = told.get(path) ?? { groups: new Map<string, number>(), alerts: 0 }
    told.set(path, there)
    there.alerts += alerts - (there.groups.get(group) ?? 0)
    there.groups.set(group, alerts)
  }

  function lookAtGoal(): void {
    if (goal === undefined) return
    const there = told.get(goal.path)
    if ((there?.alerts ?? 0) < (goal.alerts ?? 0) || (there?.groups.size ?? 0) < (goal.groups ?? 0)) return
    goal = undefined
    send({ type: 'reached' })
  }
}

function arrivalOf({ startLine, body }: Message): Arrival {
  const at = monotonic()
  let alerts = 0
  for (let found = body.indexOf(fingerprint); found !== -1; found = body.indexOf(fingerprint, found + 40)) alerts++
  // The key stands near the end. Quotes in it are escaped.
  const begin = body.lastIndexOf(groupKey) + groupKey.length
  let end = body.indexOf('"', begin)
  while (body[end - 1] === 0x5c) end = body.indexOf('"', end + 1)
  return { at, path: startLine.split(' ')[1] ?? '', group: body.toString('utf8', begin, end), alerts }
}

function send(message: FromSink): void {
  process.send?.(message)
}
