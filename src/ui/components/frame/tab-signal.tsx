// Shows in the tab how much fires, in its title and its icon, and tells the desktop of new critical alerts if asked to.

import { useEffect, useMemo } from 'react'
import { useGroups } from '../../api/queries.ts'
import { firingAlerts } from '../../firing-alerts.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { severityOf } from '../../severity.ts'
import { useDesktopNotices } from './desktop-notices.ts'
import { tabIcon } from './tab-icon.ts'

export function TabSignal() {
  const { pageName } = useServices()
  const name = useObservable(pageName)
  const { data } = useGroups()
  const firing = useMemo(() => data && firingAlerts(data), [data])
  const critical = useMemo(() => firing?.filter(({ labels }) => severityOf(labels) === 'critical'), [firing])
  useDesktopNotices(critical)

  const count = firing?.length ?? 0
  const title = `${count > 0 ? `(${count}) ` : ''}${name} · Tocsin`
  useEffect(() => {
    document.title = title
  }, [title])

  const tone = firing === undefined || count === 0 ? 'quiet' : (critical?.length ?? 0) > 0 ? 'critical' : 'firing'
  const text = count === 0 ? '' : count > 99 ? '99' : String(count)
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const icon = tabIcon({ tone, text })
    if (link !== null && icon !== undefined) link.href = icon
  }, [tone, text])
  return null
}
