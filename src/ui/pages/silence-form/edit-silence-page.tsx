// Edit silence.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function EditSilencePage() {
  return <PageTitle>Edit silence</PageTitle>
}
