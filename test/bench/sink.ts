// The webhook sink, as a scenario has it: its URL, and what arrived there.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Arrival, FromSink, Goal, ToSink } from './processes/sink-process.ts'

/** A running sink. Disposing of it ends it. */
export interface Sink extends AsyncDisposable {
  /** Without a path. Notifications to the path /hang are never answered. */
  readonly url: string
  /** Resolves when the goal is reached; rejects after so many seconds. */
  reached(goal: Goal, withinSeconds: number): Promise<void>
  /** All that arrived so far, in order. */
  arrivals(): Promise<readonly Arrival[]>
}

export async function openSink(): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'processes/sink-process.ts'))
  const { port } = await next('listening')

  return {
    url: `http://127.0.0.1:${port}`,
    async reached(goal, withinSeconds) {
      const reached = next('reached', withinSeconds * 1000)
      tell({ type: 'goal', goal })
      await reached.catch(() => {
        const wanted = goal.groups === undefined ? `${goal.alerts} alerts` : `${goal.groups} groups`
        throw new Error(`${wanted} were not notified within ${withinSeconds} s`)
      })
    },
    async arrivals() {
      const answer = next('arrivals')
      tell({ type: 'tell' })
      return (await answer).arrivals
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }

  function tell(message: ToSink): void {
    child.send(message)
  }

  function next<T extends FromSink['type']>(type: T, within = 60_000): Promise<Extract<FromSink, { type: T }>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(new Error(`the sink told no "${type}"`))), within)
      child.on('message', hear)
      function hear(message: FromSink): void {
        if (message.type === type) settle(() => resolve(message as Extract<FromSink, { type: T }>)) // just compared
      }
      function settle(how: () => void): void {
        clearTimeout(timer)
        child.off('message', hear)
        how()
      }
    })
  }
}
