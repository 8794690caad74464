// How the receivers of a timeline behave, path by path, and what they saw. Stages ask it; it opens no connection.

import type { Instant } from '../../src/model/instant.ts'
import type { Behaviour } from './timeline-case.ts'
import type { Answer, ReceivedRequest } from './timeline-recording.ts'

const answersOk: Behaviour = { answers: 200 }

/** The script of all receivers of one timeline. */
export class Receivers {
  readonly #behaviours = new Map<string, { readonly behaviour: Behaviour; left: number }>()
  readonly #requests: ReceivedRequest[] = []

  behave(path: string, behaviour: Behaviour): void {
    this.#behaviours.set(path, { behaviour, left: behaviour.times ?? Number.POSITIVE_INFINITY })
  }

  /** Notes a request, in the order of arrival, and tells what to do with it. */
  receive(request: { readonly at: Instant; readonly to: string; readonly body: string }): {
    readonly behaviour: Behaviour
    gaveUp(at: Instant): void
  } {
    const behaviour = this.#next(request.to)
    const index = this.#requests.push({ ...request, answer: answerOf(behaviour) }) - 1
    return {
      behaviour,
      gaveUp: (at) => {
        this.#requests[index] = { ...(this.#requests[index] as ReceivedRequest), gaveUpAt: at }
      },
    }
  }

  received(): readonly ReceivedRequest[] {
    return [...this.#requests]
  }

  #next(path: string): Behaviour {
    const scripted = this.#behaviours.get(path)
    if (scripted === undefined || scripted.left <= 0) return answersOk
    scripted.left -= 1
    return scripted.behaviour
  }
}

function answerOf(behaviour: Behaviour): Answer {
  if ('hangs' in behaviour) return 'hung'
  if ('closes' in behaviour) return 'closed'
  return behaviour.answers
}
