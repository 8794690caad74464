// A TCP server on loopback for peers that misbehave: it hands every connection to the test.

import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface RawServer {
  readonly port: number
  close(): Promise<void>
}

/** Listens on 127.0.0.1. Errors of connections are nobody's business. */
export async function rawServer(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP, so it is one
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
