// The body of POST /silences: checked as go-openapi checks it, then handed to the store, which judges the rest.

import type { Timestamp } from '../../model/instant.ts'
import { LabelSet } from '../../model/labels.ts'
import { parseTimestamp } from '../../model/timestamp.ts'
import type { MatcherInput, SilenceInput } from '../../silences/silence-rules.ts'
import { type Answer, problem } from './answer.ts'
import { goDateError } from './go-date-error.ts'
import { unreadable } from './json-body.ts'
import {
  cannotUnmarshal,
  isTextMap,
  isWireObject,
  jsonKind,
  namesByLowerCase,
  textMapFault,
  type WireObject,
  withExactNames,
} from './wire-object.ts'

const silenceNames = namesByLowerCase(['id', 'matchers', 'startsAt', 'endsAt', 'createdBy', 'comment', 'annotations'])
const matcherNames = namesByLowerCase(['name', 'value', 'isRegex', 'isEqual'])

/** How encoding/json names the first half of a silence in its messages: the generated type has no name. */
const firstHalf = 'value of type struct { ID string "json:\\"id,omitempty\\"" }'

export function checkPostedSilence(
  value: unknown,
): { readonly ok: true; readonly input: SilenceInput } | { readonly ok: false; readonly answer: Answer } {
  if (value !== null && !isWireObject(value)) return unreadable('silence', cannotUnmarshal(value, firstHalf))
  const silence = withExactNames(value ?? {}, silenceNames)
  const fault = typeFaultOf(silence)
  if (fault !== undefined) return unreadable('silence', fault)

  // Every field that is there has its type now; what has to be there is looked at in Go's order.
  const { id, comment, createdBy, annotations, matchers } = silence as {
    readonly id?: string | null
    readonly comment?: string | null
    readonly createdBy?: string | null
    readonly annotations?: Readonly<Record<string, string | null>> | null
    readonly matchers?: readonly (WireObject | null)[] | null
  }
  if (typeof comment !== 'string') return required('comment')
  if (typeof createdBy !== 'string') return required('createdBy')
  const endsAt = timeOf(silence.endsAt)
  if (endsAt === undefined) return required('endsAt')
  if (!Array.isArray(matchers)) return required('matchers')
  if (matchers.length === 0) return { ok: false, answer: problem(612, 'matchers in body should have at least 1 items') }
  const posted: MatcherInput[] = []
  for (const [index, matcher] of matchers.entries()) {
    const missing = missingOf(matcher, index)
    if (missing !== undefined) return required(missing)
    posted.push(postedMatcher(withExactNames(matcher as WireObject, matcherNames)))
  }
  const startsAt = timeOf(silence.startsAt)
  if (startsAt === undefined) return required('startsAt')
  const texts = Object.entries(annotations ?? {}).map(([key, text]) => [key, text ?? ''] as const)
  return {
    ok: true,
    input: {
      id: id ?? '',
      matchers: posted,
      startsAt,
      endsAt,
      createdBy,
      comment,
      annotations: LabelSet.fromEntries(texts),
    },
  }
}

function required(field: string): { readonly ok: false; readonly answer: Answer } {
  return { ok: false, answer: problem(602, `${field} in body is required`) }
}

function timeOf(value: unknown): Timestamp | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined
}

/** The first required field that a matcher lacks. Alertmanager panics at a null among the matchers; this is what it would say. */
function missingOf(matcher: WireObject | null | undefined, index: number): string | undefined {
  if (matcher === null || matcher === undefined) return `matchers.${index}`
  const exact = withExactNames(matcher, matcherNames)
  for (const field of ['isRegex', 'name', 'value']) {
    if (exact[field] === undefined || exact[field] === null) return `matchers.${index}.${field}`
  }
  return undefined
}

function postedMatcher(matcher: WireObject): MatcherInput {
  const equal = matcher.isEqual ?? true
  const type = matcher.isRegex === true ? (equal ? '=~' : '!~') : equal ? '=' : '!='
  // Both are text: typeFaultOf and missingOf looked.
  return { type, name: matcher.name as string, value: matcher.value as string }
}

/** Go decodes the id first, then the other fields in the order in which they were sent. */
function typeFaultOf(silence: WireObject): string | undefined {
  const { id } = silence
  if (isGiven(id) && typeof id !== 'string') return cannotUnmarshal(id, 'struct field .id of type string')
  for (const [field, value] of Object.entries(silence)) {
    const fault = isGiven(value) ? fieldFault(field, value) : undefined
    if (fault !== undefined) return fault
  }
  return undefined
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function fieldFault(field: string, value: unknown): string | undefined {
  switch (field) {
    case 'comment':
    case 'createdBy':
      return typeof value === 'string'
        ? undefined
        : cannotUnmarshal(value, `struct field Silence.${field} of type string`)
    case 'annotations':
      return isTextMap(value) ? undefined : textMapFault(value, 'Silence.annotations')
    case 'startsAt':
    case 'endsAt':
      return timeFault(value)
    case 'matchers':
      return matchersFault(value)
    default:
      return undefined
  }
}

function timeFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`
  return parseTimestamp(value) === undefined ? goDateError(value) : undefined
}

function matchersFault(value: unknown): string | undefined {
  if (!Array.isArray(value)) return cannotUnmarshal(value, 'struct field Silence.matchers of type models.Matchers')
  const items: readonly unknown[] = value
  for (const [index, item] of items.entries()) {
    if (item === null) continue
    // Go's own message lacks the words "Go struct field" here.
    if (!isWireObject(item))
      return `json: cannot unmarshal ${jsonKind(item)} into Silence.matchers.${index} of type models.Matcher`
    for (const [name, inner] of Object.entries(withExactNames(item, matcherNames))) {
      const type = name === 'name' || name === 'value' ? 'string' : 'bool'
      if (isGiven(inner) && jsonKind(inner) !== type) {
        return cannotUnmarshal(inner, `struct field Silence.matchers.${index}.${name} of type ${type}`)
      }
    }
  }
  return undefined
}
