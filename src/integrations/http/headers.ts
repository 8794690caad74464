// What goes into the headers of a request besides the integration's own: user agent, credentials, http_headers.

import type { HttpClientConfig } from '../../schema/http-client.ts'
import { readCredential } from './credential.ts'
import { basicAuthorization } from './proxy.ts'
import type { Target } from './target.ts'

/** Credentials from the URL win over those of basic_auth and authorization; undefined for none. */
export async function authorizationFor(target: Target, http: HttpClientConfig): Promise<string | undefined> {
  if (target.user !== undefined) return basicAuthorization(target.user)
  const { basicAuth, authorization } = http
  if (authorization !== undefined) {
    const credentials = await readCredential(
      'authorization credentials',
      authorization.credentials,
      authorization.credentialsFile,
    )
    return `${authorization.type} ${credentials}`
  }
  if (basicAuth !== undefined) {
    const name = await readCredential('basic auth username', basicAuth.username, basicAuth.usernameFile)
    const password = await readCredential('basic auth password', basicAuth.password, basicAuth.passwordFile)
    return basicAuthorization({ name, password })
  }
  return undefined
}

/** http_headers as a flat list of names and values: of each header first its values, then secrets, then files. */
export async function configuredHeaders(
  http: HttpClientConfig,
): Promise<{ headers: readonly string[]; secrets: readonly string[] }> {
  const headers: string[] = []
  const secrets: string[] = []
  for (const [name, header] of http.httpHeaders ?? []) {
    for (const value of header.values) headers.push(name, value)
    for (const secret of header.secrets) {
      const value = secret?.reveal() ?? ''
      headers.push(name, value)
      secrets.push(value)
    }
    for (const file of header.files) {
      const value = await readCredential('headers file', undefined, file)
      headers.push(name, value)
      secrets.push(value)
    }
  }
  return { headers, secrets }
}

/** Headers that must not reach another host through a redirect (net/http makeHeadersCopier). */
export const sensitiveHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'www-authenticate',
  'cookie',
  'cookie2',
  'proxy-authorization',
  'proxy-authenticate',
])
