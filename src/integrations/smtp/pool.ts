// The sessions with one mail server under one login. A session that delivered is kept for the next mail for a while.

import PQueue from 'p-queue'
import type { Clock, Timer } from '../../clock.ts'
import type { Duration } from '../../model/instant.ts'
import type { WireMail } from '../mail.ts'
import { SessionError } from './session-error.ts'

/** Mail servers commonly allow one client ten to fifty. */
const sessionLimit = 5

/** After so many mails a session is not used again, since servers end them at some number. */
const mailsPerSession = 100

const idleTimeout: Duration = 15_000

/** How long a goodbye may take. */
const quitTimeout: Duration = 5_000

/** A session as the pool needs it: SmtpSession, or a test's. */
export interface PooledSession {
  readonly open: boolean
  readonly mails: number
  deliver(mail: WireMail, signal: AbortSignal): Promise<void>
  quit(signal: AbortSignal): Promise<void>
}

export class SessionPool {
  readonly #clock: Clock
  readonly #begin: (signal: AbortSignal) => Promise<PooledSession>
  readonly #queue = new PQueue({ concurrency: sessionLimit })
  readonly #idle = new Map<PooledSession, Timer>()
  /** Goodbyes under way. */
  readonly #leaving = new Set<Promise<void>>()

  constructor(options: { readonly clock: Clock; readonly begin: (signal: AbortSignal) => Promise<PooledSession> }) {
    this.#clock = options.clock
    this.#begin = options.begin
  }

  /** Nothing runs, waits or is kept open. */
  get empty(): boolean {
    return this.#queue.size + this.#queue.pending + this.#idle.size + this.#leaving.size === 0
  }

  /** Hands in a mail when it is its turn. Rejects when that fails, and when `signal` aborts. */
  async deliver(mail: WireMail, signal: AbortSignal): Promise<void> {
    await this.#queue.add(() => this.#deliverNow(mail, signal), { signal })
  }

  /** Waits for what runs, then closes everything. */
  async close(): Promise<void> {
    await this.#queue.onIdle()
    for (const session of [...this.#idle.keys()]) this.#leave(session)
    await Promise.all(this.#leaving)
  }

  async #deliverNow(mail: WireMail, signal: AbortSignal): Promise<void> {
    const kept = this.#takeIdle()
    if (kept !== undefined) {
      try {
        await this.#deliverOver(kept, mail, signal)
        return
      } catch (error) {
        // The server may have closed it, or had enough of it: a new one knows.
        if (signal.aborted || !(error instanceof SessionError && error.untouched)) throw error
      }
    }
    await this.#deliverOver(await this.#begin(signal), mail, signal)
  }

  async #deliverOver(session: PooledSession, mail: WireMail, signal: AbortSignal): Promise<void> {
    try {
      await session.deliver(mail, signal)
    } catch (error) {
      this.#leave(session)
      throw error
    }
    if (session.open && session.mails < mailsPerSession) this.#keep(session)
    else this.#leave(session)
  }

  #takeIdle(): PooledSession | undefined {
    // The one that was used last: the others come to their idle timeout.
    for (const [session, timer] of [...this.#idle].reverse()) {
      timer.cancel()
      this.#idle.delete(session)
      if (session.open) return session
    }
    return undefined
  }

  #keep(session: PooledSession): void {
    this.#idle.set(
      session,
      this.#clock.at(this.#clock.now() + idleTimeout, () => this.#leave(session)),
    )
  }

  #leave(session: PooledSession): void {
    this.#idle.get(session)?.cancel()
    this.#idle.delete(session)
    const limit = new AbortController()
    const timer = this.#clock.at(this.#clock.now() + quitTimeout, () => limit.abort())
    const leaving = session.quit(limit.signal).finally(() => {
      timer.cancel()
      this.#leaving.delete(leaving)
    })
    this.#leaving.add(leaving)
  }
}
