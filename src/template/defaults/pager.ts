// The default templates of the integrations that page, text or open tickets.

import { alias, commonAnnotations, define, denseSections, markdownSections, spacedSections } from './definition.ts'

const priorities: readonly (readonly [severity: string, priority: string])[] = [
  ['critical', 'High'],
  ['warning', 'Medium'],
  ['info', 'Low'],
]

/** The priority of the worst severity; resolved alerts count only where no firing one has a severity. */
function jiraPriority(): string {
  const worst = priorities.map(([severity, priority], rank) => {
    return `{{ if and (eq $severity "${severity}") (lt ${rank} $rank) }}{{ $rank = ${rank} }}{{ $priority = "${priority}" }}{{ end }}`
  })
  const rate = `{{ range . }}{{ $severity := index .Labels "severity" }}${worst.join('')}{{ end }}`
  return (
    `{{ $priority := "" }}{{ $rank := ${priorities.length} }}` +
    `{{ with .Alerts.Firing }}${rate}{{ end }}` +
    `{{ if not $priority }}{{ with .Alerts.Resolved }}${rate}{{ end }}{{ end }}` +
    '{{ $priority }}'
  )
}

const pagerduty = [
  alias('pagerduty.default.description', '__subject'),
  alias('pagerduty.default.client', '__alertmanager'),
  alias('pagerduty.default.clientURL', '__alertmanagerURL'),
  alias('pagerduty.default.instances', '__text_alert_list'),
]

const opsgenie = [
  alias('opsgenie.default.message', '__subject'),
  define('opsgenie.default.description', `${commonAnnotations}${denseSections()}`),
  alias('opsgenie.default.source', '__alertmanagerURL'),
]

const victorops = [
  define('victorops.default.state_message', `${commonAnnotations}${denseSections()}`),
  alias('victorops.default.entity_display_name', '__subject'),
  alias('victorops.default.monitoring_tool', '__alertmanager'),
]

const others = [
  alias('pushover.default.title', '__subject'),
  define('pushover.default.message', `${commonAnnotations}${spacedSections()}`),
  alias('pushover.default.url', '__alertmanagerURL'),
  alias('sns.default.subject', '__subject'),
  define('sns.default.message', `${commonAnnotations}${spacedSections()}`),
  alias('jira.default.summary', '__subject'),
  define('jira.default.description', markdownSections()),
  define('jira.default.priority', jiraPriority()),
]

export const pagerTemplates: string = [...pagerduty, ...opsgenie, ...victorops, ...others].join('')
