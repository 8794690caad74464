// Runs the server in this process until a signal ends it.

import { type Clock, SystemClock } from '../clock.ts'
import { letHeapBreathe } from '../heap.ts'
import { type Duration, second } from '../model/instant.ts'
import { ConfigError } from '../schema/config-error.ts'
import { Logger } from '../telemetry/log.ts'
import { descriptorWriter, LogOutput } from '../telemetry/log-output.ts'
import { createApp, systemPorts } from './create-app.ts'
import type { Options } from './options.ts'

const stderr = 2

/** How often log lines that a full pipe did not take are offered again. */
const logPause: Duration = 0.05 * second

/** How long the last log lines may take when the server stops: whoever reads the log may have stopped to read. */
const lastLines: Duration = second

/**
 * Serves until SIGTERM or SIGINT, and reloads at SIGHUP. Resolves with the exit code: 0, or 1 when it could not start.
 */
export async function serve(options: Options): Promise<number> {
  const clock = new SystemClock()
  const output = logOutput(clock)
  const logger = new Logger({ ...options.log, clock, sink: output })
  // A mistake of ours in one place must not end the telling of everything else.
  process.on('unhandledRejection', (error) => logger.error('Internal error', { err: describe(error) }))
  process.on('uncaughtException', (error) => logger.error('Internal error', { err: describe(error) }))
  const ended = endOrder()
  try {
    const app = await createApp(options, systemPorts({ clock, logSink: output }))
    try {
      // What is wrong with a file is an event, and told by whoever listens.
      process.on('SIGHUP', () => void app.reload().catch(() => {}))
      await whatIsDue(clock)
      await app.listen()
      const breathing = letHeapBreathe(clock)
      logger.info('Stopping', { signal: await ended })
      breathing.cancel()
    } finally {
      await app.close()
    }
    return 0
  } catch (error) {
    logger.error('Tocsin could not run', { err: reasonOf(error) })
    return 1
  } finally {
    const patience = clock.at(clock.now() + lastLines, () => output.flushNow())
    await output.drained()
    patience.cancel()
  }
}

/**
 * Resolves when the timers have run that are due already. What the groups had to tell while nobody was there is told as things were, before
 * anybody says what has changed since: a receiver may have heard that an alert fires without us knowing, if we were killed just then,
 * and has to hear of its end.
 */
function whatIsDue(clock: Clock): Promise<void> {
  return new Promise((resolve) => clock.at(clock.now(), resolve))
}

function logOutput(clock: Clock): LogOutput {
  const output = new LogOutput({
    writer: descriptorWriter(stderr),
    pause: (resume) => clock.at(clock.now() + logPause, resume),
  })
  process.on('exit', () => output.flushNow())
  return output
}

function endOrder(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      // A Ctrl-C under npm arrives twice, from the terminal and from npm: the second one says nothing new.
      process.on(signal, () => resolve(signal))
    }
  })
}

/** What is wrong with a configuration has been told already, line by line. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return 'the configuration was refused'
  return error instanceof Error ? error.message : String(error)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
