// How the default templates are put together: definitions by name, and the lists of alerts that many of them share.

/** One template by its name: `{{ define … }}`. */
export function define(name: string, body: string): string {
  return `{{ define "${name}" }}${body}{{ end }}\n`
}

/** A template that says what another one says of the same data. */
export function alias(name: string, of: string): string {
  return define(name, call(of))
}

/** The text of another template for the same data, or for a part of it. */
export function call(name: string, data = '.'): string {
  return `{{ template "${name}" ${data} }}`
}

/** The annotations that all alerts share, in one line. */
export const commonAnnotations = '{{ .CommonAnnotations.Values | join " " }}\n'

interface Section {
  readonly data: string
  readonly heading: string
}

const sections: readonly Section[] = [
  { data: '.Alerts.Firing', heading: 'Alerts Firing:\n' },
  { data: '.Alerts.Resolved', heading: 'Alerts Resolved:\n' },
]

/** Firing alerts, then resolved ones, set apart by empty lines. */
export function spacedSections(): string {
  const texts = sections.map(({ data, heading }) => {
    return `{{ with ${data} }}\n${heading}${call('__text_alert_list')}\n{{ end }}\n`
  })
  return texts.join('')
}

/** The same in Markdown. */
export function markdownSections(): string {
  const texts = sections.map(({ data, heading }) => {
    return `{{ with ${data} }}\n# ${heading}${call('__text_alert_list_markdown')}\n{{ end }}\n`
  })
  return `\n${texts.join('')}`
}

/** The same with a line break alone between them. */
export function denseSections(): string {
  const texts = sections.map(({ data, heading }) => {
    return `{{ with ${data} }}${heading}${call('__text_alert_list')}{{ end }}`
  })
  return texts.join('\n')
}
