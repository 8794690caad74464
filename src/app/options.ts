// The command line of the server, read into Options. What each flag is called and does stands in options/flag-table.ts.

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, hostname } from 'node:os'
import type { Duration } from '../model/instant.ts'
import { Regexp } from '../model/regexp.ts'
import { describeBuild, readBuildInfo } from '../version.ts'
import { CommandLineError, readValues, type Scanned, scanCommandLine } from './options/command-line.ts'
import { resolveExternalURL, routePrefix } from './options/external-url.ts'
import { type Features, readFeatures } from './options/features.ts'
import { type ServerFlagValues, serverFlags } from './options/flag-table.ts'
import { type ListenAddress, readListenAddress, systemdSockets } from './options/listen-address.ts'
import { describeFlags } from './options/usage.ts'

export { resolveExternalURL } from './options/external-url.ts'
export type { Features } from './options/features.ts'
export type { ListenAddress } from './options/listen-address.ts'

/** Everything that the command line decides. Spans are in milliseconds, sizes in bytes; a limit of 0 is none. */
export interface Options {
  readonly configFile: string
  readonly storagePath: string
  readonly retention: Duration
  readonly maintenanceInterval: Duration
  readonly silences: { readonly maxSilences: number; readonly maxSilenceSizeBytes: number; readonly log: boolean }
  readonly alerts: { readonly gcInterval: Duration; readonly perAlertnameLimit: number }
  readonly dispatch: { readonly maintenanceInterval: Duration; readonly startDelay: Duration }
  readonly web: WebOptions
  readonly cluster: ClusterOptions
  readonly features: Features
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly format: 'logfmt' | 'json' }
  /** What the person who started the server should know; to be logged at the start. */
  readonly warnings: readonly string[]
}

export interface WebOptions {
  /** At least one. */
  readonly listenAddresses: readonly ListenAddress[]
  /** '' for none. */
  readonly configFile: string
  /** Without a slash at its end. Where --web.external-url is missing, from the host name and the port that was asked for. */
  readonly externalURL: string
  /** False when externalURL is the default: a server that listens on port 0 has to resolve it again (resolveExternalURL). */
  readonly externalURLGiven: boolean
  /** '/' for none, else as '/alertmanager': with a slash before and none after. */
  readonly routePrefix: string
  /** At least 1. */
  readonly getConcurrency: number
  /** 0 for none. */
  readonly timeout: Duration
  /** A regular expression for the whole origin; undefined when no other origin may use the API. */
  readonly corsOrigin: string | undefined
  readonly maxBodySize: number
}

export interface ClusterOptions {
  /** False when --cluster.listen-address is empty. */
  readonly enabled: boolean
  readonly listenAddress: string
  readonly peerName: string
  readonly peers: readonly string[]
}

/** What the command line is read beside: the machine. Tests pass their own. */
export interface Environment {
  readonly hostname: () => string
  readonly parallelism: number
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly pid: number
  readonly randomBytes: (count: number) => Uint8Array
  readonly readFile: (path: string) => string
}

/**
 * Either the options, or what to print and with which code to exit: to stdout with 0 (--help, --version), to stderr with 1.
 */
export type ParsedOptions =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly message: string; readonly exitCode: number }

/** The machine that this process runs on. */
export function systemEnvironment(): Environment {
  return {
    hostname,
    parallelism: availableParallelism(),
    variables: process.env,
    pid: process.pid,
    randomBytes,
    readFile: (path) => readFileSync(path, 'utf8'),
  }
}

/** Reads the server's command line, without the program's name. Checks what can be checked without touching a file. */
export function parseOptions(argv: readonly string[], environment: Environment = systemEnvironment()): ParsedOptions {
  const scanned = scanCommandLine(argv, { flags: serverFlags, operands: false, readFile: environment.readFile })
  // As kingpin: --version counts even where something else is wrong, --help does not.
  if (scanned.given.has('version')) return { ok: false, message: describeBuild(readBuildInfo()), exitCode: 0 }
  try {
    if (scanned.problem !== undefined) throw scanned.problem
    if (scanned.given.has('help')) return { ok: false, message: serverUsage(), exitCode: 0 }
    return { ok: true, options: readOptions(scanned, environment) }
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error
    return { ok: false, message: `tocsin: error: ${error.message}, try --help`, exitCode: 1 }
  }
}

/** What --help prints. */
export function serverUsage(): string {
  return `usage: tocsin [serve] [<flags>]\n\nRoutes alerts to those who should know. What else there is: tocsin help.\n\nFlags:\n${describeFlags(serverFlags)}`
}

