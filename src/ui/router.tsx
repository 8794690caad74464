// The addresses of the page. They live behind the `#`, as Alertmanager's do, so that the server has one page only and every
// old link leads to where it led.

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Frame } from './components/frame/frame.tsx'
import { MissingPage } from './components/frame/missing-page.tsx'
import { formatSearchText, parseSearchText, type SearchParams } from './search-text.ts'

/** Each page reads its own parameters; what it does not know stays in the address. */
function validateSearch(search: Record<string, unknown>): SearchParams {
  return search as SearchParams // parseSearchText made it
}

const root = createRootRoute({ component: Frame, notFoundComponent: MissingPage, validateSearch })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/alerts', search, replace: true })
  },
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./pages/alerts/alerts-page.tsx'), 'AlertsPage'),
})

const silences = createRoute({
  getParentRoute: () => root,
  path: '/silences',
  component: lazyRouteComponent(() => import('./pages/silences/silences-page.tsx'), 'SilencesPage'),
})

/** A new silence; `?filter={…}` fills in its matchers. */
const newSilence = createRoute({
  getParentRoute: () => root,
  path: '/silences/new',
  component: lazyRouteComponent(() => import('./pages/silence-form/new-silence-page.tsx'), 'NewSilencePage'),
})

const silence = createRoute({
  getParentRoute: () => root,
  path: '/silences/$silenceId',
  component: lazyRouteComponent(() => import('./pages/silences/silence-page.tsx'), 'SilencePage'),
})

const editSilence = createRoute({
  getParentRoute: () => root,
  path: '/silences/$silenceId/edit',
  component: lazyRouteComponent(() => import('./pages/silence-form/edit-silence-page.tsx'), 'EditSilencePage'),
})

const routes = createRoute({
  getParentRoute: () => root,
  path: '/routes',
  component: lazyRouteComponent(() => import('./pages/routes/routes-page.tsx'), 'RoutesPage'),
})

const status = createRoute({
  getParentRoute: () => root,
  path: '/status',
  component: lazyRouteComponent(() => import('./pages/status/status-page.tsx'), 'StatusPage'),
})

/** A new router over the browser's address. */
export function createPageRouter() {
  return createRouter({
    routeTree: root.addChildren([home, alerts, silences, newSilence, silence, editSilence, routes, status]),
    history: createHashHistory(),
    parseSearch: parseSearchText,
    stringifySearch: formatSearchText,
    trailingSlash: 'never',
    scrollRestoration: true,
    defaultPreload: 'intent',
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>
  }
}
