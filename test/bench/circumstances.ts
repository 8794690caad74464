// The machine and the versions that figures were taken with.

import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { run } from '../support/child-process.ts'
import type { Circumstances } from './result.ts'

export async function circumstances(programs: ReadonlyMap<string, readonly string[]>): Promise<Circumstances> {
  const packageJson = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  const { version } = JSON.parse(packageJson) as { readonly version: string } // npm needs it
  const alertmanager = programs.get('alertmanager')
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: loadavg()[0] ?? Number.NaN,
    memory: totalmem(),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    tocsin: version,
    alertmanager: alertmanager === undefined ? '' : await alertmanagerVersion(alertmanager),
  }
}

async function alertmanagerVersion(program: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run([...program, '--version'])
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? 'unknown'
}
