import { expect, test } from 'vitest'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import { pushover, pushoverRequest } from './pushover.ts'

test.each([
  ['{token: t}', ['1: this pushover integration has no user']],
  ['{user_key: u}', ['1: this pushover integration has no token']],
  ['{user_key: u, user_key_file: f, token: t}', ['30: only one of user_key and user_key_file can be set']],
  ['{user_key: u, token: t, token_file: f}', ['37: only one of token and token_file can be set']],
  ['{user_key: u, token: t, html: true, monospace: true}', ['48: only one of html and monospace can be set']],
  ['{user_key: u, token: t, ttl: 5}', ['30: time: missing unit in duration "5"']],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(pushover, yaml).problems).toEqual(problems)
})

async function parameters(yaml: string) {
  const { config, problems } = readEntry(pushover, yaml)
  expect(problems).toEqual([])
  const renderHtml = (text: string) => `<${text}>`
  const { url, ...rest } = await pushoverRequest(attemptWith(config, { renderHtml }))
  return { ...rest, parameters: Object.fromEntries(new URL(url).searchParams) }
}

test('everything is in the query', async () => {
  const yaml = '{user_key: u, token: t, title: a, message: m, url: "", priority: "1", ttl: 1.9s, monospace: true}'
  expect(await parameters(yaml)).toEqual({
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    secrets: ['t', 'u'],
    parameters: {
      token: 't',
      user: 'u',
      title: 'a',
      message: 'm',
      url: '',
      url_title: '',
      priority: '1',
      retry: '60',
      expire: '3600',
      device: '',
      sound: '',
      monospace: '1',
      ttl: '1',
    },
  })
})

// A quirk of Alertmanager's: notify/pushover/pushover.go takes the files as they are.
test('the files are not trimmed', async () => {
  expect(await parameters('{user_key_file: f, token_file: g}')).toMatchObject({
    parameters: { user: 'user_key_file f\n', token: 'token_file g\n' },
  })
})

test('HTML is rendered as such, and no message is empty', async () => {
  expect(await parameters('{user_key: u, token: t, html: true, message: m}')).toMatchObject({
    parameters: { html: '1', message: '<m>' },
  })
  expect(await parameters('{user_key: u, token: t, message: " "}')).toMatchObject({
    parameters: { message: '(no details)' },
  })
})
