// The commands that start what is measured: Tocsin as built, and the Alertmanager that is given or found.

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RouterKind } from '../support/alert-router.ts'
import { alertmanagerCommand } from '../support/peers.ts'

const project = join(import.meta.dirname, '../..')

export interface ProgramOptions {
  /** dist/main.js of another build. */
  readonly tocsin?: string | undefined
  /** The path of an Alertmanager. Without it: .peers, /usr/bin, PATH. */
  readonly alertmanager?: string | undefined
  /** Measures this server alone. */
  readonly only?: string | undefined
}

/** In the order of their turns. @throws when there is no Alertmanager, and it is not left out */
export function programs({ tocsin, alertmanager, only }: ProgramOptions): ReadonlyMap<RouterKind, readonly string[]> {
  const found = new Map<RouterKind, readonly string[]>()
  if (only !== 'alertmanager') {
    found.set('tocsin', [join(project, 'node_modules/.bin/node'), resolve(tocsin ?? join(project, 'dist/main.js'))])
  }
  if (only !== 'tocsin') found.set('alertmanager', alertmanagerCommand(resolve(alertmanager ?? findAlertmanager())))
  return found
}

function findAlertmanager(): string {
  const folders = [join(project, '.peers/root/usr/bin'), '/usr/bin', ...(process.env.PATH ?? '').split(':')]
  const places = folders.flatMap((folder) => [join(folder, 'prometheus-alertmanager'), join(folder, 'alertmanager')])
  const place = places.find((path) => existsSync(path))
  if (place === undefined) {
    throw new Error(
      'missing: Alertmanager. Run test/support/peers.sh, or name it: npm run bench -- --alertmanager PATH',
    )
  }
  return place
}
