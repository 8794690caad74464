// Alerts as a plain list: how bad, which, how old. For what a silence mutes.

import { Link } from '@tanstack/react-router'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { Age } from '../../components/time/times.tsx'
import { chipOf, filtersFromChips } from '../../filter/chip.ts'
import { labelOf } from '../../filter/labels.ts'
import { matchersForLabels } from '../../filter/matchers-for-labels.ts'
import { severityOf } from '../../severity.ts'
import classes from './alert-list.module.css'

/** More than this nobody reads here: the Alerts page shows all. */
const most = 100

/** Long enough to tell alerts apart. */
const mostLabels = 6

export function AlertList({ alerts }: { readonly alerts: readonly WireAlert[] }) {
  const rest = alerts.length - most
  const shared = sharedLabels(alerts)
  return (
    <ul className={classes.list}>
      {alerts.slice(0, most).map((alert) => (
        <AlertLine key={alert.fingerprint} alert={alert} shared={shared} />
      ))}
      {rest > 0 && <li className={classes.rest}>and {rest} more</li>}
    </ul>
  )
}

/** Labels that all of them have with one value tell nothing about which is which. */
function sharedLabels(alerts: readonly WireAlert[]): ReadonlySet<string> {
  const [first, ...others] = alerts
  if (first === undefined || others.length === 0) return new Set()
  const names = Object.entries(first.labels).filter(([name, value]) =>
    others.every(({ labels }) => labelOf(labels, name) === value),
  )
  return new Set(names.map(([name]) => name))
}

function AlertLine({ alert, shared }: { readonly alert: WireAlert; readonly shared: ReadonlySet<string> }) {
  const { labels, fingerprint, startsAt } = alert
  const severity = severityOf(labels)
  const others = Object.entries(labels).filter(
    ([name]) => name !== 'alertname' && name !== 'severity' && !shared.has(name),
  )
  const filter = filtersFromChips(matchersForLabels(labels).map(chipOf))
  return (
    <li className={classes.line} data-severity={severity}>
      <span className={classes.what}>
        <Link
          className={classes.name}
          to="/alerts"
          search={{ filter, silenced: ['true'], inhibited: ['true'], muted: ['true'], open: [fingerprint] }}
        >
          {labelOf(labels, 'alertname') || 'no name'}
        </Link>{' '}
        {others.slice(0, mostLabels).map(([name, value]) => (
          <span key={name} className={classes.label}>
            <span className="quiet">{name}</span> {value}
          </span>
        ))}
      </span>
      <span className={classes.severity}>{severity === 'other' ? labelOf(labels, 'severity') : severity}</span>
      <Age at={startsAt} />
    </li>
  )
}
