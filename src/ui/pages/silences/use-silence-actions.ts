// Extends and ends silences, and takes it back. What is changed is read again first: it may have been changed elsewhere.

import type { WirePostableSilence, WireSilence } from '../../../api/v2/schema.ts'
import { failureWords } from '../../api/failure-words.ts'
import { formatMoment } from '../../components/time/format-time.ts'
import { type Services, useServices } from '../../services.tsx'
import { type Extension, extendedEnd, extensionWords } from './extension.ts'
import { postableOf, type ShownSilence } from './shown-silence.ts'

export interface SilenceActions {
  extend(silences: readonly ShownSilence[], extension: Extension): Promise<void>
  expire(silences: readonly ShownSilence[]): Promise<void>
}

export function useSilenceActions(): SilenceActions {
  const services = useServices()
  return {
    extend: (silences, extension) => extend(services, silences, extension),
    expire: (silences) => expire(services, silences),
  }
}

/** What came of one of several. */
type Outcome = { readonly undo: WirePostableSilence } | { readonly skipped: string } | { readonly failed: string }

async function extend(services: Services, silences: readonly ShownSilence[], extension: Extension): Promise<void> {
  const { clock, settings, notices } = services
  const zone = settings.timeZone.value
  let end = 0
  const outcomes = await changeAll(services, silences, async ({ silence }) => {
    const latest = await read(services, silence.id)
    if (latest.status.state === 'expired') return { skipped: 'has ended meanwhile' }
    const extended = extendedEnd(extension, { endsAt: Date.parse(latest.endsAt), now: clock.now(), zone })
    if (extended === undefined) return { skipped: 'ends later anyway' }
    end = extended
    const silenceID = await post(services, { ...postableOf(latest), endsAt: new Date(extended).toISOString() })
    return { undo: { ...postableOf(latest), id: silenceID } }
  })
  const done = undoable(outcomes)
  const one = `Extended until ${formatMoment(end, clock.now(), zone)}`
  const text = silences.length === 1 ? one : `Extended ${countOf(done.length)} ${extensionWords[extension]}`
  tell(services, outcomes, { text, undo: () => void postAll(services, done, 'As it was before') })
  if (done.length === 0 && outcomes.every((outcome) => 'skipped' in outcome))
    notices.done(`Nothing changed: ${skippedWords(outcomes)}`)
}

async function expire(services: Services, silences: readonly ShownSilence[]): Promise<void> {
  const outcomes = await changeAll(services, silences, async ({ silence }) => {
    const latest = await read(services, silence.id)
    if (latest.status.state === 'expired') return { skipped: 'has ended meanwhile' }
    await services.client.request(`api/v2/silence/${encodeURIComponent(silence.id)}`, { method: 'DELETE' })
    const { id, ...again } = postableOf(latest)
    return { undo: again }
  })
  const done = undoable(outcomes)
  const text = silences.length === 1 ? 'Silence ended' : `Ended ${countOf(done.length)}`
  tell(services, outcomes, { text, undo: () => void postAll(services, done, 'Silenced again') })
  if (done.length === 0 && outcomes.every((outcome) => 'skipped' in outcome))
    services.notices.done('Nothing changed: it has ended meanwhile')
}

/** A few at a time, so that the server and the line stay free for others. */
const atOnce = 6

async function changeAll(
  services: Services,
  silences: readonly ShownSilence[],
  change: (shown: ShownSilence) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < silences.length; from += atOnce) {
    const batch = silences.slice(from, from + atOnce)
    outcomes.push(
      ...(await Promise.all(batch.map((shown) => change(shown).catch((error) => ({ failed: failureWords(error) }))))),
    )
  }
  await refetch(services)
  return outcomes
}

function tell(
  services: Services,
  outcomes: readonly Outcome[],
  done: { readonly text: string; readonly undo: () => void },
): void {
  const failed = outcomes.filter((outcome) => 'failed' in outcome)
  const skipped = outcomes.filter((outcome) => 'skipped' in outcome)
  if (undoable(outcomes).length > 0) {
    const also = skipped.length === 0 ? '' : ` (${skipped.length} left alone: ${skippedWords(outcomes)})`
    services.notices.done(done.text + also, { label: 'Undo', run: done.undo })
  }
  const [first] = failed
  if (first === undefined) return
  services.notices.failed(
    outcomes.length === 1 ? first.failed : `${failed.length} of ${outcomes.length} failed. ${first.failed}`,
  )
}

async function postAll(services: Services, silences: readonly WirePostableSilence[], text: string): Promise<void> {
  const results = await Promise.allSettled(silences.map((silence) => post(services, silence)))
  await refetch(services)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed === undefined) services.notices.done(text)
  else services.notices.failed(`It could not be undone. ${failureWords(failed.reason)}`)
}

function read({ client }: Services, id: string): Promise<WireSilence> {
  return client.request<WireSilence>(`api/v2/silence/${encodeURIComponent(id)}`)
}

async function post({ client }: Services, body: WirePostableSilence): Promise<string> {
  const { silenceID } = await client.request<{ readonly silenceID: string }>('api/v2/silences', {
    method: 'POST',
    body,
  })
  return silenceID
}

async function refetch({ queries }: Services): Promise<void> {
  await Promise.all(['silences', 'groups'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
}

function undoable(outcomes: readonly Outcome[]): readonly WirePostableSilence[] {
  return outcomes.flatMap((outcome) => ('undo' in outcome ? [outcome.undo] : []))
}

function skippedWords(outcomes: readonly Outcome[]): string {
  return [...new Set(outcomes.flatMap((outcome) => ('skipped' in outcome ? [outcome.skipped] : [])))].join(', ')
}

function countOf(count: number): string {
  return count === 1 ? '1 silence' : `${count} silences`
}
