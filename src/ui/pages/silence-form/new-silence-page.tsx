// A new silence. The address fills in what is known: `#/silences/new?filter={alertname="DiskFull"}&comment=…`.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { filtersFromChips } from '../../filter/chip.ts'
import type { SearchParams } from '../../search-text.ts'
import { useServices } from '../../services.tsx'
import { newDraft } from './draft.ts'
import { SilenceForm } from './silence-form.tsx'
import { useDraft } from './use-draft.ts'

export function NewSilencePage() {
  const params = useSearch({ strict: false }) as SearchParams // parseSearchText made it
  const { settings } = useServices()
  const [initial] = useState(() => newDraft(params, settings.creator.value))
  const written = useDraft(initial)
  const navigate = useNavigate()
  const { chips } = written.draft
  const inAddress = useRef(chips)
  useEffect(() => {
    if (inAddress.current === chips) return
    inAddress.current = chips
    void navigate({ to: '/silences/new', search: { ...params, filter: filtersFromChips(chips) }, replace: true })
  }, [chips, navigate, params])
  return (
    <>
      <PageTitle>New silence</PageTitle>
      <SilenceForm written={written} verb="Silence" replaced={undefined} />
    </>
  )
}
