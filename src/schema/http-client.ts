// http_config: how requests are authenticated and which way they take. As common/config HTTPClientConfig.

import type { DecodeContext } from './decode-context.ts'
import { type Infer, member, optional } from './field.ts'
import { httpHeaders } from './http-headers.ts'
import { boolean } from './number-fields.ts'
import { checkOAuth2, oauth2 } from './oauth2.ts'
import { type Complain, type Decoded, object } from './object.ts'
import { checkProxy, proxyMembers } from './proxy.ts'
import { filePath, secret, text } from './text-fields.ts'
import { given, tlsConfig } from './tls.ts'

const noManager = 'The name of a secret in a secret manager. There is none, so that a receiver in use cannot have it.'

const basicAuth = object('basic_auth', {
  username: member(text, 'The user.'),
  username_file: member(filePath, 'A file with the user, read at every request.'),
  username_ref: member(text, noManager),
  password: member(secret, 'The password.'),
  password_file: member(filePath, 'A file with the password, read at every request.'),
  password_ref: member(text, noManager),
})

const authorization = object('authorization', {
  type: member(text, 'What stands before the credentials in the header; `Bearer` unless set.'),
  credentials: member(secret, 'The credentials.'),
  credentials_file: member(filePath, 'A file with the credentials, read at every request.'),
  credentials_ref: member(text, noManager),
})

export type BasicAuthConfig = Infer<typeof basicAuth>
export type AuthorizationConfig = Infer<typeof authorization>

const members = {
  basic_auth: member(optional(basicAuth), 'A user and a password.'),
  authorization: member(optional(authorization), 'Credentials for the Authorization header.'),
  oauth2: member(optional(oauth2), 'A token that is fetched from an OAuth 2.0 server.'),
  bearer_token: member(secret, 'Short for `authorization` with these credentials.', {
    deprecated: 'use authorization: {credentials: …}',
  }),
  bearer_token_file: member(filePath, 'Short for `authorization` with this credentials_file.', {
    deprecated: 'use authorization: {credentials_file: …}',
  }),
  tls_config: member(tlsConfig, 'TLS for the connection.'),
  follow_redirects: member(boolean, 'Whether redirects are followed.', { initial: true, always: true }),
  enable_http2: member(boolean, 'Whether HTTP/2 may be spoken.', { initial: true, always: true }),
  ...proxyMembers,
  http_headers: member(optional(httpHeaders), 'Headers that are added to every request.'),
} as const

type DecodedHttpClient = Decoded<typeof members>

/**
 * `http_config`. A bearer token has become the authorization; at most one way of authenticating is left. Absent texts
 * and files are '', absent secrets and sections undefined.
 */
export const httpClient = object('http_config', members, { finish })

export type HttpClientConfig = Infer<typeof httpClient>

function finish(
  value: DecodedHttpClient,
  complain: Complain<typeof members>,
  context: DecodeContext,
): DecodedHttpClient {
  const bearer = given(value.bearerToken, value.bearerTokenFile)
  if (bearer > 1)
    complain('bearer_token_file', 'only one of bearer_token and bearer_token_file can be set', 'Remove one of the two.')
  const ways =
    [value.basicAuth, value.authorization, value.oauth2].filter((way) => way !== undefined).length + Math.min(bearer, 1)
  if (ways > 1) {
    complain(
      undefined,
      'only one of basic_auth, authorization, oauth2 and bearer_token can be set',
      'Keep the one that the server expects, and remove the others.',
    )
  }
  checkBasicAuth(value.basicAuth, context)
  const authorized = finishAuthorization(value.authorization, context)
  if (value.oauth2 !== undefined) {
    const section = value.oauth2
    checkOAuth2(section, (key, message, hint) => context.reportAt(section, key, message, hint))
  }
  checkProxy(value, complain)
  if (bearer === 0 || authorized !== undefined) return { ...value, authorization: authorized }
  const { bearerToken, bearerTokenFile } = value
  return {
    ...value,
    authorization: { type: 'Bearer', credentials: bearerToken, credentialsFile: bearerTokenFile, credentialsRef: '' },
    bearerToken: undefined,
    bearerTokenFile: '',
  }
}

function checkBasicAuth(value: BasicAuthConfig | undefined, context: DecodeContext): void {
  if (value === undefined) return
  if (given(value.username, value.usernameFile, value.usernameRef) > 1) {
    context.reportAt(
      value,
      'username_file',
      'only one of username, username_file and username_ref can be set',
      'Remove the others.',
    )
  }
  if (given(value.password, value.passwordFile, value.passwordRef) > 1) {
    context.reportAt(
      value,
      'password_file',
      'only one of password, password_file and password_ref can be set',
      'Remove the others.',
    )
  }
}

function finishAuthorization(
  value: AuthorizationConfig | undefined,
  context: DecodeContext,
): AuthorizationConfig | undefined {
  if (value === undefined) return undefined
  if (given(value.credentials, value.credentialsFile, value.credentialsRef) > 1) {
    context.reportAt(
      value,
      'credentials_file',
      'only one of credentials, credentials_file and credentials_ref can be set',
      'Remove the others.',
    )
  }
  const type = value.type.trim()
  if (type.toLowerCase() === 'basic') {
    context.reportAt(
      value,
      'type',
      'the authorization type cannot be basic',
      'Use basic_auth, which encodes the user and the password.',
    )
  }
  return { ...value, type: type === '' ? 'Bearer' : type }
}
