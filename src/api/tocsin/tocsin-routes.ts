// Puts /api/tocsin/v1 into the server. Errors are in the form of /api/v2.

import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { packageFile } from '../../package-files.ts'
import type { ApiDeps } from '../deps.ts'
import { Query } from '../query.ts'
import type { tocsinRoutes } from '../routes.ts'
import type { ApiServer } from '../server.ts'
import { Slices } from '../slices.ts'
import type { ReadDeps } from '../v2/read-deps.ts'
import { groupsText } from './groups.ts'
import { receiverRecords } from './integration-result.ts'
import { operationOf } from './operation.ts'
import { routeTree } from './route-tree.ts'

/** Written by `npm run generate`; lies at the same distance from the sources and from what is built. */
const openApiFile = packageFile('docs/reference/openapi.gen.json')

type Handler = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

export interface TocsinRoutesOptions {
  readonly read: ReadDeps
  readonly prefix: string
  /** Asked while a long answer is being made. */
  readonly isAbandoned: (reply: FastifyReply) => boolean
}

export function addTocsinRoutes(server: ApiServer, { read, prefix, isAbandoned }: TocsinRoutesOptions): void {
  const { deps, turns } = read
  const handlers: Record<keyof typeof tocsinRoutes, Handler> = {
    '/groups': (request, reply) => {
      const slices = new Slices({ clock: deps.clock, turns, isAbandoned: () => isAbandoned(reply) })
      const withAlerts = Query.of(request.url).flag('alerts')
      return sendJson(request, reply, Readable.from(groupsText({ read, slices, withAlerts })))
    },
    '/receivers': (request, reply) => sendValue(request, reply, receiverRecords(deps)),
    '/routes': (request, reply) => sendValue(request, reply, routeTree(deps)),
    '/operation': (request, reply) => sendValue(request, reply, operationOf(deps)),
    '/live': (request, reply) => sendLive(deps, request, reply),
    '/openapi.json': (request, reply) => sendJson(request, reply, createReadStream(openApiFile)),
  }
  for (const [path, handle] of Object.entries(handlers)) {
    const url = `/api/tocsin/v1${path}`
    server.get(prefix + url, { config: { handler: url, isEndless: path === '/live' } }, (request, reply) => {
      if (reply.isAnswered) return reply
      reply.isAnswered = true
      return handle(request, reply.header('cache-control', 'no-store'))
    })
  }
}

function sendValue(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  return sendJson(request, reply, Readable.from([`${JSON.stringify(value)}\n`]))
}

/** Thousands of alerts shrink to a tenth: a phone is glad of it. The cheapest level does most of that. */
function sendJson(request: FastifyRequest, reply: FastifyReply, body: Readable): FastifyReply {
  reply.header('content-type', 'application/json').header('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(body)
  const zipped = createGzip({ level: 1 })
  body.on('error', (error) => zipped.destroy(error))
  zipped.on('close', () => body.destroy())
  return reply.header('content-encoding', 'gzip').send(body.pipe(zipped))
}

function sendLive(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const last = request.headers['last-event-id']
  const after = typeof last === 'string' && last !== '' ? last : Query.of(request.url).last('after')
  const stream = deps.live.read(after)
  if (stream === undefined) {
    return reply
      .code(503)
      .header('retry-after', '60')
      .header('content-type', 'application/json')
      .send(Buffer.from(`${JSON.stringify({ code: 503, message: 'too many readers of the live stream' })}\n`))
  }
  return (
    reply
      .header('content-type', 'text/event-stream')
      // nginx would gather the events otherwise.
      .header('x-accel-buffering', 'no')
      .send(stream)
  )
}
