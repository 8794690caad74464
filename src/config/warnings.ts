// What a configuration asks for that is accepted and not there yet, or not worth a refusal.

import type { DecodeContext } from '../schema/decode-context.ts'
import type { ConfigFile } from './config-schema.ts'

/** Adds a warning for each section that is read and not acted upon. */
export function warnAbout(file: ConfigFile, context: DecodeContext): void {
  if (file.tracing.endpoint !== '') {
    context.warn(context.keyOf(file, 'tracing'), 'tracing is not there yet: nothing is traced')
  }
  const { fileOutputs, webhookOutputs, kafkaOutputs, stdoutOutputs } = file.eventRecorder
  if (fileOutputs.length + webhookOutputs.length + kafkaOutputs.length + stdoutOutputs.length > 0) {
    context.warn(context.keyOf(file, 'event_recorder'), 'the event recorder is not there yet: nothing is recorded')
  }
}
