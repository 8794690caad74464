// Silence.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function SilencePage() {
  return <PageTitle>Silence</PageTitle>
}
