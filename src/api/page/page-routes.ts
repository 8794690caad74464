// Puts the web page into the server: each of its files at its own path, so that an unknown path stays unknown.

import type { FastifyReply } from 'fastify'
import type { ApiServer } from '../server.ts'
import type { PageAnswer, PageFiles } from './page-files.ts'

/** The files beside the page itself, which `/` answers. */
export function addPageRoutes(server: ApiServer, page: PageFiles, prefix: string): void {
  for (const path of page.paths) {
    server.get(prefix + path, async (request, reply) => {
      const answer = await page.file(path, request.headers['accept-encoding'])
      if (answer !== undefined) sendPage(reply, answer)
      return reply
    })
  }
}

export function sendPage(reply: FastifyReply, { headers, body }: PageAnswer): void {
  reply.headers(headers).send(body)
}
