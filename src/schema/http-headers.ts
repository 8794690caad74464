// http_headers: headers that are added to every request. As common/config Headers.

import { listOrEmpty, mapOf } from './collection-fields.ts'
import { member } from './field.ts'
import { object } from './object.ts'
import { filePath, secret, text } from './text-fields.ts'

const header = object('a header', {
  values: member(listOrEmpty(text), 'Values that are shown.'),
  secrets: member(listOrEmpty(secret), 'Values that are never shown.'),
  files: member(listOrEmpty(filePath), 'Files that hold one value each, read and trimmed at every request.'),
})

/** Headers that belong to the connection, to authentication, or to the body. */
const reserved: readonly string[] = [
  'Authorization',
  'Host',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'User-Agent',
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Www-Authenticate',
  'Accept-Encoding',
  'X-Prometheus-Remote-Write-Version',
  'X-Prometheus-Remote-Read-Version',
  'X-Prometheus-Scrape-Timeout-Seconds',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
]
const reservedLower: ReadonlySet<string> = new Set(reserved.map((name) => name.toLowerCase()))

/** From a header's name to its values: sent as one header line each, values first, then secrets, then files. */
export const httpHeaders = mapOf(header, {
  key: (name) =>
    reservedLower.has(name.toLowerCase())
      ? {
          message: `the header ${name} cannot be set here`,
          hint: 'Use authorization or basic_auth for credentials; the other ones are set by the request itself.',
        }
      : undefined,
})

/** The same without the check of names, which Alertmanager does not make for tracing. */
export const uncheckedHeaders = mapOf(header)
