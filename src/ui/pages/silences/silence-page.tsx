// One silence at an address of its own, for links in chats and notifications.

import { Link, useParams } from '@tanstack/react-router'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { stateAt } from './shown-silence.ts'
import { SilenceDetails } from './silence-details.tsx'
import { SilencedAlerts } from './silenced-alerts.tsx'
import classes from './silences.module.css'
import { TimeLeft } from './time-left.tsx'
import { useMutes, useSilencesShown, useStateTime } from './use-silences-shown.ts'

export function SilencePage() {
  const { silenceId = '' } = useParams({ strict: false })
  const all = useSilencesShown()
  const now = useStateTime(all)
  const mutes = useMutes()
  const shown = all?.find(({ silence }) => silence.id === silenceId)
  if (all === undefined) return <PageTitle>Silence</PageTitle>
  if (shown === undefined) {
    return (
      <>
        <PageTitle>No such silence</PageTitle>
        <p>
          The server has no silence with this id: it forgets them some days after their end.{' '}
          <Link to="/silences">All silences</Link>
        </p>
      </>
    )
  }
  const state = stateAt(shown, now)
  return (
    <>
      <PageTitle>{`Silence, ${state}`}</PageTitle>
      <p className={classes.single}>
        <TimeLeft shown={shown} />
        <Link to="/silences" search={state === 'active' ? {} : { state: [state] }}>
          All silences
        </Link>
      </p>
      <SilenceDetails shown={shown} state={state} count={mutes.get(silenceId) ?? 0} />
      {state === 'active' && <SilencedAlerts id={silenceId} />}
    </>
  )
}
