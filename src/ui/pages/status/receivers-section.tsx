// Each receiver's integrations with their last success and failure, what fails first.

import { Link } from '@tanstack/react-router'
import { useReceiverRecords } from '../../api/queries.ts'
import { TextWithLinks } from '../../components/text/safe-link.tsx'
import { Age } from '../../components/time/times.tsx'
import { integrationName, type ReceiverRow, receiverRows } from './receiver-rows.ts'
import classes from './status.module.css'

export function ReceiversSection() {
  const { data, error } = useReceiverRecords()
  return (
    <section aria-labelledby="receivers">
      <h2 id="receivers">Receivers</h2>
      {data === undefined && <p className="quiet">{error === null ? 'Reading…' : 'Could not be read yet.'}</p>}
      {data !== undefined && (
        <table className={classes.receivers}>
          <thead>
            <tr>
              <th scope="col">Receiver</th>
              <th scope="col">Integration</th>
              <th scope="col">Last success</th>
              <th scope="col">Last failure</th>
            </tr>
          </thead>
          <tbody>
            {receiverRows(data).map((row) => (
              <Row key={JSON.stringify([row.receiver, row.integration?.name, row.integration?.index])} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">Since the server started.</p>
    </section>
  )
}

function Row({ row }: { readonly row: ReceiverRow }) {
  const { receiver, integration, state } = row
  const { lastSent, lastFailed } = integration ?? {}
  return (
    <tr data-state={state}>
      <th scope="row">
        <Link to="/alerts" search={{ receiver: [receiver.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')] }}>
          {receiver}
        </Link>
      </th>
      <td>
        {integration === undefined ? <span className="quiet">none: tells nobody</span> : integrationName(integration)}
        {state === 'failing' && <strong className={classes.failing}> failing</strong>}
      </td>
      <td data-label="Last success">
        {lastSent !== undefined ? (
          <Ago at={lastSent.at} />
        ) : (
          integration !== undefined && <span className="quiet">none yet</span>
        )}
      </td>
      <td data-label="Last failure">
        {lastFailed === undefined ? (
          integration !== undefined && <span className="quiet">none</span>
        ) : (
          <>
            <Ago at={lastFailed.at} />
            {lastFailed.reason === undefined && state === 'failing' && <span className="quiet"> · being retried</span>}
            <div className={classes.error}>
              <TextWithLinks text={lastFailed.error} />
            </div>
          </>
        )}
      </td>
    </tr>
  )
}

function Ago({ at }: { readonly at: string }) {
  return (
    <>
      <Age at={at} /> ago
    </>
  )
}
