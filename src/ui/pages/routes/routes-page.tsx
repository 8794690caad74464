// Routes.

import { PageTitle } from '../../components/frame/page-title.tsx'

export function RoutesPage() {
  return <PageTitle>Routes</PageTitle>
}
