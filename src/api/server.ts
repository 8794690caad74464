// The API as a fastify instance: puts access, limits, cross-origin rules and request metrics around the handlers.
// It does not listen: that is listen.ts.

import { Readable } from 'node:stream'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { CrossOrigin } from './cors.ts'
import type { ApiDeps } from './deps.ts'
import { answerPlain, type PlainPath } from './management.ts'
import { PageFiles } from './page/page-files.ts'
import { addPageRoutes, sendPage } from './page/page-routes.ts'
import { type PlainAnswer, redirect, textError } from './plain-answer.ts'
import { Query } from './query.ts'
import { RequestLimits } from './request-limits.ts'
import { answerMissing, isInApi, plainRoutes, v2Routes } from './routes.ts'
import { Abandoned } from './slices.ts'
import { addTocsinRoutes } from './tocsin/tocsin-routes.ts'
import { Turns } from './turns.ts'
import { type Answer, problem } from './v2/answer.ts'
import { refuseMediaTypes } from './v2/content-negotiation.ts'
import { type ApiHandlers, apiHandlers, type V2Path } from './v2/handlers.ts'
import { KeptAnswers } from './v2/kept-answers.ts'
import type { WebGate } from './web/gate.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** True once it was decided what to answer; fastify's own \`sent\` is true only when all of it is written. */
    isAnswered: boolean
  }
  interface FastifyContextConfig {
    /** The label `handler` of the request metrics; what has none is not measured. */
    readonly handler?: string
    readonly inApi?: boolean
    /** Its answer has no end: it is no request in flight, and no timeout is meant for it. */
    readonly isEndless?: boolean
  }
}

/** The server, not listening yet. Requests can be injected. */
export type ApiServer = FastifyInstance

/** @param gate decides about access; undefined without a web configuration file */
export function createServer(deps: ApiDeps, gate?: WebGate): ApiServer {
  const prefix = deps.options.routePrefix === '/' ? '' : deps.options.routePrefix
  const server = fastify({
    logger: false,
    bodyLimit: deps.options.maxBodySize,
    exposeHeadRoutes: false,
    // No route has a schema. Left to itself, fastify loads compilers for them all the same.
    schemaController: { compilersFactory: { buildValidator: withoutSchemas, buildSerializer: withoutSchemas } },
    routerOptions: { maxParamLength: 4096, querystringParser: () => ({}) },
    frameworkErrors: (_error, _request, reply) => sendPlain(reply, textError(400, '400 Bad Request')),
  })
  server.decorateReply('isAnswered', false)
  // Bodies are read whole; who wants one parses it.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.setErrorHandler(sendError)
  server.setNotFoundHandler((request, reply) => sendMissing(request, reply, prefix))

  if (gate !== undefined) addGate(server, gate)
  const limits = new RequestLimits(deps)
  addEntryHook(server, { prefix, limits, origins: new CrossOrigin(deps.options.corsOrigin) })
  addObserver(server, deps)
  const turns = new Turns()
  const kept = new KeptAnswers(deps, turns)
  server.addHook('onClose', async () => kept[Symbol.dispose]())
  const read = { deps, kept, turns }
  addApiRoutes(server, `${prefix}/api/v2`, { handlers: apiHandlers(read), limits })
  const isAbandoned = (reply: FastifyReply): boolean => reply.raw.destroyed || limits.hasTimedOut(reply)
  addTocsinRoutes(server, { read, prefix, isAbandoned })
  const page = deps.options.pageDirectory === undefined ? undefined : PageFiles.in(deps.options.pageDirectory)
  if (page !== undefined) {
    addPageRoutes(server, { page, prefix, sendMissing: (request, reply) => sendMissing(request, reply, prefix) })
  }
  addPlainRoutes(server, { deps, prefix, page })
  return server
}

function withoutSchemas(): never {
  throw new Error('a route has a schema')
}

function addGate(server: ApiServer, gate: WebGate): void {
  server.addHook('onRequest', async (request, reply) => {
    const { headers, refusal } = await gate.admit(request.headers.authorization)
    reply.headers(headers)
    if (refusal !== undefined) return sendPlain(reply, refusal)
  })
}

/** What comes before every handler, in Alertmanager's order: concurrency, timeout, cross-origin, path, media types. */
function addEntryHook(
  server: ApiServer,
  {
    prefix,
    limits,
    origins,
  }: { readonly prefix: string; readonly limits: RequestLimits; readonly origins: CrossOrigin },
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { method, headers } = request
    const refusal = request.routeOptions.config.isEndless ? undefined : limits.enter(method, reply)
    if (refusal !== undefined) return sendPlain(reply, refusal)
    const { config } = request.routeOptions
    const inApi = config.inApi ?? isInApi(request.url, prefix)
    if (!inApi) return request.is404 ? sendMissing(request, reply, prefix) : done()

    if (CrossOrigin.isPreflight(method, headers)) {
      return sendPlain(reply, { status: 204, headers: origins.preflight(headers), body: '' })
    }
    reply.header('cache-control', 'no-store').header('vary', 'Origin')
    const allowed = origins.allowOrigin(method, headers.origin)
    if (allowed !== undefined) reply.header('access-control-allow-origin', allowed)
    if (request.is404 || lacksId(request)) return sendMissing(request, reply, prefix)
    const refused = refuseMediaTypes({
      contentType: headers['content-type'],
      accept: headers.accept,
      hasBody: hasBody(request),
    })
    if (refused !== undefined) return sendAnswer(reply, refused)
    done()
  })
}

/** fastify takes the nothing in `/silence/` for an id. */
function lacksId({ params }: FastifyRequest): boolean {
  return (params as { readonly silenceID?: string }).silenceID === ''
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function addObserver(server: ApiServer, { observer }: ApiDeps): void {
  if (observer === undefined) return
  server.addHook('onResponse', (request, reply, done) => {
    const { handler, inApi } = request.routeOptions.config
    if (handler !== undefined) {
      observer.observeRequest({
        handler,
        method: request.method,
        code: reply.statusCode,
        duration: reply.elapsedTime,
        ...(inApi ? {} : { responseBytes: Number(reply.getHeader('content-length') ?? 0) }),
      })
    }
    done()
  })
}

function addApiRoutes(
  server: ApiServer,
  prefix: string,
  { handlers, limits }: { readonly handlers: ApiHandlers; readonly limits: RequestLimits },
): void {
  for (const [path, methods] of Object.entries(v2Routes) as [V2Path, (typeof v2Routes)[V2Path]][]) {
    const handler = `/api/v2${path.replace(':silenceID', '{silenceID}')}`
    for (const method of methods) {
      const answer = handlers[path][method as keyof ApiHandlers[V2Path]]
      const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        try {
          sendAnswer(reply, await answer(apiRequestOf(request, reply, limits)))
        } catch (error) {
          if (!(error instanceof Abandoned)) throw error
        }
        return reply
      }
      for (const slash of ['', '/']) {
        server.route({
          method,
          url: prefix + path + slash,
          config: { handler: handler + slash, inApi: true },
          handler: handle,
        })
      }
    }
  }
}

function apiRequestOf(
  request: FastifyRequest,
  reply: FastifyReply,
  limits: RequestLimits,
): Parameters<ApiHandlers['/alerts']['GET']>[0] {
  const { body, params } = request as {
    readonly body: Buffer | undefined
    readonly params: { readonly silenceID?: string }
  }
  return {
    query: Query.of(request.url),
    silenceID: params.silenceID ?? '',
    body,
    isAbandoned: () => reply.raw.destroyed || limits.hasTimedOut(reply),
  }
}

function addPlainRoutes(
  server: ApiServer,
  { deps, prefix, page }: { readonly deps: ApiDeps; readonly prefix: string; readonly page: PageFiles | undefined },
): void {
  for (const [path, methods] of Object.entries(plainRoutes) as [
    PlainPath,
    readonly ('GET' | 'HEAD' | 'POST' | 'DELETE')[],
  ][]) {
    server.route({
      method: [...methods],
      url: prefix + path,
      // The routes of API v1 are labelled without its prefix, as Alertmanager does.
      config: { handler: path.replace(/^\/api\/v1/, '').replace(':silenceID', ':sid') },
      handler: async (request, reply) => {
        if (path === '/' && page !== undefined) sendPage(reply, page.index())
        else sendPlain(reply, await answerPlain(deps, path, request.method))
        return reply
      },
    })
  }
  if (prefix === '') return
  server.get('/', { config: { handler: '/' } }, (request, reply) =>
    sendPlain(reply, redirect(request.method, 302, prefix)),
  )
}

function sendMissing(request: FastifyRequest, reply: FastifyReply, prefix: string): void {
  const missing = answerMissing({ method: request.method, url: request.url, prefix })
  if (missing.kind === 'api') sendAnswer(reply, missing.answer)
  else sendPlain(reply, missing.answer)
}

function sendAnswer(reply: FastifyReply, { status, headers, body }: Answer): void {
  if (reply.isAnswered) return
  reply.isAnswered = true
  reply.code(status)
  if (headers !== undefined) reply.headers(headers)
  if (body === undefined) {
    reply.send()
    return
  }
  // Buffers, since fastify adds a charset to JSON that is sent as text; Alertmanager's content type has none.
  reply.header('content-type', 'application/json')
  if (typeof body === 'string') reply.send(Buffer.from(body))
  else reply.send(Buffer.isBuffer(body) ? body : Readable.from(encoded(body), { highWaterMark: 2 }))
}

/** A socket takes bytes at a third of what strings cost it. */
async function* encoded(pieces: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}

function sendPlain(reply: FastifyReply, { status, headers, body }: PlainAnswer): void {
  reply
    .code(status)
    .headers(headers)
    .send(body === '' ? undefined : Buffer.from(body))
}

/** Errors of fastify's own, and what a handler threw: a bug, told without its insides. */
function sendError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500
  const tooLarge = 'the request body is larger than --web.max-body-size allows'
  const message = status === 413 ? tooLarge : status < 500 ? error.message : 'internal server error'
  sendAnswer(reply, problem(status, message))
}
