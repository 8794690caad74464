// Which paths there are, and what is answered to a request that has none: not found, not allowed, or moved. Pure.
// As Alertmanager does: api/api.go Register, with Go's ServeMux, httprouter and go-openapi behind it.

import { type PlainAnswer, redirect, textError } from './plain-answer.ts'
import { type Answer, problem } from './v2/answer.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'DELETE'

/** Paths below /api/v2, with the methods in the order in which Allow names them. `:silenceID` stands for one part. */
export const v2Routes = {
  '/alerts': ['GET', 'POST'],
  '/alerts/groups': ['GET'],
  '/receivers': ['GET'],
  '/silence/:silenceID': ['GET', 'DELETE'],
  '/silences': ['GET', 'POST'],
  '/status': ['GET'],
} as const satisfies Readonly<Record<string, readonly Method[]>>

/** Paths below /api/tocsin/v1: what Alertmanager does not have. */
export const tocsinRoutes = {
  '/groups': ['GET'],
  '/receivers': ['GET'],
  '/routes': ['GET'],
  '/operation': ['GET'],
  '/live': ['GET'],
  '/openapi.json': ['GET'],
} as const satisfies Readonly<Record<string, readonly Method[]>>

const tocsinRoot = '/api/tocsin/v1'

/** Paths below the prefix outside /api/v2. */
export const plainRoutes = {
  '/': ['GET'],
  '/metrics': ['GET'],
  '/-/healthy': ['GET', 'HEAD'],
  '/-/ready': ['GET', 'HEAD'],
  '/-/reload': ['POST'],
  '/api/v1/status': ['GET'],
  '/api/v1/receivers': ['GET'],
  '/api/v1/alerts': ['GET', 'POST'],
  '/api/v1/silences': ['GET', 'POST'],
  '/api/v1/silence/:silenceID': ['GET', 'DELETE'],
} as const satisfies Readonly<Record<string, readonly Method[]>>

/**
 * True for what the API's own layer answers, be there a route or not. A path that has to be cleaned is redirected
 * before that layer sees it.
 */
export function isInApi(url: string, prefix: string): boolean {
  if (!url.startsWith(`${prefix}/api/v2/`)) return false
  const [path = ''] = url.split('?', 1)
  return cleanPath(path) === path
}

export interface MissingRequest {
  readonly method: string
  /** As it came, with the query. */
  readonly url: string
  /** '' for none, else as '/alertmanager'. */
  readonly prefix: string
}

/** The answer to a request that no route takes. */
export type MissingAnswer =
  | { readonly kind: 'plain'; readonly answer: PlainAnswer }
  | { readonly kind: 'api'; readonly answer: Answer }

export function answerMissing({ method, url, prefix }: MissingRequest): MissingAnswer {
  const question = url.indexOf('?')
  const path = question < 0 ? url : url.slice(0, question)
  const query = question < 0 ? '' : url.slice(question)
  const clean = cleanPath(path)
  if (clean !== path) return plain(redirect(method, 301, clean + query))
  if (path === `${prefix}/api/v2`) return plain(redirect(method, 301, `${path}/${query}`))
  if (path.startsWith(`${prefix}/api/v2/`))
    return { kind: 'api', answer: missingInApi(method, path.slice(prefix.length)) }
  return plain(missingOutside({ method, path, query, prefix }))
}

function plain(answer: PlainAnswer): MissingAnswer {
  return { kind: 'plain', answer }
}

function missingInApi(method: string, path: string): Answer {
  const methods = methodsOf(v2Routes, path.slice('/api/v2'.length).replace(/(.)\/$/, '$1'))
  if (methods === undefined) return problem(404, `path ${path} was not found`)
  const allow = methods.join(',')
  return problem(405, `method ${method} is not allowed, but [${allow}] are`, { allow })
}

function missingOutside(request: { method: string; path: string; query: string; prefix: string }): PlainAnswer {
  const { method, path, query, prefix } = request
  const moved = movedTo(method, path, prefix)
  if (moved !== undefined) return redirect(method, method === 'GET' ? 301 : 307, moved + query)
  const methods = path.startsWith(prefix) ? methodsOutside(path.slice(prefix.length)) : undefined
  const known = methods ?? (prefix !== '' && path === '/' ? ['GET'] : undefined)
  if (known === undefined) return textError(404, '404 page not found')
  const allow = [...known, 'OPTIONS'].sort().join(', ')
  if (method === 'OPTIONS') return { status: 200, headers: { allow }, body: '' }
  return textError(405, 'Method Not Allowed', { allow })
}

function methodsOutside(path: string): readonly Method[] | undefined {
  if (!path.startsWith(`${tocsinRoot}/`)) return methodsOf(plainRoutes, path)
  return methodsOf(tocsinRoutes, path.slice(tocsinRoot.length))
}

/** The path that was probably meant: with or without the slash at the end, or in the right case. As httprouter redirects. */
function movedTo(method: string, path: string, prefix: string): string | undefined {
  if (path === '/') return undefined
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  const candidates = [other, path.toLowerCase(), other.toLowerCase()]
  return candidates.find((candidate) => {
    if (candidate === path || !candidate.startsWith(prefix)) return false
    return methodsOf(plainRoutes, candidate.slice(prefix.length))?.some((known) => known === method) ?? false
  })
}

function methodsOf(routes: Readonly<Record<string, readonly Method[]>>, path: string): readonly Method[] | undefined {
  const parent = path.slice(0, path.lastIndexOf('/') + 1)
  const wild = path.length > parent.length ? `${parent}:silenceID` : path
  for (const pattern of [path, wild]) {
    if (Object.hasOwn(routes, pattern)) return routes[pattern]
  }
  return undefined
}

/** As ServeMux cleans paths: no empty part, no `.` and no `..`. */
function cleanPath(path: string): string {
  if (!/\/\.{0,2}(?:\/|$)/.test(path)) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const clean = `/${parts.join('/')}`
  return clean !== '/' && path.endsWith('/') ? `${clean}/` : clean
}
