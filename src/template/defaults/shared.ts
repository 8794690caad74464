// The default templates that all others, and those of users, are made of.

import { define } from './definition.ts'

const subject =
  '[{{ toUpper .Status }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}] ' +
  '{{ join " " .GroupLabels.Values }} ' +
  '{{ if gt (len .CommonLabels) (len .GroupLabels) }}' +
  '({{ join " " (.CommonLabels.Remove .GroupLabels.Names).Values }})' +
  '{{ end }}'

const alertList = `{{ range . }}Labels:
${pairs('.Labels', ' - ')}Annotations:
${pairs('.Annotations', ' - ')}Source: {{ .GeneratorURL }}
{{ end }}`

const markdownAlertList = `{{ range . }}
Labels:
${pairs('.Labels', '  - ')}
Annotations:
${pairs('.Annotations', '  - ')}
Source: {{ .GeneratorURL }}
{{ end }}
`

function pairs(data: string, bullet: string): string {
  return `{{ range ${data}.SortedPairs }}${bullet}{{ .Name }} = {{ .Value }}\n{{ end }}`
}

export const sharedTemplates: string = [
  define('__alertmanager', 'Alertmanager'),
  define('__alertmanagerURL', '{{ .ExternalURL }}/#/alerts?receiver={{ urlquery .Receiver }}'),
  define('__subject', subject),
  define('__description', ''),
  define('__text_alert_list', alertList),
  define('__text_alert_list_markdown', markdownAlertList),
].join('')
