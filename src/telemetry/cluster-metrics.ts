// What is told of the cluster. Names and labels are Alertmanager's (cluster/); what belongs to its gossip is always 0 here.

import { Histogram, type Registry } from 'prom-client'
import { registerSeries, type Series } from './series-metric.ts'

/** Read at each scrape. */
export interface ClusterSource {
  readonly name: string
  /** This instance counts. */
  members(): number
  failedPeers(): number
  /** 0 for the first. */
  position(): number
}

/** Tells of the cluster; without one, that there is none. */
export function tellOfCluster(registry: Registry, cluster: ClusterSource | undefined): void {
  const gauge = (name: string, help: string, read: () => readonly Series[]): void =>
    registerSeries(registry, { name, help, type: 'gauge', read })
  gauge('alertmanager_cluster_enabled', 'Whether this instance is part of a cluster.', () => [
    { value: cluster === undefined ? 0 : 1 },
  ])
  if (cluster === undefined) return

  gauge('alertmanager_cluster_members', 'Members of the cluster, this one counted.', () => [
    { value: cluster.members() },
  ])
  gauge('alertmanager_cluster_failed_peers', 'Members that cannot be reached.', () => [
    { value: cluster.failedPeers() },
  ])
  gauge('alertmanager_peer_position', 'The place of this instance in the order of members.', () => [
    { value: cluster.position() },
  ])
  gauge('alertmanager_cluster_peer_info', 'Always 1; the label names this instance.', () => [
    { labels: { peer: cluster.name }, value: 1 },
  ])
  gauge('alertmanager_cluster_health_score', 'The health of the cluster; 0 is healthy.', () => [{ value: 0 }])
  gauge('alertmanager_cluster_messages_queued', 'Messages that wait to be sent. Always 0 here.', () => [{ value: 0 }])
  const help = "Belongs to Alertmanager's gossip. Always 0 here."
  for (const name of gossipCounters) {
    registerSeries(registry, { name, help, type: 'counter', read: () => [{ value: 0 }] })
  }
  for (const [name, label, values] of labelledGossipCounters) {
    const series = values.map((value) => ({ labels: { [label]: value }, value: 0 }))
    registerSeries(registry, { name, help, type: 'counter', read: () => series })
  }
  registerSeries(registry, {
    name: 'alertmanager_cluster_alive_messages_total',
    help,
    type: 'counter',
    read: () => [{ labels: { peer: cluster.name }, value: 0 }],
  })
  const oversized = new Histogram({
    name: 'alertmanager_oversize_gossip_message_duration_seconds',
    help: "Belongs to Alertmanager's gossip. Always empty here.",
    labelNames: ['key'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  for (const key of states) oversized.zero({ key })
}

const gossipCounters = [
  'alertmanager_cluster_messages_pruned_total',
  'alertmanager_cluster_peer_name_conflicts_total',
  'alertmanager_cluster_peers_joined_total',
  'alertmanager_cluster_peers_left_total',
  'alertmanager_cluster_peers_update_total',
  'alertmanager_cluster_reconnections_failed_total',
  'alertmanager_cluster_reconnections_total',
  'alertmanager_cluster_refresh_join_failed_total',
  'alertmanager_cluster_refresh_join_total',
] as const

const messageTypes = ['full_state', 'update'] as const
/** Alertmanager's short names for what it gossips about: the notification log and the silences. */
const states = ['nfl', 'sil'] as const

const labelledGossipCounters = [
  ['alertmanager_cluster_messages_received_total', 'msg_type', messageTypes],
  ['alertmanager_cluster_messages_received_size_total', 'msg_type', messageTypes],
  ['alertmanager_cluster_messages_sent_total', 'msg_type', messageTypes],
  ['alertmanager_cluster_messages_sent_size_total', 'msg_type', messageTypes],
  ['alertmanager_oversized_gossip_message_failure_total', 'key', states],
  ['alertmanager_oversized_gossip_message_sent_total', 'key', states],
  ['alertmanager_oversized_gossip_message_dropped_total', 'key', states],
] as const
