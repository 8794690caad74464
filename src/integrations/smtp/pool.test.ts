import { describe, expect, test } from 'vitest'
import { ManualClock, settle } from '../../../test/support/manual-clock.ts'
import type { WireMail } from '../mail.ts'
import { type PooledSession, SessionPool } from './pool.ts'
import { SessionError } from './session-error.ts'

const mail: WireMail = { from: 'a@x', to: ['b@x'], message: '' }
const never = new AbortController().signal

/** A session whose mails end when the test says so. */
class FakeSession implements PooledSession {
  open = true
  mails = 0
  left = false
  readonly waiting: ((error?: Error) => void)[] = []

  deliver(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push((error) => {
        if (error !== undefined) reject(error)
        else resolve()
      })
    })
  }

  async finish(error?: Error): Promise<void> {
    if (error === undefined) this.mails++
    this.waiting.shift()?.(error)
    await settle()
  }

  async quit(): Promise<void> {
    this.open = false
    this.left = true
  }
}

function pooled() {
  const clock = new ManualClock()
  const sessions: FakeSession[] = []
  const pool = new SessionPool({
    clock,
    begin: async () => {
      const session = new FakeSession()
      sessions.push(session)
      return session
    },
  })
  const deliver = async (signal = never) => {
    const result = pool.deliver(mail, signal).then(
      () => 'sent',
      (error: Error) => error.message,
    )
    await settle()
    return { result }
  }
  return { clock, sessions, pool, deliver }
}

describe('sessions', () => {
  test('one is kept for the next mail, and closed when none comes', async () => {
    const { clock, sessions, pool, deliver } = pooled()
    for (let i = 0; i < 3; i++) {
      const { result } = await deliver()
      await sessions[0]?.finish()
      expect(await result).toBe('sent')
      await clock.advance(14_000)
    }
    expect(sessions).toHaveLength(1)
    expect(pool.empty).toBe(false)
    await clock.advance(1_000)
    expect(sessions[0]?.left).toBe(true)
    expect(pool.empty).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('there are no more than five, and the other mails wait', async () => {
    const { sessions, deliver } = pooled()
    const results = []
    for (let i = 0; i < 7; i++) results.push(await deliver())
    expect(sessions).toHaveLength(5)
    await sessions[3]?.finish()
    expect(sessions).toHaveLength(5)
    expect(sessions[3]?.waiting).toHaveLength(1)
    for (let round = 0; round < 2; round++) for (const session of sessions) await session.finish()
    expect(await Promise.all(results.map(({ result }) => result))).toEqual(Array(7).fill('sent'))
  })

  test('a hundred mails are enough for one', async () => {
    const { sessions, deliver } = pooled()
    for (let i = 0; i < 101; i++) {
      const { result } = await deliver()
      await sessions.at(-1)?.finish()
      await result
    }
    expect(sessions.map(({ mails, left }) => ({ mails, left }))).toEqual([
      { mails: 100, left: true },
      { mails: 1, left: false },
    ])
  })

  test('one that failed is left', async () => {
    const { sessions, deliver } = pooled()
    const { result } = await deliver()
    await sessions[0]?.finish(new SessionError('RCPT was refused'))
    expect(await result).toBe('RCPT was refused')
    expect(sessions[0]?.left).toBe(true)
  })

  test('a kept one that takes no further mail is replaced; a new one that takes none is a failure', async () => {
    const { sessions, deliver } = pooled()
    await deliver()
    await sessions[0]?.finish()
    const { result } = await deliver()
    await sessions[0]?.finish(new SessionError('MAIL was refused', { untouched: true }))
    expect(sessions).toHaveLength(2)
    await sessions[1]?.finish(new SessionError('MAIL was refused again', { untouched: true }))
    expect(await result).toBe('MAIL was refused again')
    expect(sessions).toHaveLength(2)
  })

  test('a mail that a kept one may have taken is not handed in twice', async () => {
    const { sessions, deliver } = pooled()
    await deliver()
    await sessions[0]?.finish()
    const { result } = await deliver()
    await sessions[0]?.finish(new SessionError('the server closed the connection'))
    expect(await result).toBe('the server closed the connection')
    expect(sessions).toHaveLength(1)
  })

  test('one that the server closed is not used', async () => {
    const { sessions, deliver } = pooled()
    await deliver()
    await sessions[0]?.finish()
    ;(sessions[0] as FakeSession).open = false
    await deliver()
    expect(sessions).toHaveLength(2)
  })
})

test('a mail that waits can be given up', async () => {
  const { sessions, deliver } = pooled()
  for (let i = 0; i < 5; i++) await deliver()
  const abort = new AbortController()
  const { result } = await deliver(abort.signal)
  abort.abort(new Error('given up'))
  expect(await result).toBe('given up')
  await sessions[0]?.finish()
  expect(sessions.map(({ waiting }) => waiting.length)).toEqual([0, 1, 1, 1, 1])
})

test('closing waits for what runs, and leaves every session', async () => {
  const { sessions, pool, deliver } = pooled()
  await deliver()
  const closed = pool.close()
  await settle()
  expect(sessions[0]?.left).toBe(false)
  await sessions[0]?.finish()
  await closed
  expect(sessions[0]?.left).toBe(true)
  expect(pool.empty).toBe(true)
})
