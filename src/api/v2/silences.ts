// /api/v2/silences and /api/v2/silence/{silenceID}.

import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { goQuote } from '../../model/go-quote.ts'
import type { Timestamp } from '../../model/instant.ts'
import type { Matcher } from '../../model/matcher.ts'
import { type Silence, type SilenceState, silenceState } from '../../model/silence.ts'
import { formatMillis, timestampOf } from '../../model/timestamp.ts'
import type { ApiDeps } from '../deps.ts'
import { Slices } from '../slices.ts'
import { inPieces, listTexts, wholeIfShort } from '../text-pieces.ts'
import type { Turns } from '../turns.ts'
import { readMatchers } from './alert-filter.ts'
import { type Answer, emptyAnswer, jsonAnswer, problem, refusal } from './answer.ts'
import { parseJsonBody } from './json-body.ts'
import { checkPostedSilence } from './postable-silence.ts'
import type { ApiRequest } from './request.ts'

/** GET /silences, in the order of the store. As api/v2/api.go getSilencesHandler. */
export async function listSilences(deps: ApiDeps, turns: Turns, request: ApiRequest): Promise<Answer> {
  const { query, isAbandoned } = request
  const read = readMatchers(query.all('filter'), deps.options.matcherMode)
  if (!read.ok) return refusal(400, read.reason)
  const shown: Readonly<Record<SilenceState, boolean>> = {
    active: query.flag('active'),
    pending: query.flag('pending'),
    expired: query.flag('expired'),
  }
  const now = deps.clock.now()
  const listed: ListedSilence[] = []
  for (const silence of deps.silences.list()) {
    const state = silenceState(silence, now)
    if (shown[state] && hasMatchers(silence, read.matchers)) listed.push({ silence, state })
  }
  const slices = new Slices({ clock: deps.clock, turns, isAbandoned })
  const texts = listTexts(listed, ({ silence, state }) => silenceText(silence, state))
  return { status: 200, body: await wholeIfShort(inPieces(texts, slices)) }
}

/** GET /silence/{silenceID}. */
export function getSilence(deps: ApiDeps, { silenceID }: ApiRequest): Answer {
  if (!isUuid(silenceID)) return notUuid(silenceID)
  const silence = deps.silences.get(silenceID)
  if (silence === undefined) return { status: 404 }
  return { status: 200, body: `${silenceText(silence, silenceState(silence, deps.clock.now()))}\n` }
}

/** DELETE /silence/{silenceID}: ends it now. Fine for one that is over already. */
export async function deleteSilence(deps: ApiDeps, { silenceID }: ApiRequest): Promise<Answer> {
  if (!isUuid(silenceID)) return notUuid(silenceID)
  const expired = await deps.silences.expire(silenceID)
  if (expired === 'ok') return emptyAnswer
  return expired.code === 'not found' ? { status: 404 } : refusal(500, expired.message)
}

/** POST /silences: sets a new one or updates one. Answers when it is on disk. As api/v2/api.go postSilencesHandler. */
export async function postSilence(deps: ApiDeps, request: ApiRequest): Promise<Answer> {
  const parsed = parseJsonBody(request.body, 'silence')
  if (!parsed.ok) return parsed.answer
  const checked = checkPostedSilence(parsed.value)
  if (!checked.ok) return checked.answer
  const set = await deps.silences.set(checked.input)
  if (set.ok) return jsonAnswer({ silenceID: set.id })
  return refusal(statusOf(set.code), set.message)
}

function statusOf(code: 'not found' | 'invalid' | 'storage'): 400 | 404 | 500 {
  switch (code) {
    case 'not found':
      return 404
    case 'invalid':
      return 400
    case 'storage':
      return 500
    default:
      return code satisfies never
  }
}

interface ListedSilence {
  readonly silence: Silence
  readonly state: SilenceState
}

/** Each of the asked matchers stands in the silence with the same name, operator and text. They are compared, not evaluated. */
function hasMatchers(silence: Silence, asked: readonly Matcher[]): boolean {
  return asked.every((matcher) => silence.matchers.some((own) => own.equals(matcher)))
}

/** The fields in the order in which Alertmanager writes them; times in UTC, as it keeps them. */
function silenceText(silence: Silence, state: SilenceState): string {
  const annotations = silence.annotations.size === 0 ? '' : `"annotations":${goJsonLabels(silence.annotations)},`
  const matchers = silence.matchers.map(matcherText).join(',')
  return `{"id":${goJsonString(silence.id)},"status":{"state":"${state}"},"updatedAt":"${utcMillis(silence.updatedAt)}",${annotations}"comment":${goJsonString(silence.comment)},"createdBy":${goJsonString(silence.createdBy)},"endsAt":"${utcMillis(silence.endsAt)}","matchers":[${matchers}],"startsAt":"${utcMillis(silence.startsAt)}"}`
}

function matcherText({ type, name, value }: Matcher): string {
  const isEqual = type === '=' || type === '=~'
  const isRegex = type === '=~' || type === '!~'
  return `{"isEqual":${isEqual},"isRegex":${isRegex},"name":${goJsonString(name)},"value":${goJsonString(value)}}`
}

function utcMillis(timestamp: Timestamp): string {
  return formatMillis(timestamp.text.endsWith('Z') ? timestamp : timestampOf(timestamp.at))
}

/**
 * What google/uuid parses: with dashes, without, as a URN, or between any two characters (meant to be braces); in any
 * case. The id is then looked up as it was written.
 */
function isUuid(text: string): boolean {
  return (
    /^[0-9a-f]{32}$/i.test(text) ||
    dashedUuid.test(text.replace(/^urn:uuid:/i, '')) ||
    dashedUuid.test(text.slice(1, -1))
  )
}

const dashedUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function notUuid(text: string): Answer {
  return problem(601, `silenceID in path must be of type uuid: ${goQuote(text)}`)
}
