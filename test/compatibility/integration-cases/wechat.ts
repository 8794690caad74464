// What WeChat is told, with a token that it gives.

import {
  answerCases,
  firing,
  partlyResolved,
  resolved,
  several,
  usualCases,
  type VendorCases,
} from './integration-case.ts'

const entry = '{api_url: "http://HOST/cgi-bin/", api_secret: "s+ &", corp_id: c}'
const everything = [
  'api_url: "http://HOST/base"',
  'api_secret: "s {{ .Status }}"',
  'corp_id: "c {{ .Status }}"',
  'message: "m {{ len .Alerts }}"',
  'to_user: "u {{ .Status }}"',
  'to_party: "p {{ .Status }}"',
  'to_tag: "t {{ .Status }}"',
  'agent_id: "a {{ .Status }}"',
  'message_type: markdown',
]
const said = (body: string) => [undefined, { body }] as const

export const wechatCases: VendorCases = {
  vendor: 'wechat',
  answer: ({ url }) =>
    url.includes('gettoken')
      ? { body: '{"errcode":0,"access_token":"tok +/&","expires_in":7200}' }
      : { body: '{"errcode":0,"errmsg":"ok"}' },
  cases: [
    ...usualCases(entry),
    { name: 'everything', config: `{${everything.join(', ')}}`, steps: [firing(...several)] },
    { name: 'a query in the URL', config: '{api_url: "http://HOST/x?b=2&a=1", api_secret: s, corp_id: c}' },
    {
      name: 'one token for many messages',
      config: entry.replace('{', '{send_resolved: true, '),
      steps: [firing(...several), partlyResolved(...several.slice(0, 1)), resolved(...several.slice(1))],
    },
    {
      name: 'api_secret_file',
      config: '{api_url: "http://HOST", api_secret_file: FILE/secret, corp_id: c}',
      files: { secret: ' se\n' },
    },
    {
      name: 'api_secret_file that is not there',
      config: '{api_url: "http://HOST", api_secret_file: FILE/nowhere, corp_id: c}',
      silent: true,
    },
    {
      name: 'a template that fails for the token',
      config: '{api_url: "http://HOST", api_secret: s, corp_id: "{{ .Nothing }}"}',
      ours: { why: 'nobody is asked for a token of no corporation', requests: () => [] },
    },
    {
      name: 'a template that fails for the message',
      config: '{api_url: "http://HOST", api_secret: s, corp_id: c, message: "{{ .Nothing }}"}',
    },
    {
      name: 'all from global',
      config: '{to_user: u}',
      global: 'wechat_api_url: http://HOST/g\nwechat_api_secret: gs\nwechat_api_corp_id: gc',
    },
    ...answerCases(entry, [
      ...['{"errcode":40013,"errmsg":"no"}', '{}', 'no', '', '{"access_token":""}', '{"access_token":5}'].map(
        (body) => ({ body }),
      ),
      { status: 500, body: '{"access_token":"t"}' },
      { status: 400, body: 'no' },
      { closed: true },
    ]),
    ...[
      '{"errcode":42001,"errmsg":"expired"}',
      '{"errcode":40014,"errmsg":"no"}',
      '{}',
      'null',
      '[]',
      'no',
      '',
      '{"errcode":"1"}',
      '{"errcode":1.5}',
    ].map((body) => ({ name: `says ${body}`, config: entry, answers: said(body) })),
    ...[201, 204, 400, 403, 404, 429, 500, 503].map((status) => ({
      name: `answers ${status}`,
      config: entry,
      answers: [undefined, { status, body: '{"errcode":0}' }],
    })),
  ],
}
