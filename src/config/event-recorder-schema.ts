// The `event_recorder` section. It is read and checked, and not acted upon yet.

import { listOrEmpty } from '../schema/collection-fields.ts'
import { type Infer, member, optional } from '../schema/field.ts'
import { httpClient } from '../schema/http-client.ts'
import { boolean, integer } from '../schema/number-fields.ts'
import { object } from '../schema/object.ts'
import { secretMark } from '../schema/secret.ts'
import { duration, filePath, text } from '../schema/text-fields.ts'
import { tlsConfig } from '../schema/tls.ts'
import { secretHttpUrl } from '../schema/url-fields.ts'

const fileOutput = object(
  'a file output',
  { path: member(filePath, 'The file to which events are appended, one JSON object a line.', { always: true }) },
  {
    finish(value, complain) {
      if (value.path === '') complain('path', 'a file output needs a path', 'Add path.')
      return value
    },
  },
)

const webhookOutput = object(
  'a webhook output',
  {
    url: member(secretHttpUrl, 'Where events are posted.', { always: true }),
    http_config: member(optional(httpClient), 'How requests are sent.'),
    timeout: member(duration, 'How long one request may take; 10s unless set.'),
    workers: member(integer(), 'How many requests run at a time; 4 unless set.'),
    max_retries: member(integer(), 'How often one event is tried; 3 unless set.'),
    retry_backoff: member(duration, 'The first pause between two tries; 500ms unless set.'),
    batch: member(boolean, 'True: several events in one request, as a JSON array. Since 0.34.'),
    batch_max_events: member(integer(), 'At most so many events in one request; 100 unless set. Since 0.34.'),
    batch_max_bytes: member(integer(), 'About so many bytes in one request; 1 MiB unless set. Since 0.34.'),
    batch_flush_interval: member(duration, 'How long a batch waits to be filled; 100ms unless set. Since 0.34.'),
  },
  {
    finish(value, complain) {
      if (value.url === undefined) complain('url', 'a webhook output needs a url', 'Add url.')
      else if (value.url.reveal() === secretMark)
        complain('url', `${secretMark} is not the url`, 'Write the url itself.')
      if (value.batchMaxEvents < 0)
        complain('batch_max_events', 'batch_max_events cannot be negative', 'Write 1 or more.')
      if (value.batchMaxBytes < 0) complain('batch_max_bytes', 'batch_max_bytes cannot be negative', 'Write 1 or more.')
      const batchOptions = value.batchMaxEvents !== 0 || value.batchMaxBytes !== 0 || value.batchFlushInterval !== 0
      if (!value.batch && batchOptions)
        complain(undefined, 'the batch_ options need batch: true', 'Add batch: true, or remove them.')
      return value
    },
  },
)

const acknowledgements: readonly string[] = ['', 'none', 'leader', 'all']
const compressions: readonly string[] = ['', 'none', 'gzip', 'snappy', 'lz4', 'zstd']
const formats: readonly string[] = ['json', 'protobuf']

const kafkaOutput = object(
  'a Kafka output',
  {
    brokers: member(listOrEmpty(text), 'Brokers to begin with, host:port.', { always: true }),
    topic: member(text, 'The topic.', { always: true }),
    client_id: member(text, 'The name given to the brokers; `alertmanager` unless set.'),
    format: member(text, '`json` (unless set) or `protobuf`.'),
    acks: member(text, 'Who has to acknowledge: `none`, `leader` (unless set) or `all`.'),
    compression: member(text, '`none`, `gzip`, `snappy`, `lz4` or `zstd`.'),
    buffer_size: member(integer(), 'How many events may wait; 1024 unless set.'),
    tls_config: member(optional(tlsConfig), 'TLS for the brokers.'),
  },
  {
    finish(value, complain) {
      if (value.brokers.length === 0)
        complain('brokers', 'a Kafka output needs a broker', 'Add brokers, such as [localhost:9092].')
      if (value.brokers.includes('')) complain('brokers', 'a broker cannot be empty', 'Remove it, or write host:port.')
      if (value.topic === '') complain('topic', 'a Kafka output needs a topic', 'Add topic.')
      const format = value.format === '' ? 'json' : value.format
      for (const [key, chosen, known] of [
        ['acks', value.acks, acknowledgements],
        ['compression', value.compression, compressions],
        ['format', format, formats],
      ] as const) {
        if (!known.includes(chosen))
          complain(
            key,
            `"${chosen}" is not known here`,
            `Use one of: ${known.filter((name) => name !== '').join(', ')}.`,
          )
      }
      return { ...value, format }
    },
  },
)

const stdoutOutput = object('a stdout output', {})

/** Where events would be recorded. As Alertmanager's eventrecorder/config.go. */
export const eventRecorderConfig = object('event_recorder', {
  file_outputs: member(listOrEmpty(fileOutput), 'Files.'),
  webhook_outputs: member(listOrEmpty(webhookOutput), 'Webhooks.'),
  kafka_outputs: member(listOrEmpty(kafkaOutput), 'Kafka topics.'),
  stdout_outputs: member(listOrEmpty(stdoutOutput), 'The standard output. Since 0.34.'),
})

export type EventRecorderConfig = Infer<typeof eventRecorderConfig>
