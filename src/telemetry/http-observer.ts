// What the server tells of its requests. Names and labels are Alertmanager's (app/metrics.go, api/api.go).

import { Histogram, type Registry } from 'prom-client'
import type { Duration } from '../model/instant.ts'
import { Count, registerSeries } from './series-metric.ts'

/** One request that was answered. */
export interface ObservedRequest {
  /** The route, never the path as it came: `/api/v2/silence/{silenceID}`. Each one is a series for ever. */
  readonly handler: string
  /** As in the request: GET. */
  readonly method: string
  readonly code: number
  readonly duration: Duration
  /** Left out where it is not known. */
  readonly responseBytes?: number
}

/** Told by the server; see countRequests. */
export interface HttpObserver {
  observeRequest(request: ObservedRequest): void
  /** A GET took one of the --web.get-concurrency places; each call is followed by one of getFinished. */
  getStarted(): void
  getFinished(): void
  /** A GET was refused because no place was left. */
  concurrencyLimitExceeded(): void
}

const methods = new Set(['get', 'put', 'head', 'post', 'delete', 'connect', 'options', 'notify', 'trace', 'patch'])

/** Registers the request metrics and returns what feeds them. */
export function countRequests(registry: Registry): HttpObserver {
  const duration = new Histogram({
    name: 'alertmanager_http_request_duration_seconds',
    help: 'How long requests took.',
    labelNames: ['handler', 'method', 'code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const size = new Histogram({
    name: 'alertmanager_http_response_size_bytes',
    help: 'How large answers were.',
    labelNames: ['handler', 'method'],
    buckets: [100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8],
    registers: [registry],
  })
  let inFlight = 0
  registerSeries(registry, {
    name: 'alertmanager_http_requests_in_flight',
    help: 'Requests that are being answered.',
    type: 'gauge',
    read: () => [{ labels: { method: 'get' }, value: inFlight }],
  })
  const refused = new Count()
  registerSeries(registry, {
    name: 'alertmanager_http_concurrency_limit_exceeded_total',
    help: 'Requests that were refused because too many were being answered.',
    type: 'counter',
    read: () => [refused.series({ method: 'get' })],
  })
  return {
    observeRequest: ({ handler, method: sent, code, duration: took, responseBytes }) => {
      // As promhttp: methods that nobody knows share one series, or clients could make as many as they like.
      const lower = sent.toLowerCase()
      const method = methods.has(lower) ? lower : 'unknown'
      duration.observe({ handler, method, code: String(code) }, took / 1000)
      if (responseBytes !== undefined) size.observe({ handler, method }, responseBytes)
    },
    getStarted: () => {
      inFlight++
    },
    getFinished: () => {
      inFlight--
    },
    concurrencyLimitExceeded: () => refused.add(),
  }
}
