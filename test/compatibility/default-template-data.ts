// Notifications that the default templates are rendered with: firing and resolved, without labels, with texts that mean
// harm in HTML and in Markdown, with every severity.

interface AlertSource {
  readonly status?: 'firing' | 'resolved'
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly url?: string
}

const disk = { alertname: 'DiskFull', cluster: 'eu-1', job: 'node' }
const odd = { alertname: 'Odd <b>', 'label with space': '"quoted" & \'single\'', ünïcode: 'ß→ 😀', empty: '' }

const mixed = notification({
  groupLabels: { alertname: 'DiskFull', cluster: 'eu-1' },
  commonLabels: disk,
  commonAnnotations: { runbook: 'https://runbooks.example/disk?x=1&y=2', team: 'storage' },
  alerts: [
    {
      labels: { ...disk, instance: 'db-7:9100', severity: 'critical' },
      annotations: { summary: '92 % full, 3 h left' },
    },
    { labels: { ...disk, instance: 'db-9:9100', severity: 'warning' }, annotations: { summary: '81 % full' } },
    {
      status: 'resolved',
      labels: { ...disk, instance: 'db-1:9100', severity: 'info' },
      annotations: { summary: '70 % full', note: 'line one\nline two' },
    },
  ],
})

const resolved = notification({
  status: 'resolved',
  receiver: 'team x/y+z',
  groupLabels: {},
  commonLabels: { alertname: 'Up', severity: 'warning' },
  commonAnnotations: {},
  alerts: [
    { status: 'resolved', labels: { alertname: 'Up', severity: 'warning', zone: 'b' }, url: '' },
    { status: 'resolved', labels: { alertname: 'Up', severity: 'info', zone: 'a' }, annotations: { a: '', b: ' ' } },
  ],
})

const hostile = notification({
  receiver: 'a\\.b <script>',
  groupLabels: { alertname: 'Odd <b>' },
  commonLabels: odd,
  commonAnnotations: { description: '<script>alert(1)</script> + [link](javascript:x) *bold*', summary: 'a\tb' },
  externalURL: 'https://am.example/path?a=b&c',
  alerts: [
    {
      labels: { ...odd, severity: 'info' },
      annotations: { description: '<script>alert(1)</script> + [link](javascript:x) *bold*', summary: 'a\tb' },
      url: 'javascript:alert("x")',
    },
  ],
})

const bare = notification({ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, alerts: [] })

const severities = notification({
  groupLabels: { job: 'api' },
  commonLabels: { job: 'api' },
  commonAnnotations: {},
  alerts: [
    { labels: { job: 'api', alertname: 'A', severity: 'info' } },
    { labels: { job: 'api', alertname: 'B', severity: 'warning' } },
    { labels: { job: 'api', alertname: 'C', severity: 'page' } },
    { labels: { job: 'api', alertname: 'D' } },
    { status: 'resolved', labels: { job: 'api', alertname: 'E', severity: 'critical' } },
  ],
})

const unrated = notification({
  groupLabels: { alertname: 'A' },
  commonLabels: { alertname: 'A', severity: 'page' },
  commonAnnotations: { x: 'y' },
  alerts: [{ labels: { alertname: 'A', severity: 'page' }, annotations: { x: 'y' } }],
})

/** By name, in the JSON that amtool reads. */
export const notifications: Readonly<Record<string, object>> = { mixed, resolved, hostile, bare, severities, unrated }

function notification(source: {
  readonly status?: 'firing' | 'resolved'
  readonly receiver?: string
  readonly groupLabels: Readonly<Record<string, string>>
  readonly commonLabels: Readonly<Record<string, string>>
  readonly commonAnnotations: Readonly<Record<string, string>>
  readonly externalURL?: string
  readonly alerts: readonly AlertSource[]
}): object {
  const { alerts, ...given } = source
  return {
    status: 'firing',
    receiver: 'team-storage',
    notification_reason: 'first notification',
    externalURL: 'https://alerts.example',
    ...given,
    alerts: alerts.map(({ status = 'firing', labels, annotations = {}, url }, index) => ({
      status,
      labels,
      annotations,
      startsAt: '2026-03-01T12:34:56.789+01:00',
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-01T13:00:00+01:00',
      generatorURL: url ?? 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      fingerprint: `000000000000000${index}`,
    })),
  }
}
