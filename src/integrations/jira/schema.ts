// One entry of jira_configs. As Alertmanager's notify/jira/config.go.

import { anyMap } from '../../schema/any-value.ts'
import { listOrEmpty } from '../../schema/collection-fields.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText, withTemplates } from '../../schema/template-fields.ts'
import { choice, duration, text } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'
import { issueText } from './issue-text.ts'

const apiTypes = ['auto', 'cloud', 'datacenter'] as const

const members = {
  send_resolved: member(boolean, 'Whether issues are brought up to date and resolved when everything has resolved.', {
    initial: true,
    always: true,
  }),
  http_config: member(
    optional(httpClient),
    'How requests are sent; `global.http_config` unless set. Jira wants basic_auth or authorization.',
  ),
  api_url: member(httpUrl, 'The REST API, v2 or v3; `global.jira_api_url` unless set.'),
  api_type: member(
    choice(apiTypes, { what: 'type of a Jira API' }),
    'What issues are searched with: cloud or datacenter. auto: cloud for hosts below atlassian.net.',
    { initial: 'auto' },
  ),
  project: member(templateText, 'The key of the project. A template.'),
  summary: issueText('The summary; cut at 255 characters. A template.', '{{ template "jira.default.summary" . }}'),
  description: issueText(
    'The description; cut at 32767 characters. A template, which has to give JSON (a document of Atlassian) for the API v3.',
    '{{ template "jira.default.description" . }}',
  ),
  labels: member(
    listOrEmpty(templateText),
    'Labels of the issue, besides the one by which it is found again. Templates.',
  ),
  priority: member(templateText, 'The name of the priority. A template.', {
    initial: '{{ template "jira.default.priority" . }}',
  }),
  issue_type: member(templateText, 'The name of the type of issue. A template.'),
  reopen_transition: member(text, 'The name of the transition by which a resolved issue is opened again.'),
  resolve_transition: member(text, 'The name of the transition by which an issue is resolved.'),
  wont_fix_resolution: member(text, 'Issues with this resolution are left alone, so that a new one is made.'),
  reopen_duration: member(
    duration,
    'For how long a resolved issue is opened again rather than a new one made. Needs reopen_transition.',
  ),
  fields: member(
    withTemplates(anyMap),
    'Fields of the issue, which count before those above; the texts in them are templates.',
  ),
} as const

/** Absent texts are ''. The URL may come from `global`. */
export const jiraConfig = object('a jira integration', members, { finish })

export type JiraConfig = Infer<typeof jiraConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.project === '') complain('project', 'this jira integration has no project', 'Add project.')
  if (value.issueType === '') complain('issue_type', 'this jira integration has no type of issue', 'Add issue_type.')
  if (value.apiType === '')
    complain('api_type', 'this jira integration has no api_type', `Use one of: ${apiTypes.join(', ')}.`)
  return value
}
