// Opens a way through a SOCKS5 proxy (RFC 1928, RFC 1929). The proxy resolves the name, for socks5:// as for socks5h://.

import { isIP, type Socket } from 'node:net'
import type { ProxyServer } from './proxy.ts'

const version = 5
const noLogin = 0
const passwordLogin = 2

const refusals: readonly string[] = [
  'succeeded',
  'general SOCKS server failure',
  'connection not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
]

/** Speaks to a freshly connected proxy until the target is reached; then the socket is the target's. */
export async function openSocksTunnel(
  socket: Socket,
  proxy: Pick<ProxyServer, 'user'>,
  target: { readonly hostname: string; readonly port: string },
): Promise<void> {
  const methods = proxy.user === undefined ? [noLogin] : [noLogin, passwordLogin]
  socket.write(Buffer.from([version, methods.length, ...methods]))
  const [, method] = await readBytes(socket, 2)
  if (method === passwordLogin && proxy.user !== undefined) await logIn(socket, proxy.user)
  else if (method !== noLogin) throw new Error('socks connect: no acceptable authentication methods')

  const port = Number(target.port)
  socket.write(
    Buffer.concat([Buffer.from([version, 1, 0]), address(target.hostname), Buffer.from([port >> 8, port & 0xff])]),
  )
  const [, status = 1, , kind] = await readBytes(socket, 4)
  if (status !== 0) throw new Error(`socks connect: ${refusals[status] ?? `unknown code: ${status}`}`)
  const length = kind === 1 ? 4 : kind === 4 ? 16 : (await readBytes(socket, 1))[0]
  await readBytes(socket, (length ?? 0) + 2)
}

async function logIn(socket: Socket, user: { readonly name: string; readonly password: string }): Promise<void> {
  socket.write(Buffer.concat([Buffer.from([1]), shortText(user.name), shortText(user.password)]))
  const [, status] = await readBytes(socket, 2)
  if (status !== 0) throw new Error('socks connect: username/password authentication failed')
}

function address(hostname: string): Buffer {
  const family = isIP(hostname)
  if (family === 4) return Buffer.from([1, ...hostname.split('.').map(Number)])
  if (family === 6) return Buffer.from([4, ...ipv6Bytes(hostname)])
  return Buffer.concat([Buffer.from([3]), shortText(hostname)])
}

/** Of the form that a WHATWG URL gives an address: at most one `::`, no dotted part. */
function ipv6Bytes(text: string): number[] {
  const [head = '', tail] = text.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const before = groups(head)
  const after = groups(tail ?? '')
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].flatMap((group) => [
    Number.parseInt(group, 16) >> 8,
    Number.parseInt(group, 16) & 0xff,
  ])
}

function shortText(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length > 255) throw new Error('socks connect: a name or password is longer than 255 bytes')
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}

/** Reads exactly so many bytes and leaves the rest in the socket. */
function readBytes(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      socket.off('readable', look).off('error', fail).off('close', close)
      finish()
    }
    const look = (): void => {
      const bytes: Buffer | null = socket.read(count)
      if (bytes !== null)
        settle(() => (bytes.length === count ? resolve(bytes) : reject(new Error('socks connect: short answer'))))
    }
    const fail = (error: Error): void => settle(() => reject(error))
    const close = (): void => settle(() => reject(new Error('socks connect: the proxy closed the connection')))
    socket.on('readable', look).on('error', fail).on('close', close)
    look()
  })
}
