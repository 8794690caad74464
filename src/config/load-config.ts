// Reads the configuration file from disk, with the checks that need other files.

import { readFile } from 'node:fs/promises'
import type { MatcherMode } from '../model/matcher-parser.ts'
import { ConfigError } from '../schema/config-error.ts'
import { inTurns } from '../schema/steps.ts'
import type { TemplateSet } from '../template/template-set.ts'
import { type Config, type ReadConfig, readingConfig } from './config.ts'
import { checkStart } from './start-checks.ts'
import { defaultTemplateSet, loadTemplateFiles } from './template-files.ts'

export interface LoadOptions {
  readonly mode: MatcherMode
  /**
   * What to do about certificates that cannot be read: Alertmanager refuses to start (`refuse`, the default), amtool
   * check-config does not look (`warn` says it without refusing).
   */
  readonly certificates?: 'refuse' | 'warn'
}

/** Reads and checks a configuration file. Throws a ConfigError with everything that is wrong, also for a file that cannot be read. */
export async function loadConfig(file: string, options: LoadOptions): Promise<Config> {
  return configLoader(file, options)()
}

/**
 * As loadConfig, for a file that is loaded again and again. A text that was read before is not read again, which takes most of the time;
 * the files that it names are.
 */
export function configLoader(file: string, options: LoadOptions): () => Promise<Config> {
  const defaultTemplates = defaultTemplateSet()
  const reading = { file, mode: options.mode, defaultTemplates }
  let last: ReadConfig | undefined
  return async () => {
    const text = await readText(file)
    const read = last?.config.text === text ? last : await inTurns(readingConfig(text, reading))
    // What is wrong would be noted in its context.
    last = undefined
    const config = await checked(read, { ...options, defaultTemplates })
    last = read
    return config
  }
}

/** The checks that need other files. */
async function checked(
  read: ReadConfig,
  options: LoadOptions & { readonly defaultTemplates: TemplateSet },
): Promise<Config> {
  const { templates } = read.config
  const { templates: templateSet, problems, badPatterns } = await loadTemplateFiles(templates, options.defaultTemplates)
  for (const { index, message } of badPatterns) {
    const at = read.context.itemOf(read.decoded, 'templates', index)
    read.context.report(at, message, 'Write a file name, or one with * and ?.')
  }
  for (const { at, message, hint } of await checkStart(read)) {
    if (options.certificates === 'warn') read.context.warn(at, message)
    else read.context.report(at, message, hint)
  }
  if (read.context.problemCount + problems.length > 0) throw new ConfigError([...read.context.problems, ...problems])
  return Object.freeze({ ...read.config, templateSet, warnings: read.context.warnings })
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError([
      {
        file,
        line: 1,
        column: 1,
        message: `cannot read this file: ${error.message}`,
        hint: 'Check the path and its permissions.',
      },
    ])
  })
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ConfigError([{ file, line: 1, column: 1, message: 'this file is not UTF-8', hint: 'Save it as UTF-8.' }])
  }
}

/** Byte order marks tell UTF-16, which YAML allows, too. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
