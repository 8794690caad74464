import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf } from '../../../test/support/delivery.ts'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import { writeYaml } from '../../schema/yaml-writer.ts'
import { incidentio, incidentioRequest } from './incidentio.ts'

const url = 'url: "http://x.example"'

test.each([
  ['{alert_source_token: t}', ['1: this incidentio integration has no url']],
  [`{${url}, url_file: f}`, ['37: only one of url and url_file can be set']],
  [
    `{${url}, alert_source_token: t, alert_source_token_file: f}`,
    ['75: only one of alert_source_token and alert_source_token_file can be set'],
  ],
  [`{${url}, http_config: {}}`, ['40: this incidentio integration has no token']],
  [
    `{${url}, alert_source_token: t, http_config: {bearer_token: x}}`,
    ['63: a token and an authorization in http_config exclude each other'],
  ],
  [`{${url}}`, []],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(incidentio, yaml).problems).toEqual(problems)
})

test('the token is the authorization, which is not printed', () => {
  const { config } = readEntry(incidentio, `{${url}, alert_source_token: t, http_config: {}}`)
  expect(config.httpConfig?.authorization).toMatchObject({ type: 'Bearer' })
  expect(config.httpConfig?.authorization?.credentials?.reveal()).toBe('t')
  expect(writeYaml(incidentio.config.encode(config))).not.toContain('authorization')
})

async function sent(sizes: readonly number[], yaml = `{${url}}`) {
  const alerts = sizes.map((size, i) =>
    deliveredAlert({ alertname: 'A', n: String(i) }, { annotations: { [`x${i}`]: 'x'.repeat(size) } }),
  )
  const { config } = readEntry(incidentio, yaml)
  const { body } = await incidentioRequest(attemptWith(config, { delivery: deliveryOf(alerts) }))
  const { alerts: kept, ...rest } = JSON.parse(String(body))
  return { count: kept.length, version: rest.version, truncated: rest.truncatedAlerts }
}

test.each([
  ['what fits', [10, 10, 10], 3],
  ['what is too large', [300_000, 300_000, 10], 1],
  ['one alert that is too large', [600_000, 10], 1],
])('%s: %j gives %d alerts', async (_, sizes, count) => {
  expect(await sent(sizes)).toEqual({ count, version: '1', truncated: 0 })
})

test('max_alerts counts what it cuts', async () => {
  expect(await sent([1, 1, 1], `{${url}, max_alerts: 2}`)).toEqual({ count: 2, version: '1', truncated: 1 })
})
