// What a token server is asked: by client credentials (RFC 6749, 4.4) or by a signed assertion (RFC 7523, 2.1).

import { createSign, randomUUID } from 'node:crypto'
import { goJson, type JsonValue } from '../../model/go-json.ts'
import { type Instant, minute, second } from '../../model/instant.ts'
import { jwtBearerGrant, type OAuth2Config } from '../../schema/oauth2.ts'
import type { WireRequest } from '../network.ts'
import { basicAuthorization } from './proxy.ts'

/** Asks by the client's id and secret, which go into the Authorization header or into the body. */
export function clientCredentialsRequest(
  oauth2: OAuth2Config,
  secret: string,
  secretIn: 'header' | 'body',
): WireRequest {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (oauth2.scopes.length > 0) form.set('scope', oauth2.scopes.join(' '))
  addParameters(form, oauth2)
  if (secretIn === 'header') {
    const Authorization = basicAuthorization({ name: formEncode(oauth2.clientId), password: formEncode(secret) })
    return formRequest(oauth2, form, { Authorization })
  }
  form.set('client_id', oauth2.clientId)
  if (secret !== '') form.set('client_secret', secret)
  return formRequest(oauth2, form)
}

/** Asks by an assertion that is signed with the client's key and valid for ten minutes. As common/config oauth_assertion.go. */
export function assertionRequest(oauth2: OAuth2Config, key: string, now: Instant): WireRequest {
  const scope = oauth2.scopes.join(' ')
  const assertion = sign({
    algorithm: oauth2.signatureAlgorithm === '' ? 'RS256' : oauth2.signatureAlgorithm,
    keyId: oauth2.clientCertificateKeyId,
    key,
    claims: {
      iss: oauth2.iss === '' ? oauth2.clientId : oauth2.iss,
      sub: oauth2.clientId,
      jti: randomUUID(),
      aud: oauth2.audience === '' ? oauth2.tokenUrl : oauth2.audience,
      iat: Math.floor(now / second),
      exp: Math.floor((now + 10 * minute) / second),
      ...(scope === '' ? {} : { scope }),
      ...asObject(oauth2.claims.json),
    },
  })
  const form = new URLSearchParams({ grant_type: jwtBearerGrant, assertion })
  if (scope !== '') form.set('scope', scope)
  addParameters(form, oauth2)
  return formRequest(oauth2, form)
}

function formRequest(
  oauth2: OAuth2Config,
  form: URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  form.sort()
  return {
    method: 'POST',
    url: oauth2.tokenUrl,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: form.toString(),
  }
}

/** Only the grant type may be replaced, for servers that want a name of their own for it. */
function addParameters(form: URLSearchParams, oauth2: OAuth2Config): void {
  for (const [name, value] of oauth2.endpointParams) {
    if (form.has(name) && name !== 'grant_type') throw new Error(`oauth2: cannot overwrite parameter "${name}"`)
    form.set(name, value)
  }
}

function sign(token: {
  algorithm: string
  keyId: string
  key: string
  claims: Readonly<Record<string, JsonValue>>
}): string {
  const header = { alg: token.algorithm, ...(token.keyId === '' ? {} : { kid: token.keyId }), typ: 'JWT' }
  const signed = `${base64url(goJson(header))}.${base64url(goJson(token.claims))}`
  try {
    const signature = createSign(token.algorithm.replace('RS', 'RSA-SHA')).update(signed).sign(token.key, 'base64url')
    return `${signed}.${signature}`
  } catch (error) {
    // OpenSSL's own words may repeat parts of the key.
    throw new Error(`oauth2: the client certificate key cannot sign: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function asObject(value: JsonValue): Readonly<Record<string, JsonValue>> {
  // Claims are read as a mapping; its JSON is an object.
  return value as Readonly<Record<string, JsonValue>>
}

/** As application/x-www-form-urlencoded has it, which RFC 6749 (2.3.1) wants inside of Basic, too. */
function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
