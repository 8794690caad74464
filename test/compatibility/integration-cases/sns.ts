// What SNS gets, and the Security Token Service before it where a role is assumed. Whether the signatures are right is
// tested beside the signer: they depend on the time.

import type { SeenRequest } from '../../support/recording-server.ts'
import {
  answerCases,
  type CannedAnswer,
  firing,
  type IntegrationCase,
  odd,
  plain,
  resolved,
  usualCases,
  type VendorCases,
  type WireRecord,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const keys = 'region: us-east-2, access_key: AKIDEXAMPLE, secret_key: secret'
const topic = 'topic_arn: "arn:aws:sns:us-east-2:123:alerts"'
const throughProxy = 'http_config: {proxy_url: "http://PROXY", tls_config: {insecure_skip_verify: true}}'

function entry(more: string): string {
  return `{api_url: "http://HOST/", sigv4: {${keys}}, ${more}}`
}

function answerOf({ body }: SeenRequest): CannedAnswer {
  if (!body.includes('Action=AssumeRole'))
    return { body: '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>' }
  return {
    body: '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>other</SecretAccessKey><SessionToken>tok+en/=</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
  }
}

function errorAnswer(status: number, code: string): CannedAnswer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no &amp; no</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  }
}

const cases: readonly IntegrationCase[] = [
  ...usualCases(entry(topic)),
  {
    name: 'everything',
    config: `{api_url: 'http://HOST/{{ .Status }}', sigv4: {${keys}}, topic_arn: 'arn:{{ .Status }}', subject: 's {{ .Status }}', message: 'm {{ .Status }}', attributes: {b: 'x', 'a {{ .Status }}': 'y {{ .Status }}', Z: ''}}`,
    steps: [firing(plain), resolved(plain)],
  },
  { name: 'a topic that is first in, first out', config: entry(`topic_arn: 'arn:x{{ if true }}.fifo{{ end }}'`) },
  { name: 'a phone', config: entry(`phone_number: '+49{{ len .Alerts }}'`) },
  { name: 'a target', config: entry(`target_arn: 'arn:aws:sns:us-east-2:123:endpoint/{{ .Status }}'`) },
  { name: 'a target that ends in .fifo', config: entry('target_arn: x.fifo') },
  { name: 'no subject', config: entry(`${topic}, subject: ''`) },
  { name: 'a subject that is empty', config: entry(`${topic}, subject: '{{ .CommonLabels.none }}'`) },
  { name: 'a message that is empty', config: entry(`${topic}, message: ''`) },
  { name: 'an odd alert', config: entry(topic), steps: [firing(odd)] },
  { name: 'a long text message', config: entry(`phone_number: '+49', message: "${'x'.repeat(1601)}"`) },
  { name: 'a text message that just fits', config: entry(`phone_number: '+49', message: "${'ü'.repeat(800)}"`) },
  {
    name: 'a text message that is cut between characters',
    config: entry(`phone_number: '+49', message: "${'ü'.repeat(801)}"`),
  },
  { name: 'a long message', config: entry(`${topic}, message: "${'x'.repeat(262_145)}", attributes: {a: b}`) },
  { name: 'a template that fails', config: entry(`${topic}, subject: '{{ template "none" }}'`), silent: true },
  { name: 'a url that fails', config: `{api_url: '{{ template "none" }}', sigv4: {${keys}}, ${topic}}`, silent: true },
  { name: 'a url with a path', config: `{api_url: "http://HOST/a/b%20c", sigv4: {${keys}}, ${topic}}` },
  { name: 'the public endpoint', config: `{sigv4: {${keys}}, ${topic}, ${throughProxy}}` },
  {
    name: 'the public endpoint in China',
    config: `{sigv4: {${keys.replace('us-east-2', 'cn-north-1')}}, ${topic}, ${throughProxy}}`,
  },
  {
    name: 'a role',
    config: `{sigv4: {${keys}, role_arn: 'arn:aws:iam::123:role/x'}, ${topic}, ${throughProxy}}`,
    steps: [firing(plain), resolved(plain)],
  },
  {
    name: 'a role that is refused',
    config: `{sigv4: {${keys}, role_arn: r}, ${topic}, ${throughProxy}}`,
    answers: [errorAnswer(403, 'AccessDenied')],
  },
  ...answerCases(entry(topic), [
    ...[201, 204].map((status) => ({ status })),
    ...[400, 401, 403, 404, 413, 429, 500, 503].map((status) => errorAnswer(status, 'InvalidParameter')),
    errorAnswer(400, 'Throttling'),
    { status: 404, body: '<html>no</html>' },
    { status: 500, body: 'no' },
    { body: 'not XML' },
    { closed: true },
  ]).map((one, index) => ({ ...one, name: `${one.name.split(' <')[0]} (${index})` })),
]

/** Without what depends on the time or belongs to AWS's own client, and with the parameters in their order. */
function kept(record: WireRecord): WireRecord {
  const headers = Object.fromEntries(
    Object.entries(record.headers).filter(([name]) => !name.startsWith('amz-sdk-') && name !== 'x-amz-date'),
  )
  headers.authorization = (headers.authorization ?? '').replace(/\/\d{8}\//, '/DATE/').replace(/, SignedHeaders=.*/, '')
  const text = [...new URLSearchParams(record.text)]
    .map(([name, value]) => `${name}=${name === 'RoleSessionName' ? 'SESSION' : value}`)
    .sort()
    .join('\n')
  return withShortRuns({ ...record, headers, text })
}

export const snsCases: VendorCases = { vendor: 'sns', answer: answerOf, kept, cases }
