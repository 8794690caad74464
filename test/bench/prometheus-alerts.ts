// Alerts as Prometheus writes them: its field order and spelling, 12 labels, 3 annotations, about 850 bytes each.

import { postRequest } from './http/request.ts'

/** An alert's labels. Each has the same twelve, in the order in which Go prints them. */
export interface AlertLabels {
  readonly alertname: string
  readonly cluster: string
  readonly container: string
  readonly endpoint: string
  readonly instance: string
  readonly job: string
  readonly namespace: string
  readonly pod: string
  readonly prometheus: string
  readonly service: string
  readonly severity: string
  readonly team: string
}

export interface Batches {
  /** The first alert's number; alerts of one number are the same alert. */
  readonly from?: number
  readonly count: number
  readonly batchSize: number
  /** Labels that differ from what `alertLabels` gives an alert. */
  readonly labels?: (index: number) => Partial<AlertLabels>
  /** Milliseconds since 1970. */
  readonly startsAt?: number
  /** Milliseconds since 1970. Prometheus moves it on with each resend. */
  readonly endsAt?: number
}

/** Later than any scenario lasts. Prometheus's own is four minutes after each resend. */
const lasting = 30 * 60_000

/** POSTs of alerts, so many in each. */
export function alertBatches({ from = 0, count, batchSize, ...rest }: Batches): readonly Buffer[] {
  const requests: Buffer[] = []
  for (let first = from; first < from + count; first += batchSize) {
    const last = Math.min(first + batchSize, from + count)
    const alerts = Array.from({ length: last - first }, (_, offset) => alertJson(first + offset, rest))
    requests.push(postRequest('/api/v2/alerts', `[${alerts.join(',')}]`))
  }
  return requests
}

/** The labels of the alert with this number: its pod is its own; a hundred alertnames, ten clusters, fifty teams. */
export function alertLabels(index: number): AlertLabels {
  const name = `KubePodRestarting${index % 100}`
  return {
    alertname: name,
    cluster: `eu-central-${index % 10}`,
    container: 'checkout-backend',
    endpoint: 'http-metrics',
    instance: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}:9100`,
    job: 'kube-state-metrics',
    namespace: `shop-${index % 31}`,
    pod: `checkout-backend-${index}`,
    prometheus: 'monitoring/k8s-prometheus-0',
    service: 'prometheus-kube-state-metrics',
    severity: index % 3 === 0 ? 'critical' : 'warning',
    team: `team-${index % 50}`,
  }
}

function alertJson(index: number, { labels, startsAt, endsAt }: Omit<Batches, 'from' | 'count' | 'batchSize'>): string {
  const all = { ...alertLabels(index), ...labels?.(index) }
  const annotations = {
    description: `Pod ${all.namespace}/${all.pod} (${all.container}) has been restarting ${(index * 7919) % 100} times within the last 10 minutes.`,
    runbook_url: 'https://runbooks.example.com/runbooks/kubernetes/kubepodrestarting',
    summary: `A pod of ${all.team} is restarting.`,
  }
  const begin = startsAt ?? Date.now()
  const end = endsAt ?? begin + lasting
  // Go writes & as \u0026 in JSON.
  const generator =
    'http://prometheus.example.com/graph?g0.expr=increase%28kube_pod_container_status_restarts_total%5B10m%5D%29+%3E+3\\u0026g0.tab=1'
  return `{"annotations":${JSON.stringify(annotations)},"endsAt":"${iso(end)}","startsAt":"${iso(begin)}","generatorURL":"${generator}","labels":${JSON.stringify(all)}}`
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
