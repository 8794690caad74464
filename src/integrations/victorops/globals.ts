// What VictorOps takes from the `global` section.

import { member } from '../../schema/field.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const victoropsGlobals = {
  victorops_api_url: member(httpUrl, 'The REST endpoint of VictorOps (Splunk On-Call).', {
    initial: 'https://alert.victorops.com/integrations/generic/20131114/alert/',
  }),
  victorops_api_key: member(secret, 'The key for it.'),
  victorops_api_key_file: member(plainPath, 'A file with that key, read at every notification.'),
} as const
