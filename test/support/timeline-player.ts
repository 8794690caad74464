// Plays the steps of a timeline on a stage: a live process in real time, or Tocsin itself in virtual time.

import type { Instant } from '../../src/model/instant.ts'
import { type Action, absoluteTime, type Behaviour, type Second, type TimelineCase } from './timeline-case.ts'
import { type ReceivedRequest, type RecordedRequest, recordingOf } from './timeline-recording.ts'

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

export interface ApiReply {
  readonly status: number
  readonly body: string
}

/** Where a timeline is played: a server that was started with the case's configuration, and the receivers around it. */
export interface Stage extends AsyncDisposable {
  /** Second zero. */
  readonly start: Instant
  /** What a clock that is right says at a second; not what it has been set to. */
  timeAt(second: Second): Instant
  /** Waits, or moves time, until so many seconds after the start. */
  until(second: Second): Promise<void>
  call(call: ApiCall): Promise<ApiReply>
  writeConfig(yaml: string): Promise<void>
  restart(): Promise<void>
  crash(): Promise<void>
  setClock(seconds: Second): void
  behave(path: string, behaviour: Behaviour): void
  received(): readonly ReceivedRequest[]
}

/** Plays a timeline to its end and returns what the receivers saw. Throws when the server refuses a step. */
export async function playTimeline(
  timeline: Pick<TimelineCase, 'steps' | 'until'>,
  stage: Stage,
): Promise<readonly RecordedRequest[]> {
  const silenceIds = new Map<string, string>()
  for (const step of timeline.steps) {
    await stage.until(step.at)
    const now = stage.timeAt(step.at)
    for (const action of step.actions) await perform(action, { stage, now, silenceIds })
  }
  await stage.until(timeline.until)
  return recordingOf(stage.received(), stage.start)
}

interface Scene {
  readonly stage: Stage
  readonly now: Instant
  readonly silenceIds: Map<string, string>
}

async function perform(action: Action, { stage, now, silenceIds }: Scene): Promise<void> {
  const time = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : absoluteTime(text, { start: stage.start, now })
  if ('post' in action) {
    const alerts = action.post.map((alert) => ({
      ...alert,
      startsAt: time(alert.startsAt),
      endsAt: time(alert.endsAt),
    }))
    await expectOk(stage, { method: 'POST', path: '/api/v2/alerts', body: alerts })
  } else if ('silence' in action) {
    const { as, matchers, startsAt, endsAt } = action.silence
    const reply = await expectOk(stage, {
      method: 'POST',
      path: '/api/v2/silences',
      body: {
        id: silenceIds.get(as),
        matchers,
        startsAt: time(startsAt),
        endsAt: time(endsAt),
        createdBy: 'timeline',
        comment: as,
      },
    })
    silenceIds.set(as, (JSON.parse(reply.body) as { silenceID: string }).silenceID)
  } else if ('expire' in action) {
    await expectOk(stage, { method: 'DELETE', path: `/api/v2/silence/${silenceIds.get(action.expire)}` })
  } else if ('reload' in action) {
    await stage.writeConfig(action.reload)
    const reply = await stage.call({ method: 'POST', path: '/-/reload' })
    const refused = reply.status !== 200
    if (refused !== (action.refused ?? false)) throw new Error(`reload was answered ${reply.status}: ${reply.body}`)
  } else if ('restart' in action) {
    await stage.restart()
  } else if ('crash' in action) {
    await stage.crash()
  } else if ('setClock' in action) {
    stage.setClock(action.setClock)
  } else {
    stage.behave(action.receiver, action.does)
  }
}

async function expectOk(stage: Stage, call: ApiCall): Promise<ApiReply> {
  const reply = await stage.call(call)
  if (reply.status !== 200) throw new Error(`${call.method} ${call.path} was answered ${reply.status}: ${reply.body}`)
  return reply
}
