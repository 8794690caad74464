import { expect, test } from 'vitest'
import { authorization, signedHeaders } from './sigv4.ts'

// The first example of AWS's test suite for the algorithm.
test('signs the least that can be signed', () => {
  const request = {
    method: 'GET',
    url: 'http://example.amazonaws.com/',
    headers: { 'X-Amz-Date': '20150830T123600Z' },
    body: '',
  }
  const signing = {
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    region: 'us-east-1',
    service: 'service',
    now: Date.UTC(2015, 7, 30, 12, 36),
  }
  expect(authorization(request, signing)).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  )
})

// Recorded from Alertmanager 0.33.1, whose client adds headers of its own.
test('signs a publication as the AWS SDK for Go does', () => {
  const body = 'Action=Publish&Message=hello+%C3%BC&Subject=s&TopicArn=arn%3Ax&Version=2010-03-31'
  const request = {
    method: 'POST',
    url: 'http://127.0.0.1:20060/a/b%20c',
    headers: {
      'Amz-Sdk-Invocation-Id': '79b4d56b-7879-4299-ae4d-5aa95379f182',
      'Amz-Sdk-Request': 'attempt=1; max=3',
      'Content-Length': String(body.length),
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Amz-Date': '20261121T234803Z',
    },
    body,
  }
  const signing = {
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's3cret/+key' },
    region: 'us-east-2',
    service: 'sns',
    now: Date.UTC(2026, 10, 21, 23, 48, 3, 400),
  }
  expect(authorization(request, signing)).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-east-2/sns/aws4_request, SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-date, Signature=f216e75b4bfaa19a59e8e56bb82ea3a134d206d8d132eb1a99fb4e48b7eacc15',
  )
})

test('signs the query in its order, and a token with it', () => {
  const signing = {
    credentials: { accessKeyId: 'A', secretAccessKey: 's', sessionToken: 't' },
    region: 'r',
    service: 'sns',
    now: 0,
  }
  const headers = (query: string) =>
    signedHeaders({ method: 'POST', url: `http://h/?${query}`, headers: { 'X-B': ' a  b ' }, body: '' }, signing)
  expect(headers('b=1&a=%20')).toEqual(headers('a=+&b=1'))
  expect(headers('a=1')).toMatchObject({
    'X-Amz-Date': '19700101T000000Z',
    'X-Amz-Security-Token': 't',
    Authorization: expect.stringContaining('SignedHeaders=host;x-amz-date;x-amz-security-token;x-b,'),
  })
})