function readOptions(scanned: Scanned, environment: Environment): Options {
  const flags = readValues(scanned, serverFlags)
  const features = naming('enable-feature', () => readFeatures(flags['enable-feature']))
  if (features.names.has('auto-gomemlimit')) checkRatio(flags['auto-gomemlimit.ratio'])
  for (const name of ['config.file', 'storage.path'] as const) {
    if (flags[name] === '') throw new CommandLineError(`--${name} must not be empty`)
  }
  return {
    configFile: flags['config.file'],
    storagePath: flags['storage.path'],
    retention: flags['data.retention'],
    maintenanceInterval: flags['data.maintenance-interval'],
    silences: {
      maxSilences: Math.max(flags['silences.max-silences'], 0),
      maxSilenceSizeBytes: Math.max(flags['silences.max-silence-size-bytes'], 0),
      log: flags['log.silences'],
    },
    alerts: {
      gcInterval: flags['alerts.gc-interval'],
      perAlertnameLimit: Math.max(flags['alerts.per-alertname-limit'], 0),
    },
    dispatch: {
      maintenanceInterval: flags['dispatch.maintenance-interval'],
      startDelay: Math.max(flags['dispatch.start-delay'], 0),
    },
    web: readWebOptions(flags, environment),
    cluster: {
      enabled: flags['cluster.listen-address'] !== '',
      listenAddress: flags['cluster.listen-address'],
      peerName: flags['cluster.peer-name'] || randomPeerName(environment),
      peers: flags['cluster.peer'],
    },
    features,
    log: { level: flags['log.level'], format: flags['log.format'] },
    warnings: [...features.warnings, ...warnAboutFlagsWithoutEffect(scanned)],
  }
}

function readWebOptions(flags: ServerFlagValues, environment: Environment): WebOptions {
  const listenAddresses = flags['web.systemd-socket']
    ? systemdSockets(environment.variables, environment.pid)
    : flags['web.listen-address'].map((text) => naming('web.listen-address', () => readListenAddress(text)))
  const first = listenAddresses[0]
  const port = first?.kind === 'tcp' ? first.port : undefined
  const external = flags['web.external-url']
  const externalURL = naming('web.external-url', () =>
    resolveExternalURL({ external, port, hostname: environment.hostname }),
  )
  const getConcurrency = flags['web.get-concurrency']
  return {
    listenAddresses,
    configFile: flags['web.config.file'],
    externalURL,
    externalURLGiven: external !== '',
    routePrefix: routePrefix(flags['web.route-prefix'], externalURL),
    // As api/api.go New: the processors, but at least 8.
    getConcurrency: getConcurrency >= 1 ? getConcurrency : Math.max(environment.parallelism, 8),
    timeout: Math.max(flags['web.timeout'], 0),
    corsOrigin: naming('web.cors.origin', () => readOriginPattern(flags['web.cors.origin'])),
    maxBodySize: flags['web.max-body-size'],
  }
}

/** Only checked here: the server compiles it. */
function readOriginPattern(pattern: string): string | undefined {
  if (pattern === '') return undefined
  try {
    return new Regexp(pattern).source
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error))
  }
}

/** Runs a check of one flag's value, so that its complaint says which flag it is about. */
function naming<T>(flag: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof CommandLineError) throw new CommandLineError(`--${flag}: ${error.message}`)
    throw error
  }
}

function checkRatio(ratio: number): void {
  if (ratio > 0 && ratio <= 1) return
  throw new CommandLineError('--auto-gomemlimit.ratio must be greater than 0 and less than or equal to 1')
}

/** One line a reason, whatever the number of flags: prometheus-operator gives many of them. */
function warnAboutFlagsWithoutEffect(scanned: Scanned): readonly string[] {
  const byReason = new Map<string, string[]>()
  for (const [name, flag] of Object.entries(serverFlags)) {
    if (!scanned.given.has(name) || flag.noEffect === undefined) continue
    byReason.set(flag.noEffect, [...(byReason.get(flag.noEffect) ?? []), `--${name}`])
  }
  return [...byReason].map(([reason, names]) => `No effect: ${names.join(', ')} (${reason})`)
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 26 letters and digits as a ULID has them; Alertmanager names its peers so. All of it is random: nobody sorts by it. */
function randomPeerName(environment: Environment): string {
  return Array.from(environment.randomBytes(26), (byte) => crockford[byte & 31]).join('')
}
