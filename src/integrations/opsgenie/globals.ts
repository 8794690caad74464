// What Opsgenie takes from the `global` section.

import { member } from '../../schema/field.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const opsgenieGlobals = {
  opsgenie_api_url: member(httpUrl, 'The Opsgenie API: https://api.eu.opsgenie.com/ for accounts in the EU.', {
    initial: 'https://api.opsgenie.com/',
  }),
  opsgenie_api_key: member(secret, 'The key of an API integration of Opsgenie.'),
  opsgenie_api_key_file: member(plainPath, 'A file with that key, read at every notification.'),
} as const
