// Says that the server is away, and since when; what was shown stays.

import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { Moment } from '../time/times.tsx'
import classes from './frame.module.css'

export function ConnectionBar() {
  const { connection, live } = useServices()
  const { trouble } = useObservable(connection.state)
  return (
    <div role="status" aria-live="polite">
      {trouble !== undefined && (
        <div className={classes.bar}>
          <span>
            {trouble.kind === 'signed out' ? 'The login has expired since ' : 'Not reachable since '}
            <Moment at={new Date(trouble.since).toISOString()} />, showing what was true then.
          </span>
          {trouble.kind === 'signed out' ? (
            <a href={location.pathname} target="_blank" rel="noreferrer">
              Sign in in another tab
            </a>
          ) : (
            <button type="button" onClick={() => live.refreshNow()}>
              Try now
            </button>
          )}
        </div>
      )}
    </div>
  )
}
