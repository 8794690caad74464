// The head of a group: its labels, how bad it is, whom it goes to, and what they were last told.

import type { WireGroup, WireIntegrationResult } from '../../../api/tocsin/schema.ts'
import { Age, Countdown } from '../../components/time/times.tsx'
import { severities } from '../../severity.ts'
import classes from './alerts.module.css'
import { type ShownGroup, sharedLabels, titleLabels } from './arrange.ts'
import { LabelText } from './label-text.tsx'
import { StateMark } from './state-mark.tsx'

interface GroupHeadProps {
  readonly group: ShownGroup
  /** How many lines stand below it. */
  readonly lines: number
  readonly onPick: (name: string, value: string, isExcluded: boolean) => void
}

export function GroupHead({ group, lines, onPick }: GroupHeadProps) {
  const title = titleLabels(group.title)
  return (
    <div className={classes.group} data-severity={group.worst}>
      <h2 className={classes.title}>
        {title.length === 0 && <span className={classes.titleValue}>All alerts</span>}
        {title.map(([name, value]) => (
          <LabelText key={name} name={name} value={value} onPick={onPick} isStrong />
        ))}
        {sharedLabels(group).map(([name, value]) => (
          <LabelText key={name} name={name} value={value} onPick={onPick} />
        ))}
      </h2>
      <span className={classes.severities}>
        {severities.map(
          (severity) =>
            group.counts[severity] > 0 && (
              <span key={severity} data-severity={severity} className={classes.severityCount}>
                <span className="figures">{group.counts[severity]}</span> {severity}
              </span>
            ),
        )}
        {lines === 0 && 'nothing left'}
      </span>
      <span className={classes.receivers}>
        <span aria-hidden="true">→ </span>
        <span className="visually-hidden">told to </span>
        {group.receivers.join(', ')}
        {group.routed !== undefined && <IntegrationNames integrations={group.routed.integrations} />}
      </span>
      {group.routed !== undefined && <Telling group={group.routed} />}
      {group.routed !== undefined && <Failures integrations={group.routed.integrations} />}
    </div>
  )
}

function IntegrationNames({ integrations }: { readonly integrations: readonly WireIntegrationResult[] }) {
  const names = [...new Set(integrations.map(({ name }) => name))]
  return <span className="quiet"> ({names.length === 0 ? 'nobody is told' : names.join(', ')})</span>
}

/** What was last told and when the next look is. */
function Telling({ group }: { readonly group: WireGroup }) {
  const { integrations, mutedBy, nextFlush } = group
  const sent = integrations.flatMap(({ last }) => (last?.result === 'sent' ? [last.at] : [])).sort()
  const lastSent = sent.at(-1)
  return (
    <span className={classes.telling}>
      {mutedBy.length > 0 && (
        <span title={`by ${mutedBy.join(', ')}`}>
          <StateMark state="muted" />
        </span>
      )}
      {lastSent !== undefined && (
        <span>
          sent <Age at={lastSent} /> ago
        </span>
      )}
      {integrations.length > 0 && (
        <span className="quiet">
          next in <Countdown at={nextFlush} />
        </span>
      )}
    </span>
  )
}

/** What did not arrive, in words. */
function Failures({ integrations }: { readonly integrations: readonly WireIntegrationResult[] }) {
  return integrations.map(({ name, index, last }) => {
    if (last === undefined || last.result === 'sent') return null
    return (
      <span key={`${name} ${index}`} className={classes.failure}>
        {index === 0 ? name : `${name} ${index + 1}`}{' '}
        {last.result === 'retrying' ? 'does not get through, last tried' : 'failed'} <Age at={last.at} /> ago:{' '}
        {last.error}
      </span>
    )
  })
}
