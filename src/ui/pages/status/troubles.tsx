// What an operator has to know before anything else: a configuration that was refused, a disk that takes nothing.

import { useOperation } from '../../api/queries.ts'
import { ExactTime, Moment } from '../../components/time/times.tsx'
import classes from './status.module.css'

export function Troubles() {
  const { data } = useOperation()
  if (data === undefined) return null
  const { config, storage } = data
  return (
    <>
      {config.refused !== undefined && (
        <section className={classes.trouble} aria-label="Refused configuration">
          <h2>
            The configuration was refused at <Moment at={config.refused.at} />
          </h2>
          <p>
            {config.loaded === undefined ? 'None is at work.' : 'The one before is still at work.'} Correct the file,
            then reload: <code>kill -HUP</code> or <code>POST /-/reload</code>.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <pre className={classes.report} tabIndex={0}>
            {config.refused.error}
          </pre>
        </section>
      )}
      {storage.problem !== undefined && (
        <section className={classes.trouble} aria-label="Storage problem">
          <h2>The storage takes nothing</h2>
          <p>
            New silences are refused until <code>{storage.directory}</code> can be written again. {storage.problem}
          </p>
        </section>
      )}
      {storage.setAside.map(({ at, file, to, count, error, rescued }) => (
        <section
          key={JSON.stringify([file, to])}
          className={classes.trouble}
          data-mild="true"
          aria-label="Damaged data"
        >
          <h2>Damaged data was set aside{count > 1 && `, ${count} times`}</h2>
          <p>
            <ExactTime at={at} />: from <code>{file}</code> to <code>{to}</code>. Nothing of it was deleted. {error}
            {rescued !== undefined && `: ${rescued} rows could be saved.`}
          </p>
        </section>
      ))}
    </>
  )
}
