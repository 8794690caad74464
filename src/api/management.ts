// The paths beside /api/v2: health, reload, metrics, the removed API v1, and the page at the root.

import type { ApiDeps } from './deps.ts'
import { type PlainAnswer, plainText, textError } from './plain-answer.ts'
import type { plainRoutes } from './routes.ts'

export type PlainPath = keyof typeof plainRoutes

/** What GET or POST on one of the plain paths answers. */
export async function answerPlain(deps: ApiDeps, path: PlainPath, method: string): Promise<PlainAnswer> {
  switch (path) {
    case '/':
      return frontPage
    case '/metrics':
      return metrics(deps)
    case '/-/healthy':
      return method === 'HEAD' ? empty : ok
    case '/-/ready':
      if (!deps.ready()) return textError(503, 'Not ready')
      return method === 'HEAD' ? empty : ok
    case '/-/reload':
      return reload(deps)
    case '/api/v1/status':
    case '/api/v1/receivers':
    case '/api/v1/alerts':
    case '/api/v1/silences':
    case '/api/v1/silence/:silenceID':
      return gone
    default:
      return path satisfies never
  }
}

const ok: PlainAnswer = { status: 200, headers: { 'content-type': plainText }, body: 'OK' }
const empty: PlainAnswer = { status: 200, headers: {}, body: '' }

async function metrics(deps: ApiDeps): Promise<PlainAnswer> {
  const { contentType, body } = await deps.metrics()
  return { status: 200, headers: { 'content-type': contentType }, body }
}

async function reload(deps: ApiDeps): Promise<PlainAnswer> {
  try {
    await deps.reload()
    return empty
  } catch (error) {
    return textError(500, `failed to reload config: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const gone: PlainAnswer = {
  status: 410,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify({
    status: 'deprecated',
    error:
      'The Alertmanager v1 API was deprecated in version 0.16.0 and is removed as of version 0.27.0 - please use the equivalent route in the v2 API',
  })}\n`,
}

const frontPage: PlainAnswer = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache, no-store, must-revalidate',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tocsin</title>
<h1>Tocsin</h1>
<p>An alert router and dispatcher that speaks the API of Prometheus Alertmanager.</p>
<ul>
<li><a href="api/v2/status">Status</a></li>
<li><a href="metrics">Metrics</a></li>
</ul>
</html>
`,
}
