// AWS Signature Version 4: the Authorization header of a request whose body is known.
// As https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html.

import { createHash, createHmac } from 'node:crypto'
import type { Instant } from '../../model/instant.ts'
import { parseTarget } from '../http/target.ts'

/** Who signs. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of credentials that last for a while. */
  readonly sessionToken?: string | undefined
}

/** What is signed: every header that is given here, and the host. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** For whom it is signed, and when. */
export interface Signing {
  readonly credentials: AwsCredentials
  readonly region: string
  readonly service: string
  readonly now: Instant
}

const algorithm = 'AWS4-HMAC-SHA256'

/** The headers of the request with those that sign it. */
export function signedHeaders(request: UnsignedRequest, signing: Signing): Readonly<Record<string, string>> {
  const { credentials } = signing
  const headers: Record<string, string> = { ...request.headers, 'X-Amz-Date': amzDate(signing.now) }
  if (credentials.sessionToken !== undefined) headers['X-Amz-Security-Token'] = credentials.sessionToken
  return { ...headers, Authorization: authorization({ ...request, headers }, signing) }
}

/** The Authorization header for a request that has all other headers, `X-Amz-Date` among them. */
export function authorization(request: UnsignedRequest, { credentials, region, service, now }: Signing): string {
  const date = amzDate(now).slice(0, 8)
  const scope = `${date}/${region}/${service}/aws4_request`
  const { names, text } = canonicalRequest(request)
  const toSign = [algorithm, amzDate(now), scope, sha256(text)].join('\n')
  let key: Buffer = hmac(`AWS4${credentials.secretAccessKey}`, date)
  for (const part of [region, service, 'aws4_request']) key = hmac(key, part)
  const signature = hmac(key, toSign).toString('hex')
  return `${algorithm} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}

function canonicalRequest({ method, url, headers, body }: UnsignedRequest): { names: string; text: string } {
  const target = parseTarget(url)
  const [path = '/', query = ''] = target.path.split('?', 2)
  const all = [...Object.entries(headers), ['Host', target.host] as const]
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const names = all.map(([name]) => name).join(';')
  const lines = all.map(([name, value]) => `${name}:${value}\n`).join('')
  return { names, text: [method, canonicalPath(path), canonicalQuery(query), lines, names, sha256(body)].join('\n') }
}

/** A path that is in its escaped form is escaped once more: all services but S3 want that. */
function canonicalPath(path: string): string {
  return path.split('/').map(escapeAll).join('/')
}

function canonicalQuery(query: string): string {
  if (query === '') return ''
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${escapeAll(name)}=${escapeAll(value)}`)
    .sort()
    .join('&')
}

function escapeAll(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `20260105T130000Z`. */
function amzDate(now: Instant): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
