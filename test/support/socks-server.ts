// A SOCKS5 proxy for tests (RFC 1928, RFC 1929) that wants a login and connects to loopback, whatever the name.

import { connect, type Socket } from 'node:net'
import { rawServer } from './raw-server.ts'

export interface SocksServer {
  readonly port: number
  /** What was asked for, `host:port`. */
  readonly targets: readonly string[]
  close(): Promise<void>
}

export async function socksServer(login: { readonly user: string; readonly password: string }): Promise<SocksServer> {
  const targets: string[] = []
  const server = await rawServer((socket) => {
    serve(socket, login, targets).catch(() => socket.destroy())
  })
  return { port: server.port, targets, close: server.close }
}

async function serve(socket: Socket, login: { user: string; password: string }, targets: string[]): Promise<void> {
  const read = reader(socket)
  const [, methods = 0] = await read(2)
  const offered = await read(methods)
  if (!offered.includes(2)) {
    socket.end(Buffer.from([5, 0xff]))
    return
  }
  socket.write(Buffer.from([5, 2]))
  await read(1)
  const user = (await read((await read(1))[0] ?? 0)).toString()
  const password = (await read((await read(1))[0] ?? 0)).toString()
  const accepted = user === login.user && password === login.password
  socket.write(Buffer.from([1, accepted ? 0 : 1]))
  if (!accepted) return

  const [, , , kind] = await read(4)
  const host = await address(kind ?? 0, read)
  const port = (await read(2)).readUInt16BE()
  targets.push(`${host}:${port}`)
  const target = connect(port, '127.0.0.1', () => {
    // The address that it is bound to, here as a name to show that any kind is understood.
    socket.write(Buffer.from([5, 0, 0, 3, 1, 0x78, 0, 0]))
    socket.pipe(target).pipe(socket)
  })
  target.on('error', () => socket.destroy())
  socket.on('close', () => target.destroy())
}

async function address(kind: number, read: (count: number) => Promise<Buffer>): Promise<string> {
  if (kind === 1) return [...(await read(4))].join('.')
  if (kind === 3) return (await read((await read(1))[0] ?? 0)).toString()
  const bytes = await read(16)
  return Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':')
}

function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return (count) =>
    new Promise((resolve) => {
      if (count === 0) {
        resolve(Buffer.alloc(0))
        return
      }
      const look = (): void => {
        const bytes: Buffer | null = socket.read(count)
        if (bytes === null) return
        socket.off('readable', look)
        resolve(bytes)
      }
      socket.on('readable', look)
      look()
    })
}
