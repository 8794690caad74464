// The data that the recorded templates are rendered with, as amtool's --template.data takes it.

/** Two firing alerts and a resolved one, with times in several forms. */
const group = {
  receiver: 'team-x\\.mail',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'DiskFull', instance: 'db1:9100', job: 'node', severity: 'critical', zone: 'b' },
      annotations: { summary: 'Disk of db1 is full', description: 'only 3% left <b>&</b>' },
      startsAt: '2024-03-01T12:34:56.12Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      fingerprint: '0123456789abcdef',
    },
    {
      status: 'firing',
      labels: { alertname: 'DiskFull', instance: 'db2:9100', job: 'node', severity: 'warning' },
      annotations: { summary: 'Disk of db2 is full' },
      startsAt: '2024-07-01T01:02:03.000456789+02:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: '1123456789abcdef',
    },
    {
      status: 'resolved',
      labels: { alertname: 'DiskFull', instance: 'db3:9100', job: 'node' },
      annotations: {},
      startsAt: '2024-12-31T23:59:59-05:30',
      endsAt: '2025-01-01T06:30:00Z',
      generatorURL: 'http://prometheus.example/',
      fingerprint: '2123456789abcdef',
    },
  ],
  notification_reason: 'new alerts added',
  groupLabels: { alertname: 'DiskFull', job: 'node' },
  commonLabels: { alertname: 'DiskFull', job: 'node', Zeta: 'upper', _under: 'line' },
  commonAnnotations: { runbook: 'https://runbooks.example/disk full?a=1&b=2#top', 'with-dash': 'd' },
  externalURL: 'https://alerts.example/am',
}

/** Nothing: every field has the zero of its type. */
const empty = {}

/** Texts that need quoting somewhere. */
const odd = {
  receiver: 'r\n"<\'>&\\',
  status: 'resolved',
  alerts: [
    {
      status: 'resolved',
      labels: { alertname: 'Ünïcödé 🚀', path: 'C:\\temp\\"x"', empty: '' },
      annotations: { text: 'tab\tnewline\nbell\u0007 \u2028 \u00a0end', number: '42', float: '3.5', big: '1e3' },
      startsAt: '1969-07-20T20:17:40.999999999Z',
      endsAt: '9999-12-31T23:59:59Z',
      generatorURL: 'javascript:alert(1)',
      fingerprint: 'ffffffffffffffff',
    },
  ],
  groupLabels: { 'a b': 'c=d, e' },
  commonLabels: { ß: 'straße', é: 'é', '🚀': 'rocket', Z: '', a: 'x' },
  commonAnnotations: { html: '<script>alert("x")</script>', list: 'a,b,,c' },
  externalURL: 'http://[::1]:9093/?x=<y>',
}

export const templateData = { group, empty, odd }

export type DataName = keyof typeof templateData

/** A template to be rendered with one set of data. */
export interface TemplateCase {
  readonly text: string
  readonly data: DataName
}

/** Cases that use the same data. */
export function casesWith(data: DataName, texts: readonly string[]): readonly TemplateCase[] {
  return texts.map((text) => ({ text, data }))
}
