import { describe, expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../test/support/delivery.ts'
import { LabelSet } from '../model/labels.ts'
import { payloadJson, payloadOf } from './payload.ts'

const firing = deliveredAlert({ alertname: 'A', n: '1', same: 'x' }, { annotations: { summary: 's', empty: '' } })
const resolved = deliveredAlert(
  { alertname: 'A', n: '2', same: 'x' },
  { endsAt: resolvedAt, annotations: { summary: 's' } },
)
const externalURL = 'http://am.example.org'

describe('the payload', () => {
  test.each([
    ['firing', [firing], 'firing'],
    ['firing and resolved', [firing, resolved], 'firing'],
    ['resolved', [resolved], 'resolved'],
    ['nothing', [], 'resolved'],
  ] as const)('of %s', (_, alerts, status) => {
    const payload = payloadOf(deliveryOf(alerts), { externalURL })
    expect(payload.status).toBe(status)
    expect(payload.alerts.map((one) => one.status)).toEqual(
      alerts.map((alert) => (alert === firing ? 'firing' : 'resolved')),
    )
  })

  test.each([
    [0, 3, 0],
    [1, 1, 2],
    [3, 3, 0],
    [4, 3, 0],
  ])('with at most %i alerts', (maxAlerts, kept, truncatedAlerts) => {
    const payload = payloadOf(deliveryOf([resolved, firing, firing]), { externalURL, maxAlerts })
    expect(payload.alerts).toHaveLength(kept)
    expect(payload.truncatedAlerts).toBe(truncatedAlerts)
    expect(payload.status).toBe(kept === 1 ? 'resolved' : 'firing')
    expect(payload.commonLabels.get('n')).toBe(kept === 1 ? '2' : '')
  })

  test('knows what all alerts share; an absent annotation counts as empty', () => {
    const payload = payloadOf(deliveryOf([firing, resolved]), { externalURL })
    expect(`${payload.commonLabels}`).toBe('{alertname="A", same="x"}')
    expect(`${payload.commonAnnotations}`).toBe('{empty="", summary="s"}')
  })

  test.each([
    ['team-X_1', 'team-X_1'],
    ['a.b*c (d)', 'a\\.b\\*c \\(d\\)'],
    ['^$[]{}|+?\\é', '\\^\\$\\[\\]\\{\\}\\|\\+\\?\\\\é'],
  ])('names the receiver %s as a regular expression', (receiver, expected) => {
    expect(payloadOf(deliveryOf([firing], { receiver }), { externalURL }).receiver).toBe(expected)
  })
})

test('the text of a payload', () => {
  const delivery = deliveryOf([firing, resolved], { routeLabels: LabelSet.fromRecord({ team: '<db>' }) })
  const text = payloadJson(payloadOf(delivery, { externalURL, maxAlerts: 1 }))
  expect(text).toBe(
    '{"receiver":"team","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A","n":"1","same":"x"},"annotations":{"empty":"","summary":"s"},"startsAt":"2026-01-05T12:00:00Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"' +
      firing.labels.fingerprint +
      '"}],"notification_reason":"first notification","groupLabels":{"alertname":"A"},"commonLabels":{"alertname":"A","n":"1","same":"x"},"commonAnnotations":{"empty":"","summary":"s"},"routeLabels":{"team":"\\u003cdb\\u003e"},"externalURL":"http://am.example.org","version":"4","groupKey":"{}:{alertname=\\"A\\"}","truncatedAlerts":1}\n',
  )
  expect(payloadJson(payloadOf(delivery, { externalURL, maxAlerts: 1 }))).toBe(text)
})
