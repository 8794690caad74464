import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { scratchDirectory } from '../../../test/support/scratch-directory.ts'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import type { WireFailure, WireReply, WireRequest } from '../network.ts'
import { publishParameters } from './publish.ts'
import { publish, sns } from './sns.ts'

test.each([
  ['{sigv4: {region: r}}', ['1: this sns integration has no receiver']],
  ['{topic_arn: a, phone_number: b}', ['1: only one of topic_arn, phone_number and target_arn can be set']],
  [
    '{topic_arn: a, phone_number: b, target_arn: c}',
    ['1: only one of topic_arn, phone_number and target_arn can be set'],
  ],
  ['{topic_arn: a, sigv4: {access_key: k}}', ['36: this access_key has no secret_key']],
  ['{topic_arn: a, sigv4: {secret_key: k}}', ['36: this secret_key has no access_key']],
  ['{topic_arn: a, sigv4: {external_id: e}}', ['37: external_id goes with role_arn only']],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(sns, yaml).problems).toEqual(problems)
})

describe('what is published', () => {
  const parametersOf = (yaml: string) => Object.fromEntries(publishParameters(attemptWith(readEntry(sns, yaml).config)))

  test.each([
    ['x', 1600, 1601],
    ['ü', 800, 801],
    ['€', 533, 534],
    ['😀', 400, 401],
  ])('a text message of %s is cut at 1600 bytes, between characters', (unit, most, more) => {
    const message = (count: number) => parametersOf(`{phone_number: p, message: ${unit.repeat(count)}}`)
    expect(message(most)).not.toHaveProperty('MessageAttributes.entry.1.Name')
    expect(message(more)).toMatchObject({ Message: unit.repeat(most), 'MessageAttributes.entry.1.Name': 'truncated' })
  })

  test('attributes are numbered in the order of their names', () => {
    expect(parametersOf('{topic_arn: t, attributes: {b: 1, a: "{{ .Status }}"}}')).toMatchObject({
      'MessageAttributes.entry.1.Name': 'a',
      'MessageAttributes.entry.1.Value.StringValue': 'firing',
      'MessageAttributes.entry.2.Name': 'b',
    })
  })
})

const roleAnswer =
  '<AssumeRoleResponse><Credentials><AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>a&amp;b</SessionToken></Credentials></AssumeRoleResponse>'
const jsonAnswer = '{"AccessKeyId":"JSON","SecretAccessKey":"s","Token":"t"}'

/** Publishes with these answers in turn, 200 with nothing after them: what was asked by whom, and the result. */
async function send(
  sigv4: string,
  environment: Readonly<Record<string, string>> = {},
  answers: readonly (string | number | WireFailure)[] = [],
) {
  const { config, problems } = readEntry(sns, `{topic_arn: t, sigv4: {${sigv4}}}`)
  expect(problems).toEqual([])
  const requests: WireRequest[] = []
  const exchange = async (request: WireRequest): Promise<WireReply | WireFailure> => {
    const answer = answers[requests.length] ?? ''
    requests.push(request)
    if (typeof answer === 'number')
      return { status: answer, headers: {}, body: '<Error><Code>C</Code><Message>m</Message></Error>' }
    return typeof answer === 'object' ? answer : { status: 200, headers: {}, body: answer }
  }
  const signal = new AbortController().signal
  const attempt = { ...attemptWith(config), clock: new ManualClock(), signal, exchange }
  const result = await publish(attempt, { HOME: '/nowhere', ...environment })
  const asked = requests.map(({ method, url, headers }) => {
    const by = /Credential=(\w+)/.exec(headers.Authorization ?? '')?.[1] ?? 'nobody'
    return `${by} ${method} ${url}`
  })
  return { asked, requests, result }
}

const region = 'region: eu-west-1'
const endpoint = 'https://sns.eu-west-1.amazonaws.com/'

