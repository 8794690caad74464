import { describe, expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import type { Attempt } from '../contract.ts'
import type { WireFailure, WireReply, WireRequest } from '../network.ts'
import { jira } from './jira.ts'
import type { JiraConfig } from './schema.ts'

const least = 'api_url: "http://h/rest/api/2", project: P, issue_type: T'

test.each([
  ['{api_url: "http://h", issue_type: t}', ['1: this jira integration has no project']],
  ['{api_url: "http://h", project: p}', ['1: this jira integration has no type of issue']],
  ['{project: p, issue_type: t}', ['api_url: this jira integration has no url']],
  [`{${least}, api_type: server}`, ['71: "server" is no type of a Jira API']],
  [`{${least}, api_type: }`, ['61: this jira integration has no api_type']],
  [`{${least}, summary: {text: x}}`, ['71: unknown key "text" in a text of a jira integration']],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(jira, yaml).problems).toEqual(problems)
})

type Answer = WireFailure | number | object

/** Sends with these answers in turn; what was asked, and the result. */
async function send(more: string, answers: readonly Answer[], { resolved = false } = {}) {
  const { config, problems } = readEntry(jira, `{${least}${more === '' ? '' : `, ${more}`}}`)
  expect(problems).toEqual([])
  const asked: string[] = []
  const exchange = async ({ method, url, body }: WireRequest): Promise<WireReply | WireFailure> => {
    const answer = answers[asked.length] ?? {}
    asked.push(`${method} ${url.replace('http://h/rest/api/2/', '')} ${String(body ?? '').trim()}`)
    if (typeof answer === 'number') return { status: answer, headers: {}, body: 'no' }
    return 'error' in answer ? (answer as WireFailure) : { status: 200, headers: {}, body: JSON.stringify(answer) }
  }
  const delivery = deliveryOf([deliveredAlert({ alertname: 'A' }, resolved ? { endsAt: resolvedAt } : {})])
  const signal = new AbortController().signal
  const attempt = { ...attemptWith(config, { delivery }), clock: new ManualClock(), signal, exchange }
  // Nothing else of an attempt is asked for.
  const result = await jira.begin()(attempt as unknown as Attempt<JiraConfig>)
  return { asked, result }
}

const open = { issues: [{ key: 'P-1', fields: { status: { statusCategory: { key: 'new' } } } }] }
const done = { issues: [{ key: 'P-1', fields: { status: { statusCategory: { key: 'done' } } } }] }
const moving = 'resolve_transition: Close, reopen_transition: Reopen, reopen_duration: 1h'
const transitions = {
  transitions: [
    { id: '5', name: 'Close' },
    { id: '6', name: 'Reopen' },
  ],
}

describe('the way of an issue', () => {
  test.each<[string, string, Answer[], boolean, string[]]>([
    ['new', '', [{ issues: [] }], false, ['POST search', 'POST issue']],
    ['known', '', [open], false, ['POST search', 'PUT issue/P-1']],
    [
      'resolved',
      moving,
      [open, {}, transitions],
      true,
      ['POST search', 'PUT issue/P-1', 'GET issue/P-1/transitions', 'POST issue/P-1/transitions'],
    ],
    [
      'opened again',
      moving,
      [done, {}, transitions],
      false,
      ['POST search', 'PUT issue/P-1', 'GET issue/P-1/transitions', 'POST issue/P-1/transitions'],
    ],
    ['resolved already', moving, [done], true, ['POST search', 'PUT issue/P-1']],
    ['never made', moving, [{ issues: [] }], true, ['POST search']],
  ])('%s', async (_, more, answers, resolved, expected) => {
    const { asked, result } = await send(more, answers, { resolved })
    expect(asked.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(expected)
    expect(result).toEqual({ sent: true })
  })

  test('the transition is the one of that name', async () => {
    expect((await send(moving, [open, {}, transitions], { resolved: true })).asked[3]).toContain(
      '{"transition":{"id":"5"}}',
    )
    expect((await send(moving, [done, {}, transitions])).asked[3]).toContain('{"transition":{"id":"6"}}')
  })
})

test.each<[string, string, Answer[], object]>([
  [
    'a search that is refused',
    '',
    [400],
    { retry: false, reason: 'clientError', error: 'search: unexpected status code 400: no' },
  ],
  ['a search that is too much', '', [429], { retry: true, reason: 'rateLimited' }],
  [
    'an issue that fails',
    '',
    [{}, 500],
    { retry: true, reason: 'serverError', error: 'new issue: unexpected status code 500: no' },
  ],
  ['no answer', '', [{ error: 'closed' }], { retry: false, reason: 'other', error: 'search: closed' }],
  [
    'an answer of another shape',
    '',
    [{ issues: 'x' }],
    { retry: false, error: 'search: the answer is not what Jira answers' },
  ],
  ['an issue without a key', '', [{ issues: [{}] }], { retry: false }],
  ['transitions of another shape', moving, [done, {}, { transitions: [{ name: 'Reopen' }] }], { retry: false }],
  ['no such transition', moving, [done, {}, {}], { error: 'transitions: the issue P-1 has no transition Reopen now' }],
])('%s', async (_, more, answers, expected) => {
  expect((await send(more, answers)).result).toMatchObject({ sent: false, ...expected })
})
