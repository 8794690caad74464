// A port of loopback that nothing listens on, for a process that has to be told its port.

import { type AddressInfo, createServer } from 'node:net'

/** Asks the system for a free port. It stays free only until somebody takes it, so use it at once. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so it is one
  await new Promise((resolve) => server.close(resolve))
  return port
}
