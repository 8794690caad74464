// The configuration as the rest of the program knows it, and how it comes from the text of a file.

import { dirname } from 'node:path'
import type { InhibitRuleConfig } from '../inhibition/rule-schema.ts'
import type { MatcherMode } from '../model/matcher-parser.ts'
import type { TimeInterval } from '../model/time-interval.ts'
import { buildRoute, type Route } from '../routing/route.ts'
import type { RouteConfig } from '../routing/route-schema.ts'
import { ConfigError } from '../schema/config-error.ts'
import { DecodeContext, DecodingStopped } from '../schema/decode-context.ts'
import { SourceText } from '../schema/source-text.ts'
import { atOnce, type Steps } from '../schema/steps.ts'
import { readingYaml, type YamlDocument } from '../schema/yaml-reader.ts'
import { writeYaml } from '../schema/yaml-writer.ts'
import type { TemplateSet } from '../template/template-set.ts'
import { checkReferences } from './check-references.ts'
import { configHash } from './config-hash.ts'
import { type ConfigFile, configFile } from './config-schema.ts'
import type { EventRecorderConfig } from './event-recorder-schema.ts'
import { defaultGlobalConfig, type GlobalConfig } from './global-schema.ts'
import { inheritGlobals, type ReceiverConfig, receiverConfigOf, settleGlobals } from './receiver-schema.ts'
import { defaultTemplateSet } from './template-files.ts'
import type { TracingConfig } from './tracing-schema.ts'
import { warnAbout } from './warnings.ts'

/** A configuration that was read and checked. Frozen: a reload makes a new one. */
export interface Config {
  /** The path as it was given. */
  readonly file: string
  /** The file's text. */
  readonly text: string
  /** The value of alertmanager_config_hash. */
  readonly hash: number
  /** The file as Alertmanager prints it: with defaults, without secrets (config.original of /api/v2/status). */
  readonly original: () => string
  readonly global: GlobalConfig
  /** Globs, relative ones taken from the file's folder. */
  readonly templates: readonly string[]
  /** The default templates and, where the file was loaded from disk, those that `templates` finds. */
  readonly templateSet: TemplateSet
  readonly route: Route
  readonly inhibitRules: readonly InhibitRuleConfig[]
  /** Those of time_intervals and mute_time_intervals, by name. */
  readonly timeIntervals: ReadonlyMap<string, readonly TimeInterval[]>
  readonly receivers: readonly ReceiverConfig[]
  readonly tracing: TracingConfig
  readonly eventRecorder: EventRecorderConfig
  /** What is accepted and deserves a word: `file:line:column: …`. */
  readonly warnings: readonly string[]
}

export interface ParseOptions {
  /** The path of the file: for messages, and for the relative paths in it. */
  readonly file: string
  readonly mode: MatcherMode
  /** The default templates, where somebody has parsed them already. */
  readonly defaultTemplates?: TemplateSet
}

/** Reads a configuration. Throws a ConfigError with everything that is wrong. Looks at no other file. */
export function parseConfig(text: string, options: ParseOptions): Config {
  return atOnce(readingConfig(text, options)).config
}

/** A configuration with the context in which it was read, for checks that need the places of its values. */
export interface ReadConfig {
  readonly config: Config
  /** As decoded: what the context knows the places of. */
  readonly decoded: ConfigFile
  readonly context: DecodeContext
}

/** As parseConfig, for the checks that follow, and in steps: a thousand routes take a tenth of a second. */
export function* readingConfig(text: string, options: ParseOptions): Steps<ReadConfig> {
  const document = yield* readingYaml(text)
  yield 'long'
  const { file, mode, defaultTemplates: templateSet = defaultTemplateSet() } = options
  const context = new DecodeContext({ source: new SourceText(file, text), mode, directory: dirname(file) })
  const decoded = decodeFile(document, context)
  if (decoded === undefined || context.problemCount > 0) throw new ConfigError(context.problems)
  yield 'long'
  const complete = withInherited(decoded, context)
  if (context.problemCount > 0) throw new ConfigError(context.problems)
  warnAbout(decoded, context)
  return { config: configOf(complete, { file, text, templateSet, warnings: context.warnings }), decoded, context }
}

function decodeFile({ root, problems }: YamlDocument, context: DecodeContext): ConfigFile | undefined {
  for (const problem of problems) context.report(problem, problem.message, problem.hint)
  if (problems.length > 0) return undefined
  if (root === undefined) {
    context.report(
      { range: { start: 0, end: 1 } },
      'the file is empty',
      'A configuration needs at least a route and a receiver.',
    )
    return undefined
  }
  try {
    const decoded = context.decode(configFile, root)
    checkReferences(decoded, context)
    return decoded
  } catch (error) {
    if (error instanceof DecodingStopped) return undefined
    throw error
  }
}

/** What the file leaves to `global`, and what it leaves out of it. */
function withInherited(decoded: ConfigFile, context: DecodeContext): ConfigFile & { readonly global: GlobalConfig } {
  const global = decoded.global ?? defaultGlobalConfig
  const named = new Set(namedReceivers(decoded.route))
  const receivers = decoded.receivers.map((receiver) =>
    inheritGlobals(receiver, global, { context, inUse: named.has(receiver.name) }),
  )
  return { ...decoded, global: settleGlobals(global, decoded.receivers), receivers }
}

/** The receivers that routes name. */
function* namedReceivers(route: RouteConfig | undefined): Generator<string> {
  if (route === undefined) return
  yield route.receiver
  for (const child of route.routes) yield* namedReceivers(child)
}

function configOf(
  complete: ConfigFile & { readonly global: GlobalConfig },
  source: Pick<Config, 'file' | 'text' | 'templateSet' | 'warnings'>,
): Config {
  const { global, templates, route, inhibitRules, tracing, eventRecorder } = complete
  if (route === undefined) throw new Error('a configuration without a route passed the checks')
  return Object.freeze({
    ...source,
    hash: configHash(source.text),
    original: once(() => writeYaml(configFile.encode(complete))),
    global,
    templates,
    route: buildRoute(route),
    inhibitRules,
    timeIntervals: new Map(
      [...complete.muteTimeIntervals, ...complete.timeIntervals].map(({ name, timeIntervals }) => [
        name,
        timeIntervals ?? [],
      ]),
    ),
    receivers: complete.receivers.map(receiverConfigOf),
    tracing,
    eventRecorder,
  })
}

/** Writing a long configuration takes as long as reading it, and hardly anybody asks. */
function once(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}
