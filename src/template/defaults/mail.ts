// The HTML mail, Tocsin's own: what burns, since when, and what to do about it, on a phone and in the dark. Firing alerts
// come first; labels that all alerts share are said once; every text from outside stays text.

import { alias, call, define } from './definition.ts'
import { severityColors, styleSheet, styles } from './mail-style.ts'

const severities = [
  { color: severityColors.critical, pattern: 'critical|crit|page|emergency|alert|fatal|error|high|p1' },
  { color: severityColors.warning, pattern: 'warning|warn|major|minor|medium|p2' },
  { color: severityColors.info, pattern: 'info|information|informational|notice|low|none|p3' },
]

/** The colour of a severity: that of a label's text. */
const colorOf = severities
  .map(({ color, pattern }, i) => `{{ ${i === 0 ? '' : 'else '}if match "(?i)^(${pattern})$" . }}${color}`)
  .concat(`{{ else }}${severityColors.other}{{ end }}`)
  .join('')

/** True for an alert of such a severity. */
function isRated(pattern: string): string {
  return `match "(?i)^(${pattern})$" .Labels.severity`
}

/** Of the worst of the alerts in a list. */
const worstColor =
  '{{ $worst := "" }}{{ $rank := 9 }}{{ range . }}{{ $severity := .Labels.severity }}' +
  severities
    .map(({ pattern }, rank) => {
      return `{{ if and (lt ${rank} $rank) (match "(?i)^(${pattern})$" $severity) }}{{ $rank = ${rank} }}{{ $worst = $severity }}{{ end }}`
    })
    .join('') +
  `{{ end }}${call('__mail_color', '$worst')}`

/** A matcher's text in a URL: quoted as matchers are, then encoded. */
function quotedInUrl(text: string): string {
  return `%22{{ reReplaceAll "\\n" "\\\\n" (reReplaceAll "([\\\\\\\\\\"])" "\\\\$1" ${text}) }}%22`
}

/** `{a="b","c d"="e"}` for a set of labels, as part of a URL. */
const filter =
  '%7B{{ range $i, $pair := .SortedPairs }}{{ if $i }}%2C{{ end }}' +
  `{{ if match "^[a-zA-Z_][a-zA-Z0-9_]*$" .Name }}{{ .Name }}{{ else }}${quotedInUrl('.Name')}{{ end }}` +
  `%3D${quotedInUrl('.Value')}{{ end }}%7D`

/** Labels in one paragraph: names quiet, values strong. */
const labels =
  `<span class="quiet" style="${styles.quiet}">{{ .Name }}</span>&nbsp;` +
  `<span class="ink" style="${styles.strong}">{{ .Value }}</span>&ensp; `

/** A text that is a link as a whole becomes one. */
const linkedText =
  `{{ if match "^https?://[^\\\\s]+$" . }}<a class="link" href="{{ . }}" style="${styles.link}">{{ . }}</a>` +
  '{{ else }}{{ . }}{{ end }}'

/** What the alert says of itself, without the annotation's name: everyone writes one. */
const summary = `{{ with .summary }}<p class="ink" style="${styles.summary}">${call('__mail_text')}</p>{{ end }}`

/** All other annotations. */
const annotations =
  '{{ range (.Remove (stringSlice "summary")).SortedPairs }}{{ if trimSpace .Value }}' +
  `<p class="ink" style="${styles.text}"><span class="quiet" style="${styles.quiet}">{{ .Name }}</span>&ensp;${call('__mail_text', '.Value')}</p>` +
  '{{ end }}{{ end }}'

/** The colour of an alert: by its severity while it fires. */
const stateColor = `{{ if $isFiring }}${call('__mail_color', '.Labels.severity')}{{ else }}${severityColors.resolved}{{ end }}`

/** One alert. The data: the alert, and the notification that it belongs to. */
const alert = `{{ $all := .all }}{{ $isFiring := eq .alert.Status "firing" }}{{ with .alert -}}
{{ $labels := (.Labels.Remove $all.CommonLabels.Names).Remove (stringSlice "alertname" "severity") -}}
{{ $annotations := .Annotations.Remove $all.CommonAnnotations.Names -}}
<tr><td class="pad" style="padding:8px 24px 0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="4" bgcolor="${stateColor}" style="width:4px;background-color:${stateColor};border-radius:2px;font-size:0">&nbsp;</td>
<td style="${styles.alert}">
<span style="${styles.chip};background-color:${stateColor}">{{ if not $isFiring }}resolved{{ else if .Labels.severity }}{{ .Labels.severity }}{{ else }}firing{{ end }}</span>
{{- if not $all.CommonLabels.alertname }}&ensp;<span class="ink" style="${styles.strong}">{{ .Labels.alertname }}</span>{{ end }}
${call('__mail_summary', '$annotations')}
{{- if $labels }}
<div style="${styles.labels}">{{ range $labels.SortedPairs }}${labels}{{ end }}</div>
{{- end }}
${call('__mail_annotations', '$annotations')}
<div class="quiet" style="${styles.facts}">
{{- if $isFiring }}since {{ date "2 Jan 15:04" .StartsAt.UTC }} UTC, {{ template "__mail_age" (since .StartsAt) }}
{{- else }}{{ date "2 Jan 15:04" .StartsAt.UTC }} to {{ date "2 Jan 15:04" .EndsAt.UTC }} UTC, {{ template "__mail_age" (.EndsAt.Sub .StartsAt) }}{{ end }}
{{- if match "(?i)^https?://" .GeneratorURL }} &middot; <a class="link" href="{{ .GeneratorURL }}" style="${styles.action}">Source</a>{{ end }}
{{- if $isFiring }} &middot; <a class="link" href="{{ $all.ExternalURL }}/#/silences/new?filter=${call('__mail_filter', '.Labels')}" style="${styles.action}">Silence</a>{{ end }}</div>
</td></tr></table>
</td></tr>
{{ end }}`

