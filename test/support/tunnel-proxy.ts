// A proxy that takes CONNECT to anywhere and leads to one port of loopback, for recordings of what goes to addresses that
// cannot be configured.

import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface TunnelProxy {
  readonly port: number
  close(): Promise<void>
}

/** Listens on 127.0.0.1. */
export async function tunnelProxy(target: { readonly port: number }): Promise<TunnelProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', (_, client: Socket, head: Buffer) => {
    const onward = connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      onward.pipe(client).pipe(onward)
    })
    for (const socket of [client, onward]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket)).on('error', () => client.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
