// Two alerts of a group, one firing and one resolved, to render a template with when there are no others at hand.

import { type Instant, minute } from '../../model/instant.ts'
import { timestampOf } from '../../model/timestamp.ts'

/** JSON in the form of a webhook's body. */
export function sampleData(now: Instant): string {
  const common = { alertname: 'DiskFull', cluster: 'eu-1' }
  const alert = (own: { instance: string; status: string; minutes: number }) => ({
    status: own.status,
    labels: { ...common, instance: own.instance, severity: 'critical' },
    annotations: { summary: `The disk of ${own.instance} is nearly full`, runbook_url: 'https://example.org/runbook' },
    startsAt: timestampOf(now - own.minutes * minute).text,
    endsAt: own.status === 'resolved' ? timestampOf(now).text : '0001-01-01T00:00:00Z',
    generatorURL: 'https://prometheus.example.org/graph?g0.expr=disk',
    fingerprint: '0123456789abcdef',
  })
  return JSON.stringify({
    receiver: 'team-db',
    status: 'firing',
    alerts: [
      alert({ instance: 'db-1:9100', status: 'firing', minutes: 5 }),
      alert({ instance: 'db-2:9100', status: 'resolved', minutes: 10 }),
    ],
    notification_reason: 'some alerts resolved',
    groupLabels: common,
    commonLabels: { ...common, severity: 'critical' },
    commonAnnotations: { runbook_url: 'https://example.org/runbook' },
    routeLabels: {},
    externalURL: 'https://alerts.example.org',
  })
}
