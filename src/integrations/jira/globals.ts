// What Jira takes from the `global` section.

import { member } from '../../schema/field.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const jiraGlobals = {
  jira_api_url: member(httpUrl, 'The REST API of Jira, such as https://example.atlassian.net/rest/api/3/.'),
} as const
