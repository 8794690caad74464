// The event that PagerDuty gets: of its Events API v1 where there is a service key, of v2 otherwise.
// As Alertmanager's notify/pagerduty/pagerduty.go.

import { goJson, type JsonValue } from '../../model/go-json.ts'
import { type Attempt, IntegrationError } from '../contract.ts'
import { groupHash } from '../group-hash.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import type { Payload } from '../payload.ts'
import { renderTree } from '../render-tree.ts'
import { payloadFor, type TemplateFiller, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import type { PagerdutyConfig } from './schema.ts'

/** The one address of the Events API v1: the configured URL is that of v2. */
const v1URL = 'https://events.pagerduty.com/generic/2010-04-15/create_event.json'

/** PagerDuty's limits for descriptions and, in bytes, for a whole event. */
const longestDescription = 1024
const largestEvent = 512_000

/** What stands in the place of details that are too much. The words are Alertmanager's: people search for them. */
const tooLarge = {
  error: 'Custom details have been removed because the original event exceeds the maximum size of 512KB',
}

/** What the request is made of. */
export type EventAttempt = Pick<Attempt<PagerdutyConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>

/** True when events go to the Events API v1. */
export function usesV1(config: PagerdutyConfig): boolean {
  return config.serviceKey !== undefined || config.serviceKeyFile !== ''
}

/** The request for one notification. Reads the key's file, each time anew. */
export async function pagerdutyRequest(attempt: EventAttempt): Promise<WireRequest> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const v1 = usesV1(config)
  const key = v1 ? await serviceKey(attempt, fill) : await routingKey(attempt, fill)
  const event = { config, payload, fill, key }
  return {
    method: 'POST',
    url: v1 ? v1URL : (config.url ?? ''),
    headers: { 'Content-Type': 'application/json' },
    body: fitting(v1 ? v1Event(event) : v2Event(event), renderDetails(config.details, fill)),
    secrets: [key],
  }
}

interface Event {
  readonly config: PagerdutyConfig
  readonly payload: Payload
  readonly fill: TemplateFiller
  readonly key: string
}

type Details = Readonly<Record<string, JsonValue>>

/** An event that lacks its details. */
type WithDetails = (details: Details) => JsonValue

function v1Event({ config, payload, fill, key }: Event): WithDetails {
  const isTrigger = payload.status === 'firing'
  const members = {
    service_key: key,
    incident_key: groupHash(payload.groupKey),
    event_type: isTrigger ? 'trigger' : 'resolve',
    description: truncateRunes(fill('description', config.description), longestDescription),
    // As Alertmanager does: the two are those of v2, but the versions are one struct there.
    event_action: '',
    payload: null,
    client: isTrigger ? fill('client', config.client) : '',
    client_url: isTrigger ? fill('client_url', config.clientUrl) : '',
  }
  return (details) => omitEmpty({ ...members, details }, ['event_action'])
}

function v2Event({ config, payload, fill, key }: Event): WithDetails {
  const images = config.images.map(({ src, alt, href }) => {
    return { src: fill('images', src), alt: fill('images', alt), href: fill('images', href) }
  })
  const links = config.links.map(({ href, text }) => ({ href: fill('links', href), text: fill('links', text) }))
  const members = {
    routing_key: key,
    dedup_key: groupHash(payload.groupKey),
    event_action: payload.status === 'firing' ? 'trigger' : 'resolve',
    client: fill('client', config.client),
    client_url: fill('client_url', config.clientUrl),
    images: images.filter(({ src }) => src !== ''),
    links: links.filter(({ href }) => href !== ''),
  }
  const about = {
    summary: truncateRunes(fill('description', config.description), longestDescription),
    source: fill('source', config.source),
    severity: fill('severity', config.severity || 'error'),
    class: fill('class', config.class),
    component: fill('component', config.component),
    group: fill('group', config.group),
  }
  return (details) =>
    omitEmpty({
      ...members,
      payload: omitEmpty({ ...about, custom_details: details }, ['summary', 'source', 'severity']),
    })
}

/** The event's text; with an explanation for details where it would be too large with those. */
function fitting(event: WithDetails, details: Details): string {
  const body = `${goJson(event(details))}\n`
  return Buffer.byteLength(body) > largestEvent ? `${goJson(event(tooLarge))}\n` : body
}

/** The names of the details are no templates; those further down are. */
function renderDetails(details: Details, fill: TemplateFiller): Details {
  const rendered: Record<string, JsonValue> = Object.create(null)
  for (const [name, value] of Object.entries(details)) {
    rendered[name] = renderTree(value, (text) => fill(`details.${name}`, text))
  }
  return rendered
}

async function serviceKey({ config, readFile }: EventAttempt, fill: TemplateFiller): Promise<string> {
  const written = config.serviceKey?.reveal() ?? (await readFile('service_key_file', config.serviceKeyFile))
  const key = fill('service_key', written)
  if (key === '') throw new IntegrationError('the service key is empty after templating')
  return key
}

async function routingKey({ config, readFile }: EventAttempt, fill: TemplateFiller): Promise<string> {
  const written = config.routingKey?.reveal() ?? (await readFile('routing_key_file', config.routingKeyFile))
  const key = fill('routing_key', written)
  if (key === '') throw new IntegrationError('the routing key is empty after templating')
  return key
}
