// What one long answer leaves for the next. It may take as much memory as the alerts themselves, so that it goes when nobody has
// asked for a while.

import type { Clock, Timer } from '../../clock.ts'
import { type Duration, type Instant, minute } from '../../model/instant.ts'
import type { ApiDeps } from '../deps.ts'
import type { Turns } from '../turns.ts'
import { AlertViews } from './alert-views.ts'
import { GroupPages } from './group-pages.ts'

/** How long nobody may ask before it goes. Who polls comes more often. */
const patience: Duration = 5 * minute

interface Kept {
  readonly views: AlertViews
  readonly groupPages: GroupPages
}

export class KeptAnswers implements Disposable {
  readonly #clock: Clock
  readonly #make: () => Kept
  #kept: Kept | undefined
  #askedAt: Instant = 0
  #timer: Timer | undefined

  constructor(deps: ApiDeps, turns: Turns) {
    this.#clock = deps.clock
    this.#make = () => ({ views: new AlertViews(deps, turns), groupPages: new GroupPages() })
  }

  /** To be asked for once for each answer, which is right with what it got even when that is let go meanwhile. */
  take(): Kept {
    this.#askedAt = this.#clock.now()
    this.#kept ??= this.#make()
    this.#timer ??= this.#lookAt(this.#askedAt + patience)
    return this.#kept
  }

  #lookAt(when: Instant): Timer {
    return this.#clock.at(when, () => {
      const until = this.#askedAt + patience
      if (until > this.#clock.now()) this.#timer = this.#lookAt(until)
      else this.#letGo()
    })
  }

  #letGo(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#kept?.views[Symbol.dispose]()
    this.#kept = undefined
  }

  [Symbol.dispose](): void {
    this.#letGo()
  }
}
