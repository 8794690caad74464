// What an operator asks when something is odd: which configuration is at work, why the last one was refused, which damaged
// data was set aside. Listens only, and lives in memory.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { Instant } from '../model/instant.ts'

/** A configuration that was refused while another one goes on. */
export interface RefusedConfig {
  readonly at: Instant
  readonly file: string
  /** The whole report: each problem with its place, its line, and what to do about it. */
  readonly error: string
}

/** A file, or rows of one, that could not be used: where it is now, how often that happened, and why the last time. */
export interface SetAsideData {
  readonly at: Instant
  readonly file: string
  readonly to: string
  readonly count: number
  readonly error: string
  /** How many rows of a whole file could be saved. */
  readonly rescued?: number
}

export interface OperationState {
  /** Undefined before the first configuration is at work. */
  readonly loaded: { readonly at: Instant; readonly file: string; readonly warnings: readonly string[] } | undefined
  /** Undefined unless the last attempt failed. */
  readonly refused: RefusedConfig | undefined
  readonly setAside: readonly SetAsideData[]
}

/** Reads the bus from its making to its disposal. */
export class OperationRecord implements Disposable {
  readonly #leave: readonly (() => void)[]
  #state: OperationState = { loaded: undefined, refused: undefined, setAside: [] }

  constructor({ clock, bus }: { readonly clock: Clock; readonly bus: EventBus }) {
    this.#leave = [
      bus.on('config loaded', ({ at, file, warnings }) => {
        this.#state = { ...this.#state, loaded: { at, file, warnings }, refused: undefined }
      }),
      bus.on('config refused', ({ at, file, error }) => {
        this.#state = { ...this.#state, refused: { at, file, error } }
      }),
      bus.on('storage set aside', ({ type: _, ...data }) => this.#setAside({ at: clock.now(), ...data })),
    ]
  }

  get state(): OperationState {
    return this.#state
  }

  [Symbol.dispose](): void {
    for (const leave of this.#leave) leave()
  }

  /** One entry for each place: a file may lose many rows. */
  #setAside(data: Omit<SetAsideData, 'count'>): void {
    const isSame = ({ file, to }: SetAsideData): boolean => file === data.file && to === data.to
    const { setAside } = this.#state
    const count = (setAside.find(isSame)?.count ?? 0) + 1
    this.#state = { ...this.#state, setAside: [...setAside.filter((each) => !isSame(each)), { ...data, count }] }
  }
}
