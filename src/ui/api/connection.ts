// What the page knows about its line to the server, as the head and the bar below it tell.

import type { Instant } from '../../model/instant.ts'
import { Observable } from '../observable.ts'
import type { PageClock } from '../page-clock.ts'
import type { ApiErrorKind } from './client.ts'

export interface ConnectionState {
  /** `live`: changes come by themselves. `polling`: the page asks from time to time. */
  readonly mode: 'connecting' | 'live' | 'polling'
  /** Set while the server cannot be reached or wants a login: since when, and which of the two. */
  readonly trouble: { readonly since: Instant; readonly kind: Exclude<ApiErrorKind, 'refused'> } | undefined
  /** True while a person edits: what is shown stands still. */
  readonly isPaused: boolean
}

export class Connection {
  readonly state = new Observable<ConnectionState>({ mode: 'connecting', trouble: undefined, isPaused: false })
  readonly #clock: PageClock

  constructor(clock: PageClock) {
    this.#clock = clock
  }

  /** After each request. */
  reached(outcome: ApiErrorKind | 'reached'): void {
    const { trouble } = this.state.value
    if (outcome === 'reached' || outcome === 'refused') this.#set({ trouble: undefined })
    else if (trouble?.kind !== outcome)
      this.#set({ trouble: { since: trouble?.since ?? this.#clock.now(), kind: outcome } })
  }

  setMode(mode: ConnectionState['mode']): void {
    this.#set({ mode })
  }

  setPaused(isPaused: boolean): void {
    this.#set({ isPaused })
  }

  #set(change: Partial<ConnectionState>): void {
    const next = { ...this.state.value, ...change }
    const { value } = this.state
    if (next.mode === value.mode && next.trouble === value.trouble && next.isPaused === value.isPaused) return
    this.state.set(next)
  }
}
