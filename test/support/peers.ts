// Where the real Prometheus, Alertmanager and amtool are. peers.sh brings them; a test that needs one fails without it.

import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const binaries = join(import.meta.dirname, '../../.peers/root/usr/bin')

/** The command that starts a real program; arguments follow. Throws when the program is missing. */
export function peer(name: 'prometheus' | 'prometheus-alertmanager' | 'amtool'): readonly string[] {
  const binary = join(binaries, name)
  if (!existsSync(binary)) {
    throw new Error(`missing: ${name}. Run test/support/peers.sh, which says why it cannot be had here.`)
  }
  return name === 'prometheus-alertmanager' ? alertmanagerCommand(binary) : [binary]
}

/**
 * The command that starts an Alertmanager. Debian's reads its default templates from /usr/share: where it was only
 * unpacked, a mount namespace of its own shows it those that came with it. `exec` keeps the process id that the caller
 * knows.
 */
export function alertmanagerCommand(binary: string): readonly string[] {
  const share = resolve(dirname(binary), '../share')
  if (!existsSync(join(share, 'prometheus/alertmanager'))) return [binary]
  const script = 'mount -t overlay overlay -o lowerdir="$0":/usr/share /usr/share && exec "$@"'
  const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user']
  return ['unshare', ...namespace, 'sh', '-c', script, share, binary]
}
