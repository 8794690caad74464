// The `tracing` section. It is read and checked, and not acted upon yet.

import { type Infer, member, optional } from '../schema/field.ts'
import { uncheckedHeaders } from '../schema/http-headers.ts'
import { boolean, number } from '../schema/number-fields.ts'
import { object } from '../schema/object.ts'
import { choice, duration, text } from '../schema/text-fields.ts'
import { plainTlsConfig } from '../schema/tls.ts'

/** Where traces would go. As Alertmanager's tracing/config.go. */
export const tracingConfig = object(
  'tracing',
  {
    client_type: member(choice(['http', 'grpc'], { what: 'client type' }), 'How traces are sent.', { initial: 'grpc' }),
    endpoint: member(text, 'Where they are sent, host:port.'),
    sampling_fraction: member(number, 'The share of traces that is sent, from 0 to 1.'),
    insecure: member(boolean, 'True: without TLS.'),
    tls_config: member(optional(plainTlsConfig), 'TLS for the connection.'),
    headers: member(optional(uncheckedHeaders), 'Headers that are sent along.'),
    compression: member(text, '`gzip`, or nothing.'),
    timeout: member(duration, 'How long sending may take.'),
  },
  {
    finish(value, complain) {
      if (value.endpoint === '')
        complain('endpoint', 'tracing needs an endpoint', 'Add endpoint, such as localhost:4317.')
      if (value.compression !== '' && value.compression !== 'gzip') {
        complain('compression', `"${value.compression}" is no compression`, 'Write gzip, or remove the key.')
      }
      return value
    },
  },
)

export type TracingConfig = Infer<typeof tracingConfig>
