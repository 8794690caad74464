// Everything about one alert, below its line.

import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { useGroups, useSilences } from '../../api/queries.ts'
import { LabelChip } from '../../components/labels/label-chip.tsx'
import { CopyButton } from '../../components/text/copy-button.tsx'
import { SafeLink, TextWithLinks } from '../../components/text/safe-link.tsx'
import { Age, ExactTime } from '../../components/time/times.tsx'
import { labelOf } from '../../filter/labels.ts'
import { matchersForLabels } from '../../filter/matchers-for-labels.ts'
import { formatSearchText } from '../../search-text.ts'
import classes from './alerts.module.css'
import type { ShownGroup } from './arrange.ts'
import { silenceSearch } from './silence-search.ts'
import { StateMark } from './state-mark.tsx'

interface AlertDetailsProps {
  readonly alert: WireAlert
  readonly mutedBy: readonly string[]
  readonly group: ShownGroup
  readonly onPick: (name: string, value: string, isExcluded: boolean) => void
}

export function AlertDetails({ alert, mutedBy, group, onPick }: AlertDetailsProps) {
  const annotations = Object.entries(alert.annotations)
  const labels = Object.entries(alert.labels)
  return (
    <div className={classes.details}>
      <Quieted alert={alert} mutedBy={mutedBy} />
      <div className={classes.chips}>
        {labels.map(([name, value]) => (
          <LabelChip key={name} name={name} value={value} onPick={(picked) => onPick(name, value, picked.isExcluded)} />
        ))}
      </div>
      {annotations.length > 0 && (
        <dl className={classes.annotations}>
          {annotations.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <TextWithLinks text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className={classes.times}>
        Began <ExactTime at={alert.startsAt} /> (<Age at={alert.startsAt} /> ago), last told{' '}
        <ExactTime at={alert.updatedAt} />; over <ExactTime at={alert.endsAt} /> unless it is told again. To{' '}
        {alert.receivers.map(({ name }) => name).join(', ')}
        {group.routed !== undefined && (
          <>
            {' '}
            in group <span className="mono">{group.routed.groupKey}</span>
          </>
        )}
        .
      </p>
      <div className={classes.detailActions}>
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/silences/new" search={silenceSearch(matchersForLabels(alert.labels))} />
          )}
        >
          Silence
        </Button>
        <CopyButton text={() => JSON.stringify(alert, undefined, 2)}>Copy as JSON</CopyButton>
        <CopyButton text={() => linkTo(alert)}>Copy link</CopyButton>
        <SafeLink href={alert.generatorURL ?? ''}>Source</SafeLink>
      </div>
      {alert.generatorURL !== undefined && <UnsafeSource url={alert.generatorURL} />}
    </div>
  )
}

/** An address that is no link is shown as the text that it is. */
function UnsafeSource({ url }: { readonly url: string }) {
  if (/^https?:/i.test(url)) return null
  return <p className={classes.times}>Source, not a web address: {url}</p>
}

/** Opens this alert, whatever its state. */
function linkTo(alert: WireAlert): string {
  const matchers = matchersForLabels(alert.labels)
  const search = formatSearchText({
    ...silenceSearch(matchers),
    silenced: ['true'],
    inhibited: ['true'],
    muted: ['true'],
    open: [alert.fingerprint],
  })
  return `${location.href.split('#')[0]}#/alerts${search}`
}

/** Why nobody is told of it: by what, with a link there. */
function Quieted({ alert, mutedBy }: Pick<AlertDetailsProps, 'alert' | 'mutedBy'>) {
  const { silencedBy, inhibitedBy } = alert.status
  if (silencedBy.length + inhibitedBy.length + mutedBy.length === 0) return null
  return (
    <ul className={classes.quieted}>
      {silencedBy.map((id) => (
        <SilencedBy key={id} id={id} />
      ))}
      {inhibitedBy.map((fingerprint) => (
        <InhibitedBy key={fingerprint} fingerprint={fingerprint} />
      ))}
      {mutedBy.map((name) => (
        <li key={name}>
          <StateMark state="muted" /> by the time interval <Link to="/routes">{name}</Link>
        </li>
      ))}
    </ul>
  )
}

function SilencedBy({ id }: { readonly id: string }) {
  const { data } = useSilences()
  const silence = data?.find((each) => each.id === id)
  return (
    <li>
      <StateMark state="silenced" /> by{' '}
      <Link to="/silences/$silenceId" params={{ silenceId: id }}>
        {silence === undefined ? id : silence.comment || id}
      </Link>
      {silence !== undefined && (
        <>
          {' '}
          ({silence.createdBy}), until <ExactTime at={silence.endsAt} />
        </>
      )}
    </li>
  )
}

function InhibitedBy({ fingerprint }: { readonly fingerprint: string }) {
  const { data } = useGroups()
  const source = data?.alerts.find((alert) => alert.fingerprint === fingerprint)
  return (
    <li>
      <StateMark state="inhibited" /> by{' '}
      {source === undefined ? (
        <span className="mono">{fingerprint}</span>
      ) : (
        <Link
          to="/alerts"
          search={{
            ...silenceSearch(matchersForLabels(source.labels)),
            silenced: ['true'],
            inhibited: ['true'],
            muted: ['true'],
            open: [fingerprint],
          }}
        >
          {labelOf(source.labels, 'alertname') || fingerprint}
        </Link>
      )}
    </li>
  )
}
