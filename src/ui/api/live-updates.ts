// Keeps what the page shows up to date: listens to the server's events, and asks again what they say has changed; asks
// from time to time where no events come through. While a person edits, nothing is asked.

import type { QueryClient } from '@tanstack/react-query'
import type { WireChange, WireGroups } from '../../api/tocsin/schema.ts'
import type { Duration } from '../../model/instant.ts'
import type { PageClock } from '../page-clock.ts'
import type { ApiClient } from './client.ts'
import type { Connection } from './connection.ts'
import { type QueryName, queryNames } from './query-names.ts'

/** Between two rounds of asking, at least; and as long as the last round took, so that a slow line is not flooded. */
const shortestPause: Duration = 1_000

/** Without events. */
const pollInterval: Duration = 15_000

/** With events, and while nobody looks: alerts also end by the mere passing of time. */
const slowPollInterval: Duration = 60_000

/** Until the events are tried again after they broke off. The browser itself does so for a line that was merely cut. */
const reconnectPause: Duration = 10_000

export class LiveUpdates {
  readonly #clock: PageClock
  readonly #client: ApiClient
  readonly #connection: Connection
  readonly #queries: QueryClient
  readonly #outdated = new Set<QueryName>()
  readonly #endings: (() => void)[] = []
  /** Reasons to stand still: as many as there are forms open. */
  #pauses = 0
  #events: EventSource | undefined
  #cancelRetry: () => void = () => {}
  #isRefreshing = false

  constructor(options: { clock: PageClock; client: ApiClient; connection: Connection; queries: QueryClient }) {
    this.#clock = options.clock
    this.#client = options.client
    this.#connection = options.connection
    this.#queries = options.queries
  }

  /** Begins; returns the function that ends it. */
  start(): () => void {
    this.#listen()
    this.#poll()
    const onVisibility = (): void => {
      // A browser allows a server few connections: a tab that nobody sees must not hold one.
      if (document.hidden) this.#stopListening('polling')
      else this.refreshNow()
    }
    document.addEventListener('visibilitychange', onVisibility)
    this.#endings.push(() => document.removeEventListener('visibilitychange', onVisibility))
    return () => {
      for (const end of this.#endings.splice(0)) end()
      this.#stopListening('connecting')
    }
  }

  /** Stands still until the returned function is called: a form is open, or something is selected. */
  pause(): () => void {
    this.#pauses++
    this.#connection.setPaused(true)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#pauses--
      if (this.#pauses > 0) return
      this.#connection.setPaused(false)
      void this.#refresh()
    }
  }

  /** Asks everything again, at once. */
  refreshNow(): void {
    if (this.#events === undefined && !document.hidden) this.#listen()
    this.#outdate(queryNames)
  }

  #listen(): void {
    this.#stopListening('connecting')
    const url = this.#client.urlOf('api/tocsin/v1/live')
    // From where the answer that is shown stands: between the two nothing is missed.
    const shown = this.#queries.getQueryData<WireGroups>(['groups'])
    if (shown !== undefined) url.searchParams.set('after', shown.position)
    const events = new EventSource(url)
    this.#events = events
    events.addEventListener('open', () => this.#connection.setMode('live'))
    events.addEventListener('change', ({ data }) => this.#changed(JSON.parse(data) as WireChange)) // the server's own type
    events.addEventListener('start-over', () => this.#outdate(queryNames))
    events.addEventListener('error', () => {
      this.#connection.setMode('polling')
      // The server may be away: ask, which also finds that out.
      this.#outdate(['groups'])
      if (events.readyState !== EventSource.CLOSED) return
      this.#stopListening('polling')
      this.#cancelRetry = this.#clock.after(reconnectPause, () => this.#listen())
    })
  }

  #stopListening(mode: 'connecting' | 'polling'): void {
    this.#cancelRetry()
    this.#events?.close()
    this.#events = undefined
    this.#connection.setMode(mode)
  }

  #changed(change: WireChange): void {
    this.#clock.correct(Date.parse(change.now))
    const outdated: QueryName[] = []
    if (change.alerts ?? change.silences ?? change.groups ?? change.notifications ?? change.config)
      outdated.push('groups')
    if (change.silences !== undefined) outdated.push('silences')
    if (change.notifications !== undefined) outdated.push('receiver-records')
    if (change.config !== undefined) outdated.push('status', 'receivers', 'receiver-records', 'routes', 'operation')
    this.#outdate(outdated)
  }

  #outdate(names: readonly QueryName[]): void {
    for (const name of names) this.#outdated.add(name)
    void this.#refresh()
  }

  async #refresh(): Promise<void> {
    if (this.#isRefreshing || this.#pauses > 0 || this.#outdated.size === 0) return
    this.#isRefreshing = true
    const names = [...this.#outdated]
    this.#outdated.clear()
    const begun = this.#clock.elapsed()
    await Promise.all(names.map((name) => this.#queries.invalidateQueries({ queryKey: [name] })))
    const took = this.#clock.elapsed() - begun
    this.#clock.after(Math.max(shortestPause, took), () => {
      this.#isRefreshing = false
      void this.#refresh()
    })
  }

  #poll(): void {
    let sinceLast: Duration = 0
    const end = this.#clock.every(pollInterval, () => {
      sinceLast += pollInterval
      const isSlow = document.hidden || this.#connection.state.value.mode === 'live'
      if (isSlow && sinceLast < slowPollInterval) return
      sinceLast = 0
      this.#outdate(queryNames)
    })
    this.#endings.push(end)
  }
}
