// Silences as people make them: from an alert or a group in the page, with equality matchers; now and then a regular expression.

import { postRequest } from './http/request.ts'

interface Matcher {
  readonly name: string
  readonly value: string
  readonly isRegex?: boolean
}

export interface Silences {
  readonly count: number
  /** As many of them, the first ones, silence one alert each: those with the numbers from 0 on. The others match nothing. */
  readonly matching: number
  /** The first silence's number. */
  readonly from?: number
}

/** A POST for each silence. One in ten has a regular expression beside its equality matcher. */
export function silenceRequests({ count, matching, from = 0 }: Silences): readonly Buffer[] {
  const startsAt = new Date().toISOString()
  const endsAt = new Date(Date.now() + 4 * 3_600_000).toISOString()
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset
    return postRequest(
      '/api/v2/silences',
      JSON.stringify({
        matchers: matchers(index, index < matching).map((matcher) => ({ isRegex: false, isEqual: true, ...matcher })),
        startsAt,
        endsAt,
        createdBy: 'ana',
        comment: `Known, ticket ${index}`,
      }),
    )
  })
}

function matchers(index: number, matches: boolean): readonly Matcher[] {
  const pod = matches ? `checkout-backend-${index}` : `retired-backend-${index}`
  const alertname = { name: 'alertname', value: `KubePodRestarting${index % 100}` }
  return index % 10 === 9
    ? [alertname, { name: 'pod', value: `(${pod}|gone-${index}-.+)`, isRegex: true }]
    : [alertname, { name: 'pod', value: pod }]
}
