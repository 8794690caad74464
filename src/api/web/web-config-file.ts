// The web configuration file as it is now: read again when it, or a certificate that it names, has changed.

import { readFileSync, statSync } from 'node:fs'
import type { SecureContextOptions } from 'node:tls'
import { ConfigError } from '../../schema/config-error.ts'
import { tlsFiles, tlsOptions } from './tls.ts'
import { parseWebConfig, type WebConfig } from './web-config.ts'

/** What was read together. */
export interface WebSettings {
  readonly config: WebConfig
  /** Undefined where plain HTTP is spoken. */
  readonly tls: SecureContextOptions | undefined
}

/** Looks at the files at each question: a certificate that was renewed counts for the next connection, as in exporter-toolkit. */
export class WebConfigFile {
  readonly #file: string
  #read: { readonly settings: WebSettings; readonly stamp: string; readonly files: readonly string[] }

  /** @throws ConfigError, or an Error for a certificate that cannot be used */
  constructor(file: string) {
    this.#file = file
    this.#read = this.#readAgain()
  }

  /** The same object as long as nothing has changed. Throws when what is there now cannot be used; then nothing is kept of it. */
  settings(): WebSettings {
    if (stampOf(this.#read.files) !== this.#read.stamp) this.#read = this.#readAgain()
    return this.#read.settings
  }

  #readAgain(): { readonly settings: WebSettings; readonly stamp: string; readonly files: readonly string[] } {
    // Stamped before it is read: what changes in between is read once more.
    const before = stampOf([this.#file])
    const config = parseWebConfig(readText(this.#file), this.#file)
    const named = config.tlsServerConfig.enabled ? tlsFiles(config.tlsServerConfig) : []
    const stamp = [before, ...named.map((file) => stampOf([file]))].join(' ')
    const tls = config.tlsServerConfig.enabled ? tlsOptions(config.tlsServerConfig) : undefined
    return { settings: { config, tls }, stamp, files: [this.#file, ...named] }
  }
}

function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
      return stat === undefined ? 'none' : `${stat.ino}-${stat.size}-${stat.mtimeNs}`
    })
    .join(' ')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const message = `cannot read this file: ${(error as Error).message}`
    throw new ConfigError([{ file, line: 1, column: 1, message, hint: 'Check --web.config.file and its permissions.' }])
  }
}
