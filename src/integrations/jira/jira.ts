// Jira: an issue for each group, found again by a label, brought up to date, resolved and opened again.
// As Alertmanager's notify/jira/jira.go.

import { goJson, type JsonValue } from '../../model/go-json.ts'
import { type Attempt, defineIntegration, type SendResult } from '../contract.ts'
import { judgeByStatus } from '../judge.ts'
import type { WireRequest } from '../network.ts'
import { askOnce } from '../over-http.ts'
import { isObject, replyObject } from '../reply-object.ts'
import { joinedUrl } from '../request-url.ts'
import { payloadFor, templateFiller } from '../template-filler.ts'
import { jiraGlobals } from './globals.ts'
import { fieldsOf, searchOf } from './issue.ts'
import { type JiraConfig, jiraConfig } from './schema.ts'

export const jira = defineIntegration({
  name: 'jira',
  key: 'jira_configs',
  config: jiraConfig,
  globals: jiraGlobals,
  inherit(config, globals, complain) {
    const apiUrl = config.apiUrl ?? globals.jiraApiUrl
    if (apiUrl === undefined)
      complain('api_url', 'this jira integration has no url', 'Add api_url here, or jira_api_url to global.')
    return { ...config, apiUrl }
  },
  send,
})

type JiraAttempt = Pick<
  Attempt<JiraConfig>,
  'delivery' | 'config' | 'externalURL' | 'render' | 'clock' | 'signal' | 'exchange'
>

type Failure = Extract<SendResult, { sent: false }>

/** An issue as the search finds it. */
interface FoundIssue {
  readonly key: string
  /** Undefined where Jira does not say. */
  readonly isDone: boolean | undefined
}

const judge = judgeByStatus({ retryStatuses: [429] })

async function send(attempt: JiraAttempt): Promise<SendResult> {
  const payload = payloadFor(attempt)
  const source = { config: attempt.config, payload, fill: templateFiller(attempt, payload) }
  const search = searchOf(source)
  const answer = await ask(attempt, { method: 'POST', ...search, what: 'search' })
  if (!('body' in answer)) return answer
  const found = foundIssue(answer.body)
  if (found === 'unreadable') return unreadable('search')
  if (found === undefined && payload.status === 'resolved') return { sent: true }
  const fields = fieldsOf(source, { isUpdate: found !== undefined })
  const written = await ask(attempt, {
    method: found === undefined ? 'POST' : 'PUT',
    url: joinedUrl(attempt.config.apiUrl ?? '', found === undefined ? 'issue' : `issue/${found.key}`),
    body: { fields },
    what: found === undefined ? 'new issue' : 'issue',
  })
  if (!('body' in written)) return written
  return found === undefined ? { sent: true } : moveOn(attempt, found, payload.status === 'firing')
}

/** Resolves the issue, or opens it again, when that is wanted and not so already. */
async function moveOn(attempt: JiraAttempt, issue: FoundIssue, isFiring: boolean): Promise<SendResult> {
  const { reopenTransition, resolveTransition, apiUrl = '' } = attempt.config
  const name = isFiring ? reopenTransition : resolveTransition
  if (issue.isDone === undefined || issue.isDone !== isFiring || name === '') return { sent: true }
  const url = joinedUrl(apiUrl, `issue/${issue.key}/transitions`)
  const answer = await ask(attempt, { method: 'GET', url, what: 'transitions' })
  if (!('body' in answer)) return answer
  const id = transitionId(answer.body, name)
  if (id === 'unreadable') return unreadable('transitions')
  if (id === undefined) return failure(`transitions: the issue ${issue.key} has no transition ${name} now`)
  const done = await ask(attempt, { method: 'POST', url, body: { transition: { id } }, what: 'transition' })
  return 'body' in done ? { sent: true } : done
}

/** As Alertmanager does: without an answer there is no other attempt, which might make the same issue twice. */
async function ask(
  attempt: JiraAttempt,
  asked: {
    readonly method: WireRequest['method']
    readonly url: string
    readonly body?: JsonValue
    readonly what: string
  },
): Promise<{ readonly body: string } | Failure> {
  const request = {
    method: asked.method,
    url: asked.url,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    ...(asked.body === undefined ? {} : { body: `${goJson(asked.body)}\n` }),
  }
  const { result, reply } = await askOnce(attempt, request, { name: 'jira', judge })
  if (!result.sent)
    return { ...result, retry: result.retry && reply !== undefined, error: `${asked.what}: ${result.error}` }
  return { body: reply?.body ?? '' }
}

/** The first of the issues that were found. */
function foundIssue(body: string): FoundIssue | undefined | 'unreadable' {
  const answer = replyObject(body)
  const issues = answer?.issues ?? []
  if (answer === undefined || !Array.isArray(issues)) return 'unreadable'
  const issue: unknown = issues[0]
  if (issue === undefined) return undefined
  if (!isObject(issue) || typeof issue.key !== 'string' || issue.key === '') return 'unreadable'
  const status = isObject(issue.fields) && isObject(issue.fields.status) ? issue.fields.status : undefined
  if (status === undefined) return { key: issue.key, isDone: undefined }
  const category = isObject(status.statusCategory) ? status.statusCategory.key : undefined
  return { key: issue.key, isDone: category === 'done' }
}

function transitionId(body: string, name: string): string | undefined | 'unreadable' {
  const answer = replyObject(body)
  const transitions = answer?.transitions ?? []
  if (answer === undefined || !Array.isArray(transitions)) return 'unreadable'
  const transition: unknown = transitions.find((each) => isObject(each) && each.name === name)
  if (transition === undefined) return undefined
  return isObject(transition) && typeof transition.id === 'string' ? transition.id : 'unreadable'
}

function unreadable(what: string): Failure {
  return failure(`${what}: the answer is not what Jira answers`)
}

function failure(error: string): Failure {
  return { sent: false, retry: false, reason: 'other', error }
}
