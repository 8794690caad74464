// PagerDuty: one event for each notification, to its Events API v2 or v1. As Alertmanager's notify/pagerduty.

import { defineIntegration, type SendResult } from '../contract.ts'
import { judgeByStatus } from '../judge.ts'
import type { WireReply } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { replyObject } from '../reply-object.ts'
import { pagerdutyRequest, usesV1 } from './event.ts'
import { pagerdutyGlobals } from './globals.ts'
import { type PagerdutyConfig, pagerdutyConfig } from './schema.ts'

export const pagerduty = defineIntegration({
  name: 'pagerduty',
  key: 'pagerduty_configs',
  config: pagerdutyConfig,
  globals: pagerdutyGlobals,
  inherit(config, globals, complain) {
    const url = config.url ?? globals.pagerdutyUrl
    if (url === undefined)
      complain('url', 'this pagerduty integration has no url', 'Add url here, or pagerduty_url to global.')
    return { ...config, url }
  },
  send: overHttp({ name: 'pagerduty', request: pagerdutyRequest, judge }),
})

const judgeV1 = judgeByStatus({ retryStatuses: [403], detail: errorDetail })
const judgeV2 = judgeByStatus({ retryStatuses: [429], detail: errorDetail })

/** Too many events are a 403 of v1 and a 429 of v2. */
function judge(reply: WireReply, config: PagerdutyConfig): SendResult {
  return usesV1(config) ? judgeV1(reply) : judgeV2(reply)
}

/** A bad request is explained in JSON. */
function errorDetail({ status, body }: WireReply): string {
  const explained = status === 400 ? replyObject(body) : undefined
  if (explained === undefined) return ''
  const { message, errors } = explained
  const all = Array.isArray(errors) ? errors.filter((each) => typeof each === 'string') : []
  return `${typeof message === 'string' ? message : ''}: ${all.join(',')}`
}
