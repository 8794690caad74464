// oauth2 of http_config: a token is fetched before the first request and kept. As common/config OAuth2.

import { anyMap } from './any-value.ts'
import { listOrEmpty, mapOf } from './collection-fields.ts'
import { type Infer, member } from './field.ts'
import { object } from './object.ts'
import { checkProxy, proxyMembers } from './proxy.ts'
import { filePath, plainPath, secret, text } from './text-fields.ts'
import { given, tlsConfig } from './tls.ts'

/** The grant that is asked for with a signed token instead of a client secret (RFC 7523). */
export const jwtBearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

const signatureAlgorithms: readonly string[] = ['RS256', 'RS384', 'RS512']

const members = {
  client_id: member(text, 'The name under which the token is asked for.'),
  client_secret: member(secret, 'The password that belongs to it.'),
  client_secret_file: member(filePath, 'A file with that password, read whenever a token is asked for.'),
  client_secret_ref: member(
    text,
    'The name of a secret in a secret manager. There is none, so that a receiver in use cannot have it.',
  ),
  client_certificate_key_id: member(text, 'The key id that stands in the signed token.'),
  client_certificate_key: member(secret, 'The private key (PEM) that signs it.'),
  client_certificate_key_file: member(plainPath, 'A file with that key.'),
  client_certificate_key_ref: member(text, 'As `client_secret_ref`, for the key.'),
  grant_type: member(text, `\`client_credentials\`, which is meant when nothing is set, or \`${jwtBearerGrant}\`.`),
  signature_algorithm: member(text, 'RS256 (when nothing is set), RS384 or RS512.'),
  iss: member(text, 'The issuer in the signed token; the client id unless set.'),
  audience: member(text, 'The audience in the signed token; the token URL unless set.'),
  claims: member(anyMap, 'More claims of the signed token.'),
  scopes: member(listOrEmpty(text), 'What the token is asked for.'),
  token_url: member(text, 'Where tokens are given.'),
  endpoint_params: member(mapOf(text), 'More parameters of the request for a token.'),
  tls_config: member(tlsConfig, 'TLS for the token URL; the one of the receiver does not count there.'),
  ...proxyMembers,
} as const

export const oauth2 = object('oauth2', members, {
  finish(value, complain) {
    checkProxy(value, complain)
    return value
  },
})

export type OAuth2Config = Infer<typeof oauth2>

/** What is wrong with the credentials of an oauth2 section, by key. As common/config HTTPClientConfig.Validate. */
export function checkOAuth2(
  value: OAuth2Config,
  complain: (key: string | undefined, message: string, hint: string) => void,
): void {
  if (value.clientId === '') complain(undefined, 'oauth2 needs a client_id', 'Add client_id.')
  if (value.tokenUrl === '') complain(undefined, 'oauth2 needs a token_url', 'Add token_url.')
  if (value.grantType !== jwtBearerGrant) {
    if (given(value.clientSecret, value.clientSecretFile, value.clientSecretRef) <= 1) return
    complain(
      'client_secret_file',
      'only one of client_secret, client_secret_file and client_secret_ref can be set',
      'Remove the others.',
    )
    return
  }
  if (given(value.clientCertificateKey, value.clientCertificateKeyFile, value.clientCertificateKeyRef) > 1) {
    complain(
      'client_certificate_key_file',
      'only one of client_certificate_key, client_certificate_key_file and client_certificate_key_ref can be set',
      'Remove the others.',
    )
  }
  if (value.signatureAlgorithm !== '' && !signatureAlgorithms.includes(value.signatureAlgorithm)) {
    complain(
      'signature_algorithm',
      `"${value.signatureAlgorithm}" is no signature algorithm`,
      `Use one of: ${signatureAlgorithms.join(', ')}.`,
    )
  }
}
