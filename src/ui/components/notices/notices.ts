// Short messages at the lower edge: what was just done, with a way to undo it.

import type { Duration } from '../../../model/instant.ts'
import { Observable } from '../../observable.ts'
import type { PageClock } from '../../page-clock.ts'

export interface Notice {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'failed'
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Long enough to read it and to undo. What failed stays until it is closed. */
const shownFor: Duration = 10_000

export class Notices {
  readonly shown = new Observable<readonly Notice[]>([])
  readonly #clock: PageClock
  #count = 0

  constructor(clock: PageClock) {
    this.#clock = clock
  }

  /** Shows that something is done. */
  done(text: string, action?: Notice['action']): void {
    const id = this.#add({ text, tone: 'done', ...(action === undefined ? {} : { action }) })
    this.#clock.after(shownFor, () => this.close(id))
  }

  /** Shows that something failed. */
  failed(text: string): void {
    this.#add({ text, tone: 'failed' })
  }

  close(id: number): void {
    this.shown.set(this.shown.value.filter((notice) => notice.id !== id))
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = ++this.#count
    this.shown.set([...this.shown.value.slice(-2), { ...notice, id }])
    return id
  }
}
