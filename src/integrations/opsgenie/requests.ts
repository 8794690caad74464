// The requests that Opsgenie gets for one notification. As Alertmanager's notify/opsgenie/opsgenie.go.

import { goJson, type JsonValue } from '../../model/go-json.ts'
import type { Attempt } from '../contract.ts'
import { groupHash } from '../group-hash.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import type { Payload } from '../payload.ts'
import { belowUrl } from '../request-url.ts'
import { payloadFor, type TemplateFiller, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import type { OpsgenieConfig } from './schema.ts'

/** Opsgenie's limit for messages. */
const longestMessage = 130

/** What the requests are made of. */
export type OpsgenieAttempt = Pick<
  Attempt<OpsgenieConfig>,
  'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'
>

/** In the order in which they are to be made; one that fails ends it. Reads the key's file, each time anew. */
export async function opsgenieRequests(attempt: OpsgenieAttempt): Promise<readonly WireRequest[]> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const key = await apiKey(attempt, fill)
  const request = (method: 'POST' | 'PUT', path: string, body: JsonValue): WireRequest => ({
    method,
    url: belowUrl(config.apiUrl ?? '', path, path === 'v2/alerts' ? {} : { identifierType: 'alias' }),
    headers: { 'Content-Type': 'application/json', Authorization: `GenieKey ${key}` },
    body: `${goJson(body)}\n`,
    secrets: [key],
  })
  const alias = groupHash(payload.groupKey)
  const source = fill('source', config.source)
  if (payload.status === 'resolved') return [request('POST', `v2/alerts/${alias}/close`, { source })]
  const message = truncateRunes(fill('message', config.message), longestMessage)
  const description = fill('description', config.description)
  const more = { alias, message, description, source, details: details(config, payload, fill) }
  const create = request('POST', 'v2/alerts', creation(config, fill, more))
  if (!config.updateAlerts) return [create]
  return [
    create,
    request('PUT', `v2/alerts/${alias}/message`, omitEmpty({ message })),
    request('PUT', `v2/alerts/${alias}/description`, omitEmpty({ description })),
  ]
}

function creation(config: OpsgenieConfig, fill: TemplateFiller, more: Readonly<Record<string, JsonValue>>): JsonValue {
  const members = {
    ...more,
    responders: responders(config, fill),
    tags: split(fill('tags', config.tags)),
    note: fill('note', config.note),
    priority: fill('priority', config.priority),
    entity: fill('entity', config.entity),
    actions: split(fill('actions', config.actions)),
  }
  return omitEmpty(members, ['alias', 'message', 'details', 'source'])
}

function details(config: OpsgenieConfig, payload: Payload, fill: TemplateFiller): Readonly<Record<string, string>> {
  // Without a prototype: labels may have any name.
  const all: Record<string, string> = Object.create(null)
  for (const [name, value] of payload.commonLabels) all[name] = value
  for (const [name, template] of config.details) all[name] = fill(`details.${name}`, template)
  return all
}

function responders(config: OpsgenieConfig, fill: TemplateFiller): readonly Record<string, JsonValue>[] {
  return config.responders.flatMap((responder) => {
    const name = fill('responders', responder.name)
    const type = fill('responders', responder.type)
    const rest = { id: fill('responders', responder.id), username: fill('responders', responder.username) }
    if (name === '' && type === '' && rest.id === '' && rest.username === '') return []
    if (type !== 'teams') return [{ ...omitEmpty({ ...rest, name }), type }]
    // As Alertmanager does: names that come out of a template are templates once more.
    return split(name).map((team) => ({ ...omitEmpty({ name: fill('responders', team) }), type: 'team' }))
  })
}

/** As Alertmanager does: only the ends of the whole are trimmed. */
function split(text: string): readonly string[] {
  return text
    .trim()
    .split(',')
    .filter((part) => part !== '')
}

/** As Alertmanager does: a key counts before a file, wherever the two come from. */
async function apiKey({ config, readFile }: OpsgenieAttempt, fill: TemplateFiller): Promise<string> {
  if (config.apiKey !== undefined) return fill('api_key', config.apiKey.reveal())
  return fill('api_key_file', await readFile('api_key_file', config.apiKeyFile)).trim()
}
