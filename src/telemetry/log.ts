// The logger: levels, fields that stay, lines to a sink. Whoever logs is handed one; there is no global one.

import type { Instant } from '../model/instant.ts'
import { formatJson, formatLogfmt, type LogFields, type LogLevel } from './log-format.ts'

export type { LogFields, LogLevel } from './log-format.ts'

/** Takes finished lines, without their newline. */
export interface LogSink {
  write(line: string): void
}

export interface LoggerOptions {
  readonly level: LogLevel
  readonly format: 'logfmt' | 'json'
  /** The clock, or the part of it that a logger needs. */
  readonly clock: { now(): Instant }
  readonly sink: LogSink
}

const severity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

/** Writes lines at or above a level. */
export class Logger {
  readonly #options: LoggerOptions
  readonly #fields: LogFields

  /** @param fields on every line, after its message. */
  constructor(options: LoggerOptions, fields: LogFields = {}) {
    this.#options = options
    this.#fields = fields
  }

  /** A logger whose lines carry these fields too. */
  with(fields: LogFields): Logger {
    return new Logger(this.#options, { ...this.#fields, ...fields })
  }

  /** True when lines of this level are written: spares the making of costly fields. */
  logs(level: LogLevel): boolean {
    return severity[level] >= severity[this.#options.level]
  }

  debug(message: string, fields?: LogFields): void {
    this.log('debug', message, fields)
  }

  info(message: string, fields?: LogFields): void {
    this.log('info', message, fields)
  }

  warn(message: string, fields?: LogFields): void {
    this.log('warn', message, fields)
  }

  error(message: string, fields?: LogFields): void {
    this.log('error', message, fields)
  }

  log(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (!this.logs(level)) return
    const record = { at: this.#options.clock.now(), level, message, fields: { ...this.#fields, ...fields } }
    this.#options.sink.write(this.#options.format === 'json' ? formatJson(record) : formatLogfmt(record))
  }
}
