// An integration that Tocsin does not have: what is derived from the registry has to work for it without being touched.

import { defineIntegration } from '../../../src/integrations/contract.ts'
import { overHttp } from '../../../src/integrations/over-http.ts'
import { postJson } from '../../../src/integrations/post-json.ts'
import { templateFiller } from '../../../src/integrations/template-filler.ts'
import { member, optional } from '../../../src/schema/field.ts'
import { httpClient } from '../../../src/schema/http-client.ts'
import { boolean } from '../../../src/schema/number-fields.ts'
import { object } from '../../../src/schema/object.ts'
import { templateText } from '../../../src/schema/template-fields.ts'
import { secret } from '../../../src/schema/text-fields.ts'
import { httpUrl } from '../../../src/schema/url-fields.ts'

const plantedConfig = object('a planted integration', {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  url: member(httpUrl, 'Where it goes; `global.planted_url` unless set.'),
  key: member(secret, 'Who we are.'),
  text: member(templateText, 'What is said. A template.', { initial: '{{ template "__subject" . }}' }),
})

export const planted = defineIntegration({
  name: 'planted',
  key: 'planted_configs',
  sendResolved: false,
  config: plantedConfig,
  globals: { planted_url: member(httpUrl, 'Where the planted integration posts.') },
  inherit: (config, globals) => ({ ...config, url: config.url ?? globals.plantedUrl }),
  send: overHttp({
    name: 'planted',
    request(attempt) {
      const { url = '', key, text } = attempt.config
      const secretKey = key?.reveal() ?? ''
      const request = postJson(url, { text: templateFiller(attempt)('text', text) }, { 'X-Key': secretKey })
      return { ...request, secrets: [secretKey] }
    },
  }),
})

/** As a file of config/examples would have it. */
export const plantedExample = `route: {receiver: planted}
receivers:
  - name: planted
    planted_configs:
      - {url: https://planted.example/, key: a-key}
`