/** `3h 5m`: two units at most, and none of nothing. */
const age = '{{ humanizeDuration . | reReplaceAll "^(\\\\S+ \\\\S+) .*$" "$1" | reReplaceAll " 0[a-z]+$" "" }}'

const oneAlert = call('__mail_alert', '(dict "alert" . "all" $)')

/** The worst first; within a severity, the order of the notification. */
const bySeverity =
  severities.map(({ pattern }) => `{{ range . }}{{ if ${isRated(pattern)} }}${oneAlert}{{ end }}{{ end }}`).join('') +
  `{{ range . }}{{ if not (${isRated(severities.map(({ pattern }) => pattern).join('|'))}) }}${oneAlert}{{ end }}{{ end }}`

function alertSection(source: { readonly list: string; readonly heading: string; readonly alerts: string }): string {
  return `{{ with ${source.list} }}
<tr><td class="pad quiet" style="${styles.section}">${source.heading} &middot; {{ len . }}</td></tr>
${source.alerts}
{{- end }}`
}

const title =
  '{{ if .CommonLabels.alertname }}{{ .CommonLabels.alertname }}' +
  '{{ else if .GroupLabels }}{{ join " " .GroupLabels.Values }}' +
  '{{ else }}{{ len .Alerts }} alerts{{ end }}'

/** 3 firing, 1 resolved. */
const counts =
  '{{ with .Alerts.Firing }}{{ len . }} firing{{ end }}' +
  '{{ if and .Alerts.Firing .Alerts.Resolved }}, {{ end }}' +
  '{{ with .Alerts.Resolved }}{{ len . }} resolved{{ end }}'

/** What a list of mails shows beside the subject: what each alert says of itself. */
const preheader =
  `${counts}{{ with .CommonAnnotations.summary }} \u2013 {{ . }}{{ end }}` +
  '{{ range .Alerts.Firing }}{{ $own := .Labels.Remove $.CommonLabels.Names }}' +
  '{{ if not $.CommonAnnotations.summary }}{{ with .Annotations.summary }} \u2013 {{ . }}{{ end }}{{ end }}' +
  '{{ with $own.instance }} ({{ . }}){{ end }}{{ end }}'

const silenceGroup = `{{ $group := .GroupLabels }}{{ if not $group }}{{ $group = .CommonLabels }}{{ end -}}
{{ if and $group .Alerts.Firing }}<a class="button plain" href="{{ .ExternalURL }}/#/silences/new?filter=${call('__mail_filter', '$group')}" style="${styles.plainButton}">Silence this group</a>{{ end }}`

const mail = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${call('__subject')}</title>
<style>${styleSheet}</style>
</head>
<body class="page" bgcolor="#f3f4f6" style="${styles.page}">
<div style="${styles.preheader}">${preheader}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f4f6" style="background-color:#f3f4f6"><tr>
<td class="outer" align="center" style="${styles.outer}">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="${styles.card}">
<tr><td class="state pad" bgcolor="{{ template "__mail_state" . }}" style="${styles.state};background-color:{{ template "__mail_state" . }}">${counts}</td></tr>
<tr><td class="pad" style="${styles.pad}">
<h1 class="ink" style="${styles.title}">${title}</h1>
{{- with (.CommonLabels.Remove (stringSlice "alertname")).SortedPairs }}
<div style="${styles.labels}">{{ range . }}${labels}{{ end }}</div>
{{- end }}
${call('__mail_summary', '.CommonAnnotations')}
${call('__mail_annotations', '.CommonAnnotations')}
<a class="button" href="${call('__alertmanagerURL')}" style="${styles.button}">Open in Tocsin</a>
${silenceGroup}
</td></tr>
${alertSection({ list: '.Alerts.Firing', heading: 'Firing', alerts: bySeverity })}
${alertSection({ list: '.Alerts.Resolved', heading: 'Resolved', alerts: `{{ range . }}${oneAlert}{{ end }}` })}
<tr><td class="pad quiet" style="${styles.footer}"><div class="line" style="border-top:1px solid #d0d7de;padding-top:12px">
Sent to {{ reReplaceAll "\\\\\\\\(.)" "$1" .Receiver }}{{ with .NotificationReason }}: {{ . }}{{ end }}. <a class="link" href="{{ .ExternalURL }}" style="${styles.link}">{{ .ExternalURL }}</a></div></td></tr>
</table>
</td></tr></table>
</body>
</html>
`

export const mailTemplates: string = [
  alias('email.default.subject', '__subject'),
  define('__mail_color', colorOf),
  define(
    '__mail_state',
    `{{ if .Alerts.Firing }}{{ template "__mail_worst" .Alerts.Firing }}{{ else }}${severityColors.resolved}{{ end }}`,
  ),
  define('__mail_worst', worstColor),
  define('__mail_filter', filter),
  define('__mail_text', linkedText),
  define('__mail_summary', summary),
  define('__mail_annotations', annotations),
  define('__mail_age', age),
  define('__mail_alert', alert),
  define('email.default.html', mail),
].join('')
