// Status.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function StatusPage() {
  return <PageTitle>Status</PageTitle>
}
