// Silences as people make them: from an alert or a group in the page, with equality matchers; now and then a regular expression.

import { postRequest } from './http/request.ts'
import { monotonic } from './monotonic.ts'

interface Matcher {
  readonly name: string
  readonly value: string
  readonly isRegex?: boolean
}

export interface Silences {
  readonly count: number
  /** As many of them, the first ones, silence one alert each: those with the numbers from 0 on. The others match nothing. */
  readonly matching: number
}

/** A POST for each silence. One in ten has a regular expression beside its equality matcher. */
export function silenceRequests({ count, matching }: Silences): readonly Buffer[] {
  const startsAt = new Date().toISOString()
  const endsAt = new Date(Date.now() + 4 * 3_600_000).toISOString()
  return Array.from({ length: count }, (_, index) =>
    postRequest(
      '/api/v2/silences',
      JSON.stringify({
        matchers: matchers(index, index < matching).map((matcher) => ({ isRegex: false, isEqual: true, ...matcher })),
        startsAt,
        endsAt,
        createdBy: 'ana',
        comment: `Known, ticket ${index}`,
      }),
    ),
  )
}

/** What the API lists of a silence, as far as it matters here. */
export interface ListedSilence {
  readonly id: string
  readonly matchers: readonly Matcher[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
}

/** So many changes of comments, of these silences in turn: there are as many silences afterwards as before. */
export function silenceChanges(silences: readonly ListedSilence[], count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, change) => {
    const { id, matchers, startsAt, endsAt, createdBy } = silences[change % silences.length] as ListedSilence // modulo
    const comment = `Seen ${change} at ${monotonic()}`
    return postRequest('/api/v2/silences', JSON.stringify({ id, matchers, startsAt, endsAt, createdBy, comment }))
  })
}

function matchers(index: number, matches: boolean): readonly Matcher[] {
  const pod = matches ? `checkout-backend-${index}` : `retired-backend-${index}`
  const alertname = { name: 'alertname', value: `KubePodRestarting${index % 100}` }
  return index % 10 === 9
    ? [alertname, { name: 'pod', value: `(${pod}|gone-${index}-.+)`, isRegex: true }]
    : [alertname, { name: 'pod', value: pod }]
}
