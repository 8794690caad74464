// What PagerDuty takes from the `global` section.

import { member } from '../../schema/field.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const pagerdutyGlobals = {
  pagerduty_url: member(httpUrl, 'Where events of PagerDuty’s Events API v2 are posted.', {
    initial: 'https://events.pagerduty.com/v2/enqueue',
  }),
} as const
