// A page without a single line: nothing fires, or nothing that was asked for.

import type { WireGroups } from '../../../api/tocsin/schema.ts'
import { CopyButton } from '../../components/text/copy-button.tsx'
import { Age, Moment } from '../../components/time/times.tsx'
import { matchersOf } from '../../filter/chip.ts'
import { useServices } from '../../services.tsx'
import { alertStates } from '../../url-state.ts'
import classes from './alerts.module.css'
import { countStates, filterEntries, inStates } from './entries.ts'
import type { ViewControl } from './use-alerts-view.ts'
import type { ShownAlerts } from './use-shown-alerts.ts'

interface EmptyPageProps {
  readonly data: WireGroups
  readonly control: ViewControl
  readonly shown: ShownAlerts
}

export function EmptyPage({ data, control, shown }: EmptyPageProps) {
  if (data.alerts.length === 0) return <AllQuiet lastEnded={data.lastEnded} />
  const { view } = control
  const isFiltered = view.chips.length > 0 || view.receiver !== ''
  if (isFiltered && shown.filtered.length === 0) return <NothingMatches control={control} shown={shown} />
  return <NothingInState control={control} shown={shown} />
}

function AllQuiet({ lastEnded }: { readonly lastEnded: string | undefined }) {
  return (
    <section className={classes.empty}>
      <h2>All quiet</h2>
      {lastEnded === undefined ? (
        <FirstAlert />
      ) : (
        <p>
          Nothing fires. The last alert ended <Age at={lastEnded} /> ago, at <Moment at={lastEnded} />.
        </p>
      )}
    </section>
  )
}

/** For a server that has never had an alert. */
function FirstAlert() {
  const { client } = useServices()
  const line = `curl -H 'Content-Type: application/json' ${client.urlOf('api/v2/alerts')} -d '[{"labels":{"alertname":"Hello","severity":"info"}}]'`
  return (
    <>
      <p>Nothing fires, and no alert has come in yet. Point Prometheus here, or send a first one by hand:</p>
      <pre className={classes.command}>{line}</pre>
      <CopyButton text={() => line}>Copy</CopyButton>
    </>
  )
}

/** Says which of the matchers to drop. */
function NothingMatches({ control: { view, change }, shown }: Omit<EmptyPageProps, 'data'>) {
  const offers = view.chips.map((chip) => {
    const chips = view.chips.filter((each) => each !== chip)
    const left = inStates(filterEntries(shown.all, { matchers: matchersOf(chips), receiver: undefined }), view.states)
    return { chip, chips, count: left.reduce((sum, { entries }) => sum + entries.length, 0) }
  })
  return (
    <section className={classes.empty}>
      <h2>No alert matches</h2>
      {view.receiver !== '' && (
        <p>
          <button type="button" className={classes.offer} onClick={() => change({ receiver: '' })}>
            Show all receivers
          </button>
        </p>
      )}
      {offers.map(({ chip, chips, count }) => (
        <p key={chip.text}>
          <button type="button" className={classes.offer} onClick={() => change({ chips })}>
            Drop <span className="mono">{chip.text}</span>
          </button>{' '}
          <span className="quiet">
            {count === 0 ? 'still none' : count === 1 ? 'leaves 1 alert' : `leaves ${count} alerts`}
          </span>
        </p>
      ))}
    </section>
  )
}

/** Says which states there are alerts in. */
function NothingInState({ control: { view, change }, shown }: Omit<EmptyPageProps, 'data'>) {
  const counts = countStates(shown.filtered)
  const others = alertStates.filter((state) => !view.states.has(state) && counts[state] > 0)
  return (
    <section className={classes.empty}>
      <h2>{view.states.has('active') ? 'Nothing active' : 'Nothing in these states'}</h2>
      {others.map((state) => (
        <p key={state}>
          <button
            type="button"
            className={classes.offer}
            onClick={() => change({ states: view.states.union(new Set([state])) })}
          >
            Show the {counts[state]} {state}
          </button>
        </p>
      ))}
    </section>
  )
}
