// What the whole page shares, made once in main.tsx: the clock, the line to the server, settings, notices, shortcuts.

import { QueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { ApiClient } from './api/client.ts'
import { Connection } from './api/connection.ts'
import { LiveUpdates } from './api/live-updates.ts'
import { Notices } from './components/notices/notices.ts'
import { Shortcuts } from './components/shortcuts/shortcuts.ts'
import { Ticker } from './components/time/ticker.ts'
import { Observable } from './observable.ts'
import { PageClock } from './page-clock.ts'
import { Settings } from './settings/settings.ts'

export interface Services {
  readonly clock: PageClock
  readonly ticker: Ticker
  readonly client: ApiClient
  readonly connection: Connection
  readonly live: LiveUpdates
  readonly queries: QueryClient
  readonly settings: Settings
  readonly notices: Notices
  readonly shortcuts: Shortcuts
  /** What the tab's title says of the page that is open. */
  readonly pageName: Observable<string>
}

/** @param root the folder that the page lies in, with a slash at its end */
export function createServices(root: URL): Services {
  const clock = new PageClock()
  const connection = new Connection(clock)
  const client = new ApiClient(root, (outcome) => connection.reached(outcome))
  const queries = new QueryClient({
    defaultOptions: {
      // Updates come by events; what was shown stays until there is something newer, also while the server is away.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  return {
    clock,
    ticker: new Ticker(clock),
    client,
    connection,
    queries,
    live: new LiveUpdates({ clock, client, connection, queries }),
    settings: new Settings(localStorage),
    notices: new Notices(clock),
    shortcuts: new Shortcuts(),
    pageName: new Observable(''),
  }
}

const ServicesContext = createContext<Services | undefined>(undefined)

export function ServicesProvider({
  services,
  children,
}: {
  readonly services: Services
  readonly children: ReactNode
}) {
  return <ServicesContext value={services}>{children}</ServicesContext>
}

/** @throws outside of a ServicesProvider */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === undefined) throw new Error('there is no ServicesProvider around this component')
  return services
}
