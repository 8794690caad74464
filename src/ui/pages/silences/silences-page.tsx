// Silences.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function SilencesPage() {
  return <PageTitle>Silences</PageTitle>
}
