// AWS SNS: a message published to a topic, a phone or a mobile platform, signed, in a role where one is set.
// As Alertmanager's notify/sns/sns.go.

import { type Attempt, defineIntegration, IntegrationError, type SendResult } from '../contract.ts'
import { judgeByStatus } from '../judge.ts'
import type { WireReply, WireRequest } from '../network.ts'
import { askOnce } from '../over-http.ts'
import { encodeQuery } from '../request-url.ts'
import { templateFiller } from '../template-filler.ts'
import { errorMessage, isThrottled } from './aws-answer.ts'
import { type AskAws, credentialsIn, domainEnd, findCredentials, regionFor, tokenServiceURL } from './credentials.ts'
import { publishParameters } from './publish.ts'
import { type SnsConfig, snsConfig } from './schema.ts'
import type { AwsEnvironment } from './shared-profile.ts'
import { type AwsCredentials, signedHeaders } from './sigv4.ts'

export const sns = defineIntegration({
  name: 'sns',
  key: 'sns_configs',
  config: snsConfig,
  begin: () => (attempt) => publish(attempt, process.env),
})

type SnsAttempt = Pick<
  Attempt<SnsConfig>,
  'delivery' | 'config' | 'externalURL' | 'render' | 'clock' | 'signal' | 'exchange'
>

/** One attempt: finds credentials, assumes the role, publishes. */
export async function publish(attempt: SnsAttempt, environment: AwsEnvironment): Promise<SendResult> {
  const { config, clock } = attempt
  const parameters = publishParameters(attempt)
  const apiURL = templateFiller(attempt)('api_url', config.apiUrl)
  const region = await regionFor(config, environment)
  const ask = askFor(attempt)
  const own = await findCredentials(config, { environment, region, ask })
  const signing = { region, now: clock.now() }
  const credentials =
    config.sigv4.roleArn === '' ? own : await assumeRole(config, { ...signing, credentials: own, ask })
  const url = apiURL || `https://sns.${region}.amazonaws.com${domainEnd(region)}/`
  const request = signedRequest(url, parameters, { ...signing, credentials, service: 'sns' })
  return (await askOnce(attempt, request, { name: 'sns', judge })).result
}

function askFor(attempt: SnsAttempt): AskAws {
  return async (request) => {
    const { result, reply } = await askOnce(attempt, request, { name: 'sns', judge })
    if (result.sent && reply !== undefined) return reply
    const failure = result.sent ? { retry: true, reason: 'other' as const, error: 'no answer' } : result
    throw new IntegrationError(`credentials for AWS: ${failure.error}`, failure)
  }
}

async function assumeRole(
  { sigv4 }: SnsConfig,
  {
    ask,
    ...signing
  }: { readonly credentials: AwsCredentials; readonly region: string; readonly now: number; readonly ask: AskAws },
): Promise<AwsCredentials> {
  const parameters = new Map([
    ['Action', 'AssumeRole'],
    ['Version', '2011-06-15'],
    ['DurationSeconds', '900'],
    ['RoleArn', sigv4.roleArn],
    ['RoleSessionName', `tocsin-${Math.trunc(signing.now)}`],
  ])
  if (sigv4.externalId !== '') parameters.set('ExternalId', sigv4.externalId)
  const request = signedRequest(tokenServiceURL(signing.region), parameters, { ...signing, service: 'sts' })
  return credentialsIn((await ask(request)).body)
}

function signedRequest(
  url: string,
  parameters: ReadonlyMap<string, string>,
  signing: Parameters<typeof signedHeaders>[1],
): WireRequest {
  const { secretAccessKey, sessionToken } = signing.credentials
  const request = {
    method: 'POST' as const,
    url,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: encodeQuery(parameters),
  }
  const secrets = sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken]
  return { ...request, headers: signedHeaders(request, signing), secrets }
}

const byStatus = judgeByStatus({ detail: errorMessage })

function judge(reply: WireReply): SendResult {
  const result = byStatus(reply)
  return result.sent || !isThrottled(reply) ? result : { ...result, retry: true, reason: 'rateLimited' }
}
