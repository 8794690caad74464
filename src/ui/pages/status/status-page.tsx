// For the operator: what fails first, then who was told, what runs, and with which configuration.

import { useOperation, useStatus } from '../../api/queries.ts'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { ConfigSection } from './config-section.tsx'
import { FactsSection } from './facts-section.tsx'
import { ReceiversSection } from './receivers-section.tsx'
import classes from './status.module.css'
import { Troubles } from './troubles.tsx'

export function StatusPage() {
  const { data, error } = useStatus()
  const operation = useOperation()
  return (
    <div className={classes.page}>
      <PageTitle isHidden>Status</PageTitle>
      {data === undefined && operation.data === undefined && (
        <p className="quiet">{error === null ? 'Reading the status…' : 'The status could not be read yet.'}</p>
      )}
      <Troubles />
      <ReceiversSection />
      <FactsSection />
      <ConfigSection />
    </div>
  )
}
