// Our metrics against those of a real Alertmanager (record-metrics.ts): every name, with its type and its labels.

import { expect, test } from 'vitest'
import { EventBus } from '../../src/events/bus.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { readFamilies } from './metric-families.ts'
import recorded from './metrics.json' with { type: 'json' }

const hook = { receiver: 'hook', name: 'webhook', index: 0 }

test.each([
  ['without features', false, recorded.plain],
  ['with the features that add labels', true, recorded.features],
] as const)('%s', async (_, on, theirs) => {
  const bus = new EventBus()
  const metrics = createMetrics({
    bus,
    sources: {
      alertsByState: async () => ({ active: 0, suppressed: 0, unprocessed: 0 }),
      alertsByGroup: async () => [{ groupKey: '{}:{}', active: 0, suppressed: 0, unprocessed: 0 }],
      groups: () => 0,
      silencesByState: () => ({ active: 0, pending: 0, expired: 0 }),
      notificationLogSize: () => 0,
      pendingNotifications: () => 0,
    },
    cluster: { name: 'a', members: () => 1, failedPeers: () => 0, position: () => 0 },
    features: { receiverNameInMetrics: on, alertNamesInMetrics: on, groupKeyInMetrics: on },
    perAlertnameLimit: 1,
    build: { version: '1.0.0', compatibleWith: '0.34.0', runtime: 'node24', os: 'linux', architecture: 'amd64' },
    processMetrics: false,
  })
  const config = { file: 'x', hash: 1, receivers: ['a'], integrations: [hook], inhibitRules: 0, warnings: [], at: 1 }
  bus.emit({ type: 'config loaded', ...config })
  bus.emit({ type: 'alert limited', alertname: 'X' })
  metrics.http.observeRequest({ handler: '/metrics', method: 'GET', code: 200, duration: 1, responseBytes: 1 })

  const ours = new Map(readFamilies((await metrics.expose()).body, 'alertmanager_').map((each) => [each.name, each]))
  expect(theirs.map(({ name }) => ours.get(name))).toEqual(theirs)
})
