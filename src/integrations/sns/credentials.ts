// Where the credentials for AWS come from when the configuration has none: the places, and their order, in which AWS's own
// programs look. As aws-sdk-go-v2 config/resolve_credentials.go.

import { readFile } from 'node:fs/promises'
import { IntegrationError } from '../contract.ts'
import type { WireReply, WireRequest } from '../network.ts'
import { replyObject } from '../reply-object.ts'
import { encodeQuery } from '../request-url.ts'
import { elementText } from './aws-answer.ts'
import type { SnsConfig } from './schema.ts'
import { type AwsEnvironment, sharedProfile } from './shared-profile.ts'
import type { AwsCredentials } from './sigv4.ts'

/** Asks a server. Throws an IntegrationError where there is no answer with a status below 300. */
export type AskAws = (request: WireRequest) => Promise<WireReply>

/** Where AWS's machines tell about themselves. */
const machine = 'http://169.254.169.254'
const container = 'http://169.254.170.2'

/** The region in which requests are made. Throws an IntegrationError where none is set. */
export async function regionFor({ sigv4 }: SnsConfig, environment: AwsEnvironment): Promise<string> {
  const set = sigv4.region || environment.AWS_REGION || environment.AWS_DEFAULT_REGION
  const region = set || (await sharedProfile(sigv4.profile, environment)).get('region')
  if (region === undefined || region === '')
    throw new IntegrationError('no region is set, neither in sigv4 nor in the environment or the profile')
  return region
}

/** The first credentials that there are. Throws an IntegrationError where there are none. */
export async function findCredentials(
  { sigv4 }: SnsConfig,
  { environment, region, ask }: { readonly environment: AwsEnvironment; readonly region: string; readonly ask: AskAws },
): Promise<AwsCredentials> {
  if (sigv4.accessKey !== '') return { accessKeyId: sigv4.accessKey, secretAccessKey: sigv4.secretKey?.reveal() ?? '' }
  if (sigv4.profile === '') {
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: token } = environment
    if (id && key) return { accessKeyId: id, secretAccessKey: key, sessionToken: token || undefined }
    if (environment.AWS_WEB_IDENTITY_TOKEN_FILE) return byWebIdentity(environment, { region, ask })
  }
  const profile = await sharedProfile(sigv4.profile, environment)
  const [id, key] = [profile.get('aws_access_key_id'), profile.get('aws_secret_access_key')]
  if (id && key) return { accessKeyId: id, secretAccessKey: key, sessionToken: profile.get('aws_session_token') }
  if (environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI)
    return fromContainer(environment, ask)
  if (environment.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true')
    throw new IntegrationError('there are no credentials for AWS')
  return fromMachine(ask)
}

/** The credentials in the answer of one of STS's actions. */
export function credentialsIn(answer: string): AwsCredentials {
  const accessKeyId = elementText(answer, 'AccessKeyId')
  const secretAccessKey = elementText(answer, 'SecretAccessKey')
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new IntegrationError('the answer of AWS has no credentials', { retry: true })
  return { accessKeyId, secretAccessKey, sessionToken: elementText(answer, 'SessionToken') }
}

/** Where the Security Token Service of a region is. */
export function tokenServiceURL(region: string): string {
  return `https://sts.${region}.amazonaws.com${domainEnd(region)}/`
}

/** China has a domain of its own. */
export function domainEnd(region: string): string {
  return region.startsWith('cn-') ? '.cn' : ''
}

/** As a service account of Kubernetes has it. This action wants no signature. */
async function byWebIdentity(
  environment: AwsEnvironment,
  { region, ask }: { readonly region: string; readonly ask: AskAws },
): Promise<AwsCredentials> {
  const token = (await contentOf(environment.AWS_WEB_IDENTITY_TOKEN_FILE ?? '')).trim()
  const { body } = await ask({
    method: 'POST',
    url: tokenServiceURL(region),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: encodeQuery([
      ['Action', 'AssumeRoleWithWebIdentity'],
      ['RoleArn', environment.AWS_ROLE_ARN ?? ''],
      ['RoleSessionName', environment.AWS_ROLE_SESSION_NAME || 'tocsin'],
      ['Version', '2011-06-15'],
      ['WebIdentityToken', token],
    ]),
    secrets: [token],
  })
  return credentialsIn(body)
}

async function fromContainer(environment: AwsEnvironment, ask: AskAws): Promise<AwsCredentials> {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
  const url = relative ? `${container}${relative}` : (environment.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '')
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
  const token = file ? (await contentOf(file)).trim() : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN
  const headers: Record<string, string> = token ? { Authorization: token } : {}
  const { body } = await ask({ method: 'GET', url, headers, secrets: token ? [token] : [] })
  return jsonCredentials(body)
}

/** The metadata service of a virtual machine: a token, the name of its role, the role's credentials. */
async function fromMachine(ask: AskAws): Promise<AwsCredentials> {
  const token = await ask({
    method: 'PUT',
    url: `${machine}/latest/api/token`,
    headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '300' },
  })
  const headers = { 'X-aws-ec2-metadata-token': token.body }
  const roles = `${machine}/latest/meta-data/iam/security-credentials/`
  const secrets = [token.body]
  const role = await ask({ method: 'GET', url: roles, headers, secrets })
  const name = encodeURIComponent(role.body.split('\n')[0]?.trim() ?? '')
  return jsonCredentials((await ask({ method: 'GET', url: `${roles}${name}`, headers, secrets })).body)
}

function jsonCredentials(body: string): AwsCredentials {
  const { AccessKeyId: id, SecretAccessKey: key, Token: token } = replyObject(body) ?? {}
  if (typeof id !== 'string' || typeof key !== 'string')
    throw new IntegrationError('the answer of AWS has no credentials', { retry: true })
  return { accessKeyId: id, secretAccessKey: key, sessionToken: typeof token === 'string' ? token : undefined }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new IntegrationError(`read the token for AWS: ${(error as NodeJS.ErrnoException).message}`)
  }
}
