// What a server lists, to see that it has done the work that was measured.

import type { Arrival } from './processes/sink-process.ts'
import type { Server } from './server.ts'

/** How many groups there are, and how many alerts in all of them. */
export async function groupsListed(server: Server): Promise<{ readonly groups: number; readonly alerts: number }> {
  const groups = JSON.parse((await server.read('/api/v2/alerts/groups')).toString()) as readonly {
    readonly alerts: readonly unknown[]
  }[] // as both servers' API has it
  let alerts = 0
  for (const group of groups) alerts += group.alerts.length
  return { groups: groups.length, alerts }
}

/** How many alerts GET /api/v2/alerts lists with this query. */
export async function alertsListed(server: Server, query = ''): Promise<number> {
  return countOf(await server.read(`/api/v2/alerts${query}`), '"fingerprint":"')
}

/** How often a text occurs in a body. */
function countOf(body: Buffer, text: string): number {
  const sought = Buffer.from(text)
  let count = 0
  for (let at = body.indexOf(sought); at !== -1; at = body.indexOf(sought, at + sought.length)) count++
  return count
}

/** Faults, unless each of so many groups was notified exactly once. */
export function notifiedOnce(arrivals: readonly Arrival[], groups: number): string | undefined {
  const told = new Set(arrivals.map(({ group }) => group))
  if (told.size === groups && arrivals.length === groups) return undefined
  return `${groups} groups were to be notified once: ${told.size} were, with ${arrivals.length} notifications`
}

/** As notifiedOnce; but again is no fault, as Alertmanager tells what it has missed with a group's first flush. */
export function notified(arrivals: readonly Arrival[], groups: number): string | undefined {
  const told = new Set(arrivals.map(({ group }) => group)).size
  return told === groups ? undefined : `${groups} groups were to be notified: ${told} were`
}

/** How many of so many alerts were not in the first notification of their group. */
export function missedIn(arrivals: readonly Arrival[], alerts: number): number {
  const first = new Map<string, number>()
  for (const arrival of arrivals) if (!first.has(arrival.group)) first.set(arrival.group, arrival.alerts)
  let missed = alerts
  for (const told of first.values()) missed -= told
  return missed
}
