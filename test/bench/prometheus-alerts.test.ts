// The alerts of the benchmark are those that Prometheus would send.

import { expect, test } from 'vitest'
import { alertBatches } from './prometheus-alerts.ts'

test('alerts have twelve labels, three annotations and about 850 bytes, in the order of Prometheus', () => {
  const [request] = alertBatches({ from: 1_000, count: 64, batchSize: 64 })
  const [head = '', body = ''] = `${request}`.split('\r\n\r\n')
  expect(head).toContain(`Content-Length: ${body.length}`)
  const alerts = JSON.parse(body) as readonly Record<string, object>[]
  expect(alerts).toHaveLength(64)
  expect(body.length / 64).toBeGreaterThan(800)
  expect(body.length / 64).toBeLessThan(900)
  for (const alert of alerts) {
    expect(Object.keys(alert)).toEqual(['annotations', 'endsAt', 'startsAt', 'generatorURL', 'labels'])
    const { annotations = {}, labels = {} } = alert
    expect(Object.keys(annotations)).toHaveLength(3)
    expect(Object.keys(labels)).toHaveLength(12)
    expect(Object.keys(labels)).toEqual(Object.keys(labels).sort())
  }
})

test('each number is an alert of its own, and the same one each time', () => {
  const labelsOf = (from: number): readonly string[] =>
    alertBatches({ from, count: 300, batchSize: 256 }).flatMap((request) =>
      (JSON.parse(`${request}`.split('\r\n\r\n')[1] ?? '') as readonly { labels: object }[]).map(({ labels }) =>
        JSON.stringify(labels),
      ),
    )
  expect(new Set([...labelsOf(0), ...labelsOf(300)]).size).toBe(600)
  expect(labelsOf(300)).toEqual(labelsOf(300))
})
