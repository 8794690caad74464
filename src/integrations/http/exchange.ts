// One request and the beginning of its answer, on undici's dispatch: without the streams that its `request` makes for
// bodies that nobody reads, and with a signal that also counts while the request waits for a connection.

import type { Agent, Dispatcher } from 'undici'

/**
 * So much of an answer is read. A longer one costs the connection: rather that than reading on without end. Slack repeats
 * the whole message in its answer, every letter beyond ASCII as six bytes.
 */
const longestBody = 1024 * 1024

/** What a peer answered. */
export interface Answer {
  readonly status: number
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** As far as it came: a body that breaks off, or stops, does not change what the status said. */
  readonly body: string
}

/** Rejects when there is no answer; with the signal's reason when that was aborted. */
export function exchange(agent: Agent, request: Agent.DispatchOptions, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handler = new AnswerHandler({ resolve, reject, signal })
    if (signal.aborted) handler.abort()
    else agent.dispatch(request, handler)
  })
}

interface AnswerHandlerOptions {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  readonly signal: AbortSignal
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #options: AnswerHandlerOptions
  readonly #onAbort = (): void => this.abort()
  #controller: Dispatcher.DispatchController | undefined
  #head: Omit<Answer, 'body'> | undefined
  readonly #chunks: Buffer[] = []
  #size = 0

  constructor(options: AnswerHandlerOptions) {
    this.#options = options
    options.signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  abort(): void {
    const { reason } = this.#options.signal
    this.#end(reason)
    this.#controller?.abort(asError(reason))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    const { signal } = this.#options
    if (signal.aborted) controller.abort(asError(signal.reason))
  }

  onResponseStart(_: unknown, status: number, headers: NodeJS.Dict<string | string[]>): void {
    // Also called for each 1xx that comes first.
    this.#head = { status, headers: joined(headers) }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    if (this.#size <= longestBody) return
    this.#end(undefined)
    controller.abort(new Error('the answer is too long'))
  }

  onResponseEnd(): void {
    this.#end(undefined)
  }

  onResponseError(_: unknown, error: Error): void {
    this.#end(error)
  }

  #end(error: unknown): void {
    const { resolve, reject, signal } = this.#options
    signal.removeEventListener('abort', this.#onAbort)
    if (this.#head === undefined) reject(error)
    else resolve({ ...this.#head, body: this.#body() })
  }

  #body(): string {
    if (this.#size === 0) return ''
    return Buffer.concat(this.#chunks).subarray(0, longestBody).toString('utf8')
  }
}

function joined(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    all[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return all
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted')
}
