// What Node.js does by itself with a request: reads its body, and answers. More by the mode: parses the body, sends it on, or answers
// with as many bytes as are wanted.

import { Agent, createServer, request } from 'node:http'

/** What the server does beside reading. */
export type BareMode = 'read' | 'parse' | 'send on' | 'answer'

if (import.meta.main) {
  const [port, mode, detail] = process.argv.slice(2) as [string, BareMode, string]
  serve(Number(port), mode, detail)
}

/** @param detail where the body is sent on to, or how many bytes are answered */
function serve(port: number, mode: BareMode, detail: string): void {
  const agent = new Agent({ keepAlive: true })
  const page = mode === 'answer' ? Buffer.alloc(Number(detail), 'a') : undefined
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      if (mode === 'parse') JSON.parse(body.toString())
      answer.end(page)
      if (mode !== 'send on') return
      const headers = { 'content-type': 'application/json', 'content-length': body.length }
      request(detail, { method: 'POST', agent, headers }, (reply) => reply.resume()).end(body)
    })
  })
  server.listen(port, '127.0.0.1', () => process.stdout.write('listening\n'))
}
