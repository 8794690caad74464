// What runs, since when, with what around it.

import type { ReactNode } from 'react'
import { useOperation, useStatus } from '../../api/queries.ts'
import { Age, ExactTime } from '../../components/time/times.tsx'
import classes from './status.module.css'

export function FactsSection() {
  const { data: status } = useStatus()
  const { data: operation } = useOperation()
  if (status === undefined) return null
  const { versionInfo, cluster, uptime } = status
  const loaded = operation?.config.loaded
  return (
    <section aria-labelledby="server">
      <h2 id="server">Server</h2>
      <dl className={classes.facts}>
        <Fact name="Version">
          Tocsin {versionInfo.tocsin}{' '}
          <span className="quiet">
            · in place of Alertmanager {versionInfo.version}, on {versionInfo.goVersion}
          </span>
        </Fact>
        <Fact name="Up for">
          <Age at={uptime} />{' '}
          <span className="quiet">
            · since <ExactTime at={uptime} />
          </span>
        </Fact>
        <Fact name="Cluster">
          {cluster.status}
          {cluster.name !== undefined && (
            <span className="quiet">
              {' '}
              · {cluster.name}, {cluster.peers.length} {cluster.peers.length === 1 ? 'member' : 'members'}
            </span>
          )}
          {cluster.peers.length > 1 && (
            <ul className={classes.bare}>
              {cluster.peers.map(({ name, address }) => (
                <li key={name}>
                  {name} <span className="quiet">{address}</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        {operation !== undefined && (
          <Fact name="Storage">
            <code>{operation.storage.directory}</code>{' '}
            <span className="quiet">
              · {operation.storage.problem === undefined ? 'takes what it is given' : 'refuses, see above'}
            </span>
          </Fact>
        )}
        {loaded !== undefined && (
          <Fact name="Configuration">
            <code>{loaded.file}</code>{' '}
            <span className="quiet">
              · loaded <ExactTime at={loaded.at} />
            </span>
            {loaded.warnings.length > 0 && (
              <ul className={classes.bare}>
                {loaded.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            )}
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
