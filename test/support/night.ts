// A night on call: some alerts of each kind, for pictures of the web page.

import type { FiredAlert } from './page-fixture.ts'

/** @param url of a webhook that takes everything */
export function nightConfiguration(url: string): string {
  return `
route:
  receiver: team-ops
  group_by: [alertname, cluster]
  group_wait: 0s
  group_interval: 5m
  routes:
    - { matchers: [team="db"], receiver: team-db }
    - { matchers: [team="web"], receiver: team-web, mute_time_intervals: [weekends] }
    - { matchers: [severity="info"], receiver: nobody }
inhibit_rules:
  - { source_matchers: [alertname="ClusterDown"], target_matchers: [severity="warning"], equal: [cluster] }
time_intervals:
  - { name: weekends, time_intervals: [{}] }
receivers:
  - { name: team-ops, webhook_configs: [{ url: '${url}' }] }
  - { name: team-db, webhook_configs: [{ url: '${url}' }, { url: 'http://127.0.0.1:1/' }] }
  - { name: team-web, webhook_configs: [{ url: '${url}' }] }
  - name: nobody
`
}

const source = 'http://prometheus.example/graph?g0.expr=up'

function alert(
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
  age: number,
): FiredAlert {
  return { labels, annotations, age, generatorURL: source }
}

const disk = { alertname: 'DiskFull', cluster: 'eu-1', severity: 'critical', team: 'db', job: 'node' }
const slow = { alertname: 'LatencyHigh', cluster: 'us-2', job: 'ingress' }
const runbook_url = 'https://runbooks.example/disk-full'

export const nightAlerts: readonly FiredAlert[] = [
  alert({ ...disk, instance: 'db-7', device: 'sda1' }, { summary: '92 % full, 3 h left', runbook_url }, 14),
  alert({ ...disk, instance: 'db-9', device: 'sdb1' }, { summary: '95 % full, 1 h left', runbook_url }, 3),
  alert({ ...disk, instance: 'db-11', device: 'sda1' }, { summary: '91 % full, 5 h left', runbook_url }, 44),
  alert(
    { alertname: 'ReplicationLag', cluster: 'eu-1', severity: 'warning', team: 'db', instance: 'db-9' },
    { summary: '47 s behind the primary' },
    21,
  ),
  alert({ ...slow, severity: 'warning', team: 'web', service: 'checkout' }, { summary: 'p99 is 2.3 s' }, 125),
  alert({ ...slow, severity: 'critical', team: 'shop', service: 'search' }, { summary: 'p99 is 4.1 s' }, 8),
  alert({ ...slow, severity: 'warning', team: 'shop', service: 'cart' }, { summary: 'p99 is 2.0 s' }, 61),
  alert({ alertname: 'ClusterDown', cluster: 'ap-3', severity: 'critical' }, { summary: 'No node of ap-3 answers' }, 2),
  alert(
    { alertname: 'NodeUnreachable', cluster: 'ap-3', severity: 'warning', instance: 'node-1' },
    { summary: 'Does not answer' },
    2,
  ),
  alert(
    { alertname: 'NodeUnreachable', cluster: 'ap-3', severity: 'warning', instance: 'node-2' },
    { summary: 'Does not answer' },
    2,
  ),
  alert(
    { alertname: 'BackupFailed', cluster: 'eu-1', severity: 'warning', team: 'db', instance: 'backup-1' },
    { summary: 'The last good backup is 31 h old' },
    300,
  ),
  alert(
    { alertname: 'CertificateExpires', severity: 'info', instance: 'www.example.com' },
    { summary: 'Expires in 12 days' },
    4320,
  ),
  alert({ alertname: 'Watchdog', severity: 'none' }, { summary: 'Alerting works from end to end' }, 57_600),
]
