// One entry of pagerduty_configs. As Alertmanager's notify/pagerduty/config.go.

import type { JsonValue } from '../../model/go-json.ts'
import { type AnyValue, anyMap } from '../../schema/any-value.ts'
import { listOrEmpty } from '../../schema/collection-fields.ts'
import { member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean, goDuration } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText, withTemplates } from '../../schema/template-fields.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'
import { yamlText } from '../../schema/yaml-value.ts'

const image = object('an image', {
  src: member(templateText, 'Where the image is. One without it is left out. A template.'),
  alt: member(templateText, 'What stands in its place where it cannot be seen. A template.'),
  href: member(templateText, 'Where a click on it leads. A template.'),
})

const link = object('a link', {
  href: member(templateText, 'Where it leads. A link without it is left out. A template.'),
  text: member(templateText, 'What it says. A template.'),
})

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  service_key: member(
    secret,
    'The key of an integration for the Events API v1. With one, events go to that API, whatever else is set. A template.',
  ),
  service_key_file: member(plainPath, 'A file with that key, read at every notification.'),
  routing_key: member(secret, 'The key of an integration for the Events API v2. A template.'),
  routing_key_file: member(plainPath, 'A file with that key, read at every notification.'),
  url: member(httpUrl, 'Where events of the Events API v2 are posted; `global.pagerduty_url` unless set.'),
  client: member(templateText, 'The name of what sends the event. A template.', {
    initial: '{{ template "pagerduty.default.client" . }}',
  }),
  client_url: member(templateText, 'Where a click on that name leads. A template.', {
    initial: '{{ template "pagerduty.default.clientURL" . }}',
  }),
  description: member(templateText, 'What the incident is called; cut at 1024 characters. A template.', {
    initial: '{{ template "pagerduty.default.description" .}}',
  }),
  details: member(
    withTemplates(anyMap),
    'More about the incident, of any shape; the texts in it are templates. firing, resolved, num_firing and num_resolved are there unless they are set to something else.',
  ),
  images: member(listOrEmpty(image), 'Images that are shown with the incident.'),
  links: member(listOrEmpty(link), 'Links that are shown with the incident.'),
  source: member(templateText, 'What is affected; `client` unless set. A template.'),
  severity: member(templateText, 'How bad it is: critical, error, warning or info; error unless set. A template.'),
  class: member(templateText, 'What kind of event it is. A template.'),
  component: member(templateText, 'What part of the source is affected. A template.'),
  group: member(templateText, 'What the source belongs to. A template.'),
  timeout: member(goDuration, 'How long one attempt may take; 0: until the next notification is due.', {
    always: true,
  }),
} as const

type DecodedPagerduty = Decoded<typeof members>

/** Absent texts and files are '', absent secrets undefined; `details` are complete. */
export interface PagerdutyConfig extends Omit<DecodedPagerduty, 'details'> {
  readonly details: Readonly<Record<string, JsonValue>>
  /** As the file has them and as they are by default, for printing. */
  readonly writtenDetails: AnyValue
}

export const pagerdutyConfig = object<typeof members, PagerdutyConfig>('a pagerduty integration', members, {
  finish,
  restore: (value) => ({ ...value, details: value.writtenDetails }),
})

const defaultDetails: Readonly<Record<string, string>> = {
  firing: '{{ .Alerts.Firing | toJson }}',
  resolved: '{{ .Alerts.Resolved | toJson }}',
  num_firing: '{{ .Alerts.Firing | len }}',
  num_resolved: '{{ .Alerts.Resolved | len }}',
}

function finish(value: DecodedPagerduty, complain: Complain<typeof members>): PagerdutyConfig {
  const { routingKey, routingKeyFile, serviceKey, serviceKeyFile } = value
  if (routingKey === undefined && serviceKey === undefined && routingKeyFile === '' && serviceKeyFile === '')
    complain(undefined, 'this pagerduty integration has no key', 'Add routing_key, or service_key for the old API.')
  if (routingKey !== undefined && routingKeyFile !== '')
    complain('routing_key_file', 'only one of routing_key and routing_key_file can be set', 'Remove one of the two.')
  if (serviceKey !== undefined && serviceKeyFile !== '')
    complain('service_key_file', 'only one of service_key and service_key_file can be set', 'Remove one of the two.')
  return { ...value, ...completeDetails(value.details), source: value.source || value.client }
}

function completeDetails(given: AnyValue): Pick<PagerdutyConfig, 'details' | 'writtenDetails'> {
  // anyMap gives nothing but maps with text keys.
  const details = { ...(given.json as Readonly<Record<string, JsonValue>>) }
  const entries = given.yaml.kind === 'map' ? [...given.yaml.entries] : []
  for (const [key, text] of Object.entries(defaultDetails)) {
    if (Object.hasOwn(details, key)) continue
    details[key] = text
    entries.push({ key: yamlText(key), value: yamlText(text) })
  }
  return { details, writtenDetails: { json: details, yaml: { kind: 'map', entries } } }
}
