// A file of templates that is there for every case, beside the default ones, as `templates:` in a configuration has it.

export const sharedTemplate = {
  name: 'shared.tmpl',
  text: `{{ define "shared.subject" }}[{{ .Status | toUpper }}] {{ .GroupLabels.SortedPairs.Values | join " " }}{{ end }}
{{ define "shared.list" }}{{ range . }}
{{ .Labels.instance }}{{ with .Annotations.summary }}: {{ . }}{{ end }}{{ end }}{{ end }}
{{ define "shared.error" }}
  {{ .Status.Nope }}{{ end }}
{{- define "shared.twice" }}first{{ end }}
`,
} as const
