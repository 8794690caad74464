// Inhibition told as timelines: a datacentre goes down, and only that is told.

import { describe, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import type { AlertSpec } from '../support/timeline-case.ts'
import { alert, config, post, resolved, usualTimings } from '../support/timeline-words.ts'

const text = config({
  route: { ...usualTimings, group_by: ['alertname'] },
  inhibit_rules: [
    { source_matchers: ['alertname="ClusterDown"'], target_matchers: ['alertname=~"Node.*"'], equal: ['cluster'] },
    { source_matchers: ['alertname="NodeDown"'], target_matchers: ['severity="ticket"'], equal: ['cluster', 'node'] },
  ],
})

const clusterDown = labelled('ClusterDown', { cluster: 'x' })
const nodeDown = labelled('NodeDown', { cluster: 'x', node: 'n1' })
const diskSlow = labelled('DiskSlow', { cluster: 'x', node: 'n1', severity: 'ticket' })

describe('a source', () => {
  test('keeps its targets quiet for hours, and they are told when it ends', async () => {
    await timeline(text)
      .at('0s', post(clusterDown))
      .at('10s', post(nodeDown))
      .at('6h', post(resolved(clusterDown)))
      .until('6h6m')
      .sends(
        '30s /a first notification: ClusterDown',
        '4h5m30s /a repeat interval elapsed: ClusterDown',
        '6h30s /a all alerts resolved: -ClusterDown',
        '6h40s /a first notification: NodeDown',
      )
  })

  test('and its target that end together: the target is never told', async () => {
    await timeline(text)
      .at('0s', post(clusterDown, nodeDown))
      .at('6h', post(resolved(clusterDown), resolved(nodeDown)))
      .until('7h')
      .sends(
        '30s /a first notification: ClusterDown',
        '4h5m30s /a repeat interval elapsed: ClusterDown',
        '6h30s /a all alerts resolved: -ClusterDown',
      )
  })

  test('that is inhibited itself still inhibits', async () => {
    await timeline(text)
      .at('0s', post(clusterDown, nodeDown, diskSlow))
      .at('1h', post(resolved(clusterDown)))
      .at('2h', post(resolved(nodeDown)))
      .until('2h6m')
      .sends(
        '30s /a first notification: ClusterDown',
        '1h30s /a all alerts resolved: -ClusterDown',
        '1h30s /a first notification: NodeDown',
        '2h30s /a first notification: DiskSlow',
        '2h30s /a all alerts resolved: -NodeDown',
      )
  })

  test('that nobody posts any more lets go when it times out', async () => {
    await timeline(text)
      .every('1m', { to: '30m' }, post(alert('ClusterDown', { labels: { cluster: 'x' } }), nodeDown))
      .until('40m')
      // Last posted at 29 min: over at 34 min.
      .sends(
        '30s /a first notification: ClusterDown',
        '35m30s /a all alerts resolved: -ClusterDown',
        '35m30s /a first notification: NodeDown',
      )
  })

  test('that comes after its target was told stops the repeats', async () => {
    await timeline(text)
      .at('0s', post(nodeDown))
      .at('1h', post(clusterDown))
      .at('6h', post(resolved(clusterDown)))
      .until('6h20m')
      .sends(
        '30s /a first notification: NodeDown',
        '1h30s /a first notification: ClusterDown',
        '5h5m30s /a repeat interval elapsed: ClusterDown',
        '6h30s /a all alerts resolved: -ClusterDown',
        '6h30s /a repeat interval elapsed: NodeDown',
      )
  })

  test('of two that overlap: the target keeps quiet until the last one ends', async () => {
    const east = labelled('ClusterDown', { cluster: 'x', zone: 'east' })
    const west = labelled('ClusterDown', { cluster: 'x', zone: 'west' })
    await timeline(text)
      .at('0s', post(nodeDown, east))
      .at('1h', post(west))
      .at('2h', post(resolved(west)))
      .at('3h', post(resolved(east)))
      .until('3h6m')
      .sends(
        '30s /a first notification: ClusterDown',
        '1h30s /a new alerts added: ClusterDown ClusterDown',
        '2h30s /a some alerts resolved: ClusterDown -ClusterDown',
        '3h30s /a all alerts resolved: -ClusterDown',
        '3h30s /a first notification: NodeDown',
      )
  })

  test('of another cluster inhibits nothing here', async () => {
    await timeline(text)
      .at('0s', post(labelled('ClusterDown', { cluster: 'y' }), nodeDown))
      .until('1m')
      .sends('30s /a first notification: ClusterDown', '30s /a first notification: NodeDown')
  })

  test('that comes and goes: the target is told once in a gap, and is no news in the next', async () => {
    await timeline(text)
      .at('0s', post(clusterDown, nodeDown))
      .at('9m', post(resolved(clusterDown)))
      .at('14m', post(clusterDown))
      .at('24m', post(resolved(clusterDown)))
      .until('40m')
      .sends(
        '30s /a first notification: ClusterDown',
        '10m30s /a all alerts resolved: -ClusterDown',
        '10m30s /a first notification: NodeDown',
        '14m30s /a first notification: ClusterDown',
        '24m30s /a all alerts resolved: -ClusterDown',
      )
  })
})

describe('a target', () => {
  test('that ends while inhibited is not told as resolved, and firing again it is no news', async () => {
    await timeline(text)
      .at('0s', post(nodeDown))
      .at('10m', post(clusterDown))
      .at('20m', post(resolved(nodeDown)))
      .at('30m', post(resolved(clusterDown)))
      .at('1h', post(nodeDown))
      .until('2h')
      .sends(
        '30s /a first notification: NodeDown',
        '10m30s /a first notification: ClusterDown',
        '30m30s /a all alerts resolved: -ClusterDown',
      )
  })
})

function labelled(alertname: string, labels: Readonly<Record<string, string>>): AlertSpec {
  return alert(alertname, { labels, startsAt: 'now', endsAt: '+60d' })
}
