// Which Tocsin this is, and the Alertmanager that it can stand in for. Read once at the start.

import { readFileSync } from 'node:fs'
import { packageFile } from './package-files.ts'

/** What /api/v2/status, the metrics and --version say of this program. */
export interface BuildInfo {
  /** Our own version, from package.json. */
  readonly version: string
  /** The Alertmanager whose behaviour, flags and API this version has; clients that look for a version get this one. */
  readonly compatibleWith: string
  /** The runtime, where Alertmanager names its Go: `node24.21.0`. */
  readonly runtime: string
  /** In Go's words, as Alertmanager's labels have them: linux, darwin, windows. */
  readonly os: string
  /** In Go's words: amd64, arm64. */
  readonly architecture: string
}

/** The Alertmanager whose behaviour this version has. */
export const compatibleWith = '0.34.0'

/**
 * Reads package.json.
 * @throws when it is missing: then the package is broken.
 */
export function readBuildInfo(): BuildInfo {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))
  const version = (manifest as { readonly version?: unknown }).version
  if (typeof version !== 'string') throw new Error('package.json beside this program has no version')
  return {
    version,
    compatibleWith,
    runtime: `node${process.versions.node}`,
    os: process.platform === 'win32' ? 'windows' : process.platform,
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
  }
}

/** The text of --version, in the form that Alertmanager's own takes. */
export function describeBuild(build: BuildInfo): string {
  return [
    `tocsin, version ${build.version} (compatible with Alertmanager ${build.compatibleWith})`,
    `  runtime:          ${build.runtime}`,
    `  platform:         ${build.os}/${build.architecture}`,
  ].join('\n')
}
