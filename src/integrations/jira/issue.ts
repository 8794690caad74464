// What Jira is asked and told about the issue of a group: the search for it, and its fields.
// As Alertmanager's notify/jira/jira.go.

import type { JsonValue } from '../../model/go-json.ts'
import { goQuote } from '../../model/go-quote.ts'
import { minute } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import { parseGoUrl } from '../../schema/go-url.ts'
import { type Attempt, IntegrationError } from '../contract.ts'
import { groupHash } from '../group-hash.ts'
import type { Payload } from '../payload.ts'
import { renderTree } from '../render-tree.ts'
import { joinedUrl } from '../request-url.ts'
import type { TemplateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import type { JiraConfig } from './schema.ts'

/** Jira's limits, in characters. */
const longestSummary = 255
const longestDescription = 32_767

/** What an issue is made of. */
export interface IssueSource {
  readonly config: Attempt<JiraConfig>['config']
  readonly payload: Payload
  readonly fill: TemplateFiller
}

/** Looks for the group's issue: one that is open, or that was resolved so recently that it is to be opened again. */
export function searchOf({ config, payload, fill }: IssueSource): { readonly url: string; readonly body: JsonValue } {
  const { wontFixResolution, reopenTransition, reopenDuration } = config
  const minutes = Math.trunc(reopenDuration / minute)
  const canReopen = payload.status === 'firing' && reopenTransition !== '' && minutes > 0
  const conditions = [
    // An issue without a resolution is not unequal to one in JQL.
    ...(wontFixResolution === '' ? [] : [`(resolution is EMPTY or resolution != ${goQuote(wontFixResolution)})`]),
    canReopen ? `(resolutiondate is EMPTY OR resolutiondate >= -${minutes}m)` : 'statusCategory != Done',
    `project=${goQuote(fill('project', config.project))}`,
    `labels=${goQuote(labelOf(payload))}`,
  ]
  const jql = `${conditions.join(' and ')} order by status ASC,resolutiondate DESC`
  return { url: searchURL(config), body: { fields: ['status'], jql, maxResults: 2 } }
}

/** The fields of the issue, those of the configuration before all others. */
export function fieldsOf(
  source: IssueSource,
  { isUpdate }: { readonly isUpdate: boolean },
): Readonly<Record<string, JsonValue>> {
  const { config, payload, fill } = source
  const priority = fill('priority', config.priority)
  const labels = config.labels.map((label) => fill('labels', label))
  const summary = truncateRunes(fill('summary', config.summary.template), longestSummary)
  const description = descriptionOf(source)
  // Without a prototype: fields may have any name.
  const fields: Record<string, JsonValue> = Object.assign(Object.create(null), {
    project: { key: fill('project', config.project) },
    issuetype: named(fill('issue_type', config.issueType)),
    labels: [...labels, labelOf(payload)].sort(compareUtf8),
  })
  if (!(isUpdate && config.summary.enableUpdate === false)) fields.summary = summary
  if (description !== undefined && !(isUpdate && config.description.enableUpdate === false))
    fields.description = description
  if (priority !== '') fields.priority = named(priority)
  // anyMap gives nothing but maps with text keys.
  for (const [name, value] of Object.entries(config.fields.json as Readonly<Record<string, JsonValue>>))
    fields[name] = renderTree(value, (text) => fill(`fields.${name}`, text))
  return fields
}

/** A text for the API v2, a document for v3. */
function descriptionOf({ config, fill }: IssueSource): JsonValue | undefined {
  const text = truncateRunes(fill('description', config.description.template), longestDescription)
  if (!isV3(config)) return text === '' ? undefined : text
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  try {
    return JSON.parse(trimmed)
  } catch {
    throw new IntegrationError('the description is not JSON, which the API v3 wants')
  }
}

/** By this label the issue is found again. */
function labelOf(payload: Payload): string {
  return `ALERT{${groupHash(payload.groupKey)}}`
}

function named(name: string): JsonValue {
  return name === '' ? {} : { name }
}

/** Jira Cloud has given up the search of the API v2. */
function searchURL({ apiUrl = '', apiType }: JiraConfig): string {
  const isCloud = apiType === 'cloud' || (apiType === 'auto' && parseGoUrl(apiUrl).host.endsWith('atlassian.net'))
  if (!isCloud) return joinedUrl(apiUrl, 'search')
  return joinedUrl(apiUrl, 'search/jql').replace('/rest/api/2/', '/rest/api/3/')
}

function isV3({ apiUrl = '' }: JiraConfig): boolean {
  return parseGoUrl(apiUrl).path.replace(/\/+$/, '').endsWith('/3')
}
