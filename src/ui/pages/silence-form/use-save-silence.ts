// Saves a silence, goes back to where the person came from, and offers to undo it.

import { useNavigate, useRouter } from '@tanstack/react-router'
import type { WirePostableSilence, WireSilence } from '../../../api/v2/schema.ts'
import { failureWords } from '../../api/failure-words.ts'
import { useExpireSilences, useSetSilence } from '../../api/queries.ts'
import { useServices } from '../../services.tsx'
import { postableOf } from '../silences/shown-silence.ts'

interface SaveOptions {
  readonly posted: WirePostableSilence
  /** What is changed; undefined for a new silence. */
  readonly replaced: WireSilence | undefined
  /** What the notice says: `Silenced 12 alerts for 4 h`. */
  readonly words: string
}

/** Rejects with what the server, or the way to it, refused; then nothing has changed. */
export function useSaveSilence(): (options: SaveOptions) => Promise<void> {
  const { notices, settings } = useServices()
  const set = useSetSilence()
  const expire = useExpireSilences()
  const goBack = useGoBack()
  return async ({ posted, replaced, words }) => {
    const { silenceID } = await set.mutateAsync(posted)
    settings.creator.set(posted.createdBy)
    const undo = async (): Promise<void> => {
      try {
        // With the id of what is now: the server ends that where the old content needs a silence of its own.
        if (replaced === undefined) await expire.mutateAsync([silenceID])
        else await set.mutateAsync({ ...postableOf(replaced), id: silenceID })
        notices.done(replaced === undefined ? 'The silence is ended' : 'As it was before')
      } catch (error) {
        notices.failed(`It could not be undone. ${failureWords(error)}`)
      }
    }
    notices.done(words, { label: 'Undo', run: () => void undo() })
    goBack(silenceID)
  }
}

/** Where the form was opened by a link from elsewhere, there is nothing to go back to but the silence itself. */
function useGoBack(): (silenceId: string) => void {
  const router = useRouter()
  const navigate = useNavigate()
  return (silenceId) => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '/silences/$silenceId', params: { silenceId }, replace: true })
  }
}
