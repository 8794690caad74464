// The one bus: emitters call emit, listeners are called at once and in order. A listener that throws harms nobody else.

import type { EventOf, TocsinEvent } from './event.ts'

type Listener = (event: TocsinEvent) => void

/** Carries events from the parts that decide to the parts that tell. */
export class EventBus {
  readonly #byType = new Map<TocsinEvent['type'], Listener[]>()
  readonly #onListenerError: (error: unknown, event: TocsinEvent) => void

  /** @param onListenerError told of what a listener threw; it must not throw itself. */
  constructor(onListenerError: (error: unknown, event: TocsinEvent) => void = () => {}) {
    this.#onListenerError = onListenerError
  }

  emit(event: TocsinEvent): void {
    const listeners = this.#byType.get(event.type)
    if (listeners === undefined) return
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        this.#onListenerError(error, event)
      }
    }
  }

  /** True when somebody listens: lets an emitter spare the building of an event. */
  hears(type: TocsinEvent['type']): boolean {
    return this.#byType.has(type)
  }

  /** Listens to one type of event. Returns the function that stops listening. */
  on<T extends TocsinEvent['type']>(type: T, listener: (event: EventOf<T>) => void): () => void {
    const listeners = this.#byType.get(type) ?? []
    // The map's key is the event's type, so that this listener is only ever called with that type.
    const entry = listener as Listener
    this.#byType.set(type, [...listeners, entry])
    return () => {
      const left = (this.#byType.get(type) ?? []).filter((other) => other !== entry)
      if (left.length === 0) this.#byType.delete(type)
      else this.#byType.set(type, left)
    }
  }
}