describe('credentials', () => {
  test.each<[string, string, Record<string, string>, string[], string[]]>([
    [
      'of the configuration',
      `${region}, access_key: CONF, secret_key: s`,
      { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 's' },
      [],
      [`CONF POST ${endpoint}`],
    ],
    [
      'of the environment',
      region,
      { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 's' },
      [],
      [`ENV POST ${endpoint}`],
    ],
    [
      'of the container',
      region,
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x' },
      [jsonAnswer],
      ['nobody GET http://169.254.170.2/x', `JSON POST ${endpoint}`],
    ],
    [
      'of a container in Kubernetes',
      region,
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://h/y' },
      [jsonAnswer],
      ['nobody GET http://h/y', `JSON POST ${endpoint}`],
    ],
    [
      'of the machine',
      region,
      {},
      ['token', 'role\n', jsonAnswer],
      [
        'nobody PUT http://169.254.169.254/latest/api/token',
        'nobody GET http://169.254.169.254/latest/meta-data/iam/security-credentials/',
        'nobody GET http://169.254.169.254/latest/meta-data/iam/security-credentials/role',
        `JSON POST ${endpoint}`,
      ],
    ],
    [
      'of a role',
      `${region}, access_key: CONF, secret_key: s, role_arn: r, external_id: e`,
      {},
      [roleAnswer],
      ['CONF POST https://sts.eu-west-1.amazonaws.com/', `ROLE POST ${endpoint}`],
    ],
  ])('%s', async (_, sigv4, environment, answers, expected) => {
    const { asked, result } = await send(sigv4, environment, answers)
    expect(asked).toEqual(expected)
    expect(result).toEqual({ sent: true })
  })

  test('of a web identity, whose token is in a file', async () => {
    await using files = await scratchDirectory()
    const file = await files.write('token', ' identity\n')
    const environment = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: 'arn' }
    const { asked, requests } = await send(region, environment, [roleAnswer])
    expect(asked).toEqual(['nobody POST https://sts.eu-west-1.amazonaws.com/', `ROLE POST ${endpoint}`])
    expect(requests[0]?.body).toBe(
      'Action=AssumeRoleWithWebIdentity&RoleArn=arn&RoleSessionName=tocsin&Version=2011-06-15&WebIdentityToken=identity',
    )
  })

  test('of a profile, which has the region, too', async () => {
    await using files = await scratchDirectory()
    const environment = {
      AWS_SHARED_CREDENTIALS_FILE: await files.write(
        'credentials',
        '[x]\naws_access_key_id = PROF\naws_secret_access_key=s\n[y]\naws_access_key_id=NO\n',
      ),
      AWS_CONFIG_FILE: await files.write('config', '[profile x]\nregion = cn-north-1 # there\n'),
    }
    expect((await send('profile: x', environment)).asked).toEqual([
      'PROF POST https://sns.cn-north-1.amazonaws.com.cn/',
    ])
  })

  test('a role tells its external id, and its token goes with what is signed', async () => {
    const { requests } = await send(`${region}, access_key: k, secret_key: s, role_arn: r, external_id: e`, {}, [
      roleAnswer,
    ])
    expect(requests[0]?.body).toContain('&ExternalId=e&RoleArn=r&')
    expect(requests[1]?.headers).toMatchObject({ 'X-Amz-Security-Token': 'a&b' })
  })

  test('none are no reason to try again, a refusal has its own', async () => {
    await expect(send(region, { AWS_EC2_METADATA_DISABLED: 'true' })).rejects.toMatchObject({ retry: false })
    await expect(send('', {})).rejects.toMatchObject({ retry: false, message: expect.stringContaining('no region') })
    const role = `${region}, access_key: k, secret_key: s, role_arn: r`
    await expect(send(role, {}, [403])).rejects.toMatchObject({
      retry: false,
      reason: 'authError',
      message: 'credentials for AWS: unexpected status code 403: m',
    })
    await expect(send(role, {}, [{ error: 'closed' }])).rejects.toMatchObject({ retry: true, reason: 'other' })
    await expect(send(role, {}, ['<html>'])).rejects.toMatchObject({ retry: true })
  })
})

test('too many requests are tried again, whatever the status', async () => {
  const throttled = { status: 400, headers: {}, body: '<Error><Code>Throttling</Code><Message>Rate</Message></Error>' }
  const { config } = readEntry(sns, `{topic_arn: t, sigv4: {${region}, access_key: k, secret_key: s}}`)
  const attempt = {
    ...attemptWith(config),
    clock: new ManualClock(),
    signal: new AbortController().signal,
    exchange: async () => throttled,
  }
  expect(await publish(attempt, {})).toEqual({
    sent: false,
    retry: true,
    reason: 'rateLimited',
    error: 'unexpected status code 400: Rate',
  })
})
