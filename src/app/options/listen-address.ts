// Where the server listens, read from `:9093`, `[::1]:9093`, `host:9093` or from what systemd hands over.

import { CommandLineError } from './command-line.ts'

/** A place to listen at. Without a host: every address of the machine, IPv4 and IPv6. */
export type ListenAddress =
  | { readonly kind: 'tcp'; readonly host: string | undefined; readonly port: number; readonly text: string }
  | { readonly kind: 'descriptor'; readonly descriptor: number; readonly text: string }

/** Reads host and port as Go's net.SplitHostPort does. @throws CommandLineError */
export function readListenAddress(text: string): ListenAddress {
  if (text.startsWith('vsock://')) throw new CommandLineError(`"${text}": vsock is not supported; listen on TCP`)
  const found = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(text)
  if (found === null) throw new CommandLineError(`"${text}": ${complaint(text)}`)
  const port = found[3] as string
  if (!/^\d*$/.test(port) || Number(port) > 65_535) throw new CommandLineError(`"${text}": "${port}" is not a port`)
  const host = found[1] ?? found[2] ?? ''
  return { kind: 'tcp', host: host === '' ? undefined : host, port: Number(port), text }
}

function complaint(text: string): string {
  if (!text.includes(':')) return 'the port is missing; write `:9093` or `host:9093`'
  return 'too many colons; write an IPv6 address in brackets, as in `[::1]:9093`'
}

/** systemd's first socket (sd_listen_fds(3)); those before are stdin, stdout and stderr. */
const firstDescriptor = 3

/** The sockets that systemd opened for this process. @throws CommandLineError when there is none. */
export function systemdSockets(
  variables: Readonly<Record<string, string | undefined>>,
  pid: number,
): readonly ListenAddress[] {
  const count = Number(variables.LISTEN_PID) === pid ? Number(variables.LISTEN_FDS ?? 0) : 0
  if (!(count > 0)) {
    throw new CommandLineError(
      '--web.systemd-socket: no socket activation file descriptors found (systemd set no LISTEN_FDS for this process)',
    )
  }
  return Array.from({ length: count }, (_, i) => {
    const descriptor = firstDescriptor + i
    return { kind: 'descriptor', descriptor, text: `fd:${descriptor}` }
  })
}
