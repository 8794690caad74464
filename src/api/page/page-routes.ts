// Puts the web page into the server. What is none of its files is as unknown as any other path.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiServer } from '../server.ts'
import type { PageAnswer, PageFiles } from './page-files.ts'

export interface PageRoutesOptions {
  readonly page: PageFiles
  /** '' for none, else as '/alertmanager'. */
  readonly prefix: string
  /** Answers a request for what is not there. */
  readonly sendMissing: (request: FastifyRequest, reply: FastifyReply) => void
}

/** The files beside the page itself, which `/` answers. */
export function addPageRoutes(server: ApiServer, { page, prefix, sendMissing }: PageRoutesOptions): void {
  const answer = async (path: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const file = await page.file(path, request.headers['accept-encoding'])
    if (file === undefined) sendMissing(request, reply)
    else sendPage(reply, file)
    return reply
  }
  for (const icon of ['/favicon.svg', '/favicon.ico']) {
    server.get(prefix + icon, (request, reply) => answer(icon, request, reply))
  }
  server.get<{ Params: { '*': string } }>(`${prefix}/assets/*`, (request, reply) =>
    answer(`/assets/${request.params['*']}`, request, reply),
  )
}

export function sendPage(reply: FastifyReply, { headers, body }: PageAnswer): void {
  reply.headers(headers).send(body)
}
