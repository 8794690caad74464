// New silence.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function NewSilencePage() {
  return <PageTitle>New silence</PageTitle>
}
