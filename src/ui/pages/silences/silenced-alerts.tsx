// The alerts that one silence mutes now.

import { useMemo } from 'react'
import { useGroups } from '../../api/queries.ts'
import { AlertList } from '../silence-form/alert-list.tsx'

export function SilencedAlerts({ id }: { readonly id: string }) {
  const { data } = useGroups()
  const alerts = useMemo(() => (data?.alerts ?? []).filter(({ status }) => status.silencedBy.includes(id)), [data, id])
  if (alerts.length === 0) return null
  return (
    <section aria-label="Muted alerts">
      <h2>Mutes now</h2>
      <AlertList alerts={alerts} />
    </section>
  )
}
