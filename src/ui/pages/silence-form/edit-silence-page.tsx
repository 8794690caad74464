// An existing silence is edited, or one that is over is made again. What happens to it elsewhere meanwhile is told, and
// what was typed is kept.

import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { WireSilence } from '../../../api/v2/schema.ts'
import { failureWords } from '../../api/failure-words.ts'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { useServices } from '../../services.tsx'
import { ChangedElsewhere } from './changed-elsewhere.tsx'
import { draftOf } from './draft.ts'
import { SilenceForm } from './silence-form.tsx'
import { useDraft } from './use-draft.ts'
import { isMissing, useEditedSilence } from './use-edited-silence.ts'

export function EditSilencePage() {
  const { silenceId = '' } = useParams({ strict: false })
  const { data, error } = useEditedSilence(silenceId)
  if (data !== undefined) return <EditedSilence key={silenceId} initial={data} />
  if (error === null) return <PageTitle>Edit silence</PageTitle>
  return (
    <>
      <PageTitle>{isMissing(error) ? 'No such silence' : 'Edit silence'}</PageTitle>
      <p>
        {isMissing(error)
          ? 'The server has no silence with this id: it forgets them some days after their end.'
          : failureWords(error)}{' '}
        <Link to="/silences">All silences</Link>
      </p>
    </>
  )
}

function EditedSilence({ initial }: { readonly initial: WireSilence }) {
  const { clock, settings } = useServices()
  /** What the form was filled from. */
  const [known, setKnown] = useState(initial)
  const [firstDraft] = useState(() => draftOf(initial, { now: clock.now(), zone: settings.timeZone.value }))
  const written = useDraft(firstDraft, known.id)
  const { data: latest = known, error, refetch } = useEditedSilence(known.id)
  const isRecreated = known.status.state === 'expired'
  const replaced = latest.status.state === 'expired' || isMissing(error) ? undefined : latest

  const beforeSave = async () => {
    if (isRecreated) return { replaced: undefined }
    const asked = await refetch()
    if (isMissing(asked.error)) {
      return isMissing(error)
        ? { replaced: undefined }
        : { wait: 'The silence is gone: see above. Press again to make a new one.' }
    }
    if (asked.error !== null) throw asked.error
    const now = asked.data ?? latest
    // What the person has not seen yet must not be written over.
    if (now.updatedAt !== latest.updatedAt)
      return { wait: 'The silence was changed elsewhere just now: see above, then press again.' }
    return { replaced: now.status.state === 'expired' ? undefined : now }
  }

  return (
    <>
      <PageTitle>{isRecreated ? 'Recreate silence' : 'Edit silence'}</PageTitle>
      <SilenceForm
        written={written}
        verb={replaced === undefined ? 'Silence' : 'Save: silence'}
        replaced={replaced}
        beforeSave={beforeSave}
      >
        {!isRecreated && (latest.updatedAt !== known.updatedAt || isMissing(error)) && (
          <ChangedElsewhere
            latest={latest}
            isGone={isMissing(error)}
            onTake={(silence) => {
              setKnown(silence)
              written.change(draftOf(silence, { now: clock.now(), zone: settings.timeZone.value }))
            }}
            onInstead={setKnown}
          />
        )}
      </SilenceForm>
    </>
  )
}
