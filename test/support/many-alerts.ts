// Ten thousand alerts in five hundred groups, or as many as one asks for: what a bad night looks like.

/** An alert as POST /api/v2/alerts takes it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
  readonly generatorURL: string
}

export interface ManyAlerts {
  readonly count: number
  /** By `alertname` and `cluster`. */
  readonly groups: number
  /** In milliseconds since 1970. */
  readonly now: number
}

export function manyAlerts({ count, groups, now }: ManyAlerts): readonly PostedAlert[] {
  return Array.from({ length: count }, (_, index) => {
    const group = index % groups
    return {
      labels: {
        alertname: `Alert${group % 100}`,
        cluster: `cluster-${Math.floor(group / 100)}`,
        instance: `host-${index}:9100`,
        job: ['node', 'postgres', 'ingress'][index % 3] as string, // one of the three
        namespace: `team-${index % 31}`,
        severity: ['critical', 'warning', 'warning', 'info'][group % 4] as string, // one of the four
      },
      annotations: {
        summary: `Something is wrong on host-${index}: ${(index * 7919) % 100} % of it`,
        runbook_url: `https://runbooks.example/alert-${group % 100}`,
      },
      startsAt: new Date(now - ((index * 37) % 7200) * 1000).toISOString(),
      endsAt: new Date(now + 3_600_000).toISOString(),
      generatorURL: 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
    }
  })
}
