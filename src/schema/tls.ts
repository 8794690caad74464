// tls_config: certificates and versions of a connection. As common/config TLSConfig.

import { type Field, type Infer, member } from './field.ts'
import { boolean } from './number-fields.ts'
import { object } from './object.ts'
import { choice, filePath, plainPath, secret, text } from './text-fields.ts'

/** The versions by their names in the file; the order is their age. */
export const tlsVersions = ['TLS10', 'TLS11', 'TLS12', 'TLS13'] as const

function tlsConfigWith(path: Field<string>) {
  return object(
    'tls_config',
    {
      ca: member(text, 'Certificates (PEM) of the authorities that the server may have its certificate from.'),
      cert: member(text, 'The certificate (PEM) that is shown to the server.'),
      key: member(secret, 'The key (PEM) of that certificate.'),
      ca_file: member(path, 'A file with what `ca` would hold. Read when a connection is opened.'),
      cert_file: member(path, 'A file with what `cert` would hold.'),
      key_file: member(path, 'A file with what `key` would hold.'),
      ca_ref: member(
        text,
        'The name of a secret in a secret manager. There is none, so that a receiver in use cannot have it.',
      ),
      cert_ref: member(text, 'As `ca_ref`, for `cert`.'),
      key_ref: member(text, 'As `ca_ref`, for `key`.'),
      server_name: member(
        text,
        'The name for which the certificate of the server has to be valid; the host of the URL unless set.',
      ),
      insecure_skip_verify: member(boolean, 'True: the certificate of the server is not checked.', { always: true }),
      min_version: member(choice(tlsVersions, { what: 'TLS version' }), 'The oldest version of TLS to speak.'),
      max_version: member(choice(tlsVersions, { what: 'TLS version' }), 'The newest version of TLS to speak.'),
    },
    {
      finish(value, complain) {
        if (given(value.ca, value.caFile, value.caRef) > 1)
          complain('ca_file', 'only one of ca, ca_file and ca_ref can be set', 'Remove the others.')
        const certs = given(value.cert, value.certFile, value.certRef)
        const keys = given(value.key, value.keyFile, value.keyRef)
        if (certs > 1)
          complain('cert_file', 'only one of cert, cert_file and cert_ref can be set', 'Remove the others.')
        if (keys > 1) complain('key_file', 'only one of key, key_file and key_ref can be set', 'Remove the others.')
        if (certs > 0 && keys === 0) complain(undefined, 'a client certificate needs its key', 'Add key_file (or key).')
        if (keys > 0 && certs === 0)
          complain(undefined, 'a client key needs its certificate', 'Add cert_file (or cert).')
        return value
      },
    },
  )
}

/** How many of some alternatives are set. */
export function given(...values: readonly unknown[]): number {
  return values.filter((value) => value !== undefined && value !== '').length
}

/** TLS options whose relative paths are taken from the folder of the configuration file. */
export const tlsConfig = tlsConfigWith(filePath)

/** TLS options whose relative paths Alertmanager takes from the working directory: smtp_tls_config, tracing. */
export const plainTlsConfig = tlsConfigWith(plainPath)

export type TlsConfig = Infer<typeof tlsConfig>
