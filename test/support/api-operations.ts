// What the OpenAPI document says of each operation beside the shapes, which come from src/api/*/schema.ts.

import type { plainRoutes, tocsinRoutes, v2Routes } from '../../src/api/routes.ts'
import type { JsonSchema } from './wire-schema.ts'

/** A query parameter; `flag` is a boolean that is true unless said otherwise, `repeated` may be given several times. */
interface Parameter {
  readonly name: string
  readonly kind: 'flag' | 'text' | 'repeated'
  readonly description: string
}

export interface Operation {
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  /** The shape of the JSON body that it takes. */
  readonly takes?: JsonSchema
  /** Statuses with what they mean; a shape or a text type where there is a body. */
  readonly answers: Readonly<
    Record<number, { readonly meaning: string; readonly shape?: JsonSchema; readonly text?: string }>
  >
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const listOf = (name: string): JsonSchema => ({ type: 'array', items: ref(name) })

const filter: Parameter = {
  name: 'filter',
  kind: 'repeated',
  description: 'A matcher such as `team=~"web|shop"`. Alerts must match all of them.',
}
const receiverMatchers: Parameter = {
  name: 'receiver_matchers',
  kind: 'repeated',
  description: 'A matcher on the labels of a receiver; every receiver has a label `name`.',
}
const alertParameters: readonly Parameter[] = [
  filter,
  { name: 'receiver', kind: 'text', description: 'A regular expression (RE2, anchored) for the name of a receiver.' },
  receiverMatchers,
  { name: 'active', kind: 'flag', description: 'Whether to list alerts that are neither silenced nor inhibited.' },
  { name: 'silenced', kind: 'flag', description: 'Whether to list silenced alerts.' },
  { name: 'inhibited', kind: 'flag', description: 'Whether to list inhibited alerts.' },
]

const refused = { meaning: 'A parameter or the body cannot be used, and why', shape: { type: 'string' } }
const unreadable = { meaning: 'The body lacks something or has it in the wrong form', shape: ref('Problem') }
const notUuid = { meaning: 'The id is no UUID', shape: ref('Problem') }
const notStored = { meaning: 'It cannot be written to disk', shape: { type: 'string' } }
const noSilence = { meaning: 'There is no such silence' }
const ok = { meaning: 'OK', text: 'text/plain' }

type Operations<Routes> = {
  readonly [Path in keyof Routes]: Routes[Path] extends readonly string[]
    ? { readonly [Method in Routes[Path][number]]: Operation }
    : never
}

/** Paths below /api/v2. The compiler sees to it that none is missing. */
export const v2Operations: Operations<typeof v2Routes> = {
  '/alerts': {
    GET: {
      summary: 'The alerts that are not over, by fingerprint',
      parameters: alertParameters,
      answers: { 200: { meaning: 'The alerts', shape: listOf('Alert') }, 400: refused },
    },
    POST: {
      summary: 'Takes alerts in; sending one again keeps it firing, an `endsAt` in the past resolves it',
      takes: listOf('PostableAlert'),
      answers: {
        200: { meaning: 'All were taken' },
        400: { meaning: 'Some are not valid, and why; the valid ones were taken', shape: { type: 'string' } },
        422: unreadable,
      },
    },
  },
  '/alerts/groups': {
    GET: {
      summary: 'The open groups, each with its alerts',
      parameters: [
        ...alertParameters,
        { name: 'muted', kind: 'flag', description: 'Whether to list groups that a time interval mutes.' },
      ],
      answers: { 200: { meaning: 'The groups', shape: listOf('AlertGroup') }, 400: refused },
    },
  },
  '/receivers': {
    GET: {
      summary: 'The receivers of the configuration',
      parameters: [receiverMatchers],
      answers: { 200: { meaning: 'The receivers', shape: listOf('Receiver') }, 400: refused },
    },
  },
  '/silence/:silenceID': {
    GET: {
      summary: 'One silence',
      answers: { 200: { meaning: 'The silence', shape: ref('Silence') }, 404: noSilence, 422: notUuid },
    },
    DELETE: {
      summary: 'Ends a silence now',
      answers: { 200: { meaning: 'It has ended, on disk too' }, 404: noSilence, 422: notUuid, 500: notStored },
    },
  },
  '/silences': {
    GET: {
      summary: 'The silences',
      parameters: [
        { ...filter, description: 'A matcher that the silence must have, with the same operator and text.' },
        { name: 'active', kind: 'flag', description: 'Whether to list those in force.' },
        { name: 'pending', kind: 'flag', description: 'Whether to list those yet to begin.' },
        { name: 'expired', kind: 'flag', description: 'Whether to list those that are over.' },
      ],
      answers: { 200: { meaning: 'The silences', shape: listOf('Silence') }, 400: refused },
    },
    POST: {
      summary: 'Makes a silence, or changes the one with the given `id`',
      takes: ref('PostableSilence'),
      answers: {
        200: {
          meaning: 'It is on disk; the id is another one where a change made a new silence of it',
          shape: {
            type: 'object',
            required: ['silenceID'],
            properties: { silenceID: { type: 'string', format: 'uuid' } },
          },
        },
        400: refused,
        404: { ...noSilence, shape: { type: 'string' } },
        422: unreadable,
        500: notStored,
      },
    },
  },
  '/status': {
    GET: {
      summary: 'What runs, since when, with which configuration',
      answers: { 200: { meaning: 'The status', shape: ref('Status') } },
    },
  },
}

/** Paths below /api/tocsin/v1, which Alertmanager does not have. */
export const tocsinOperations: Operations<typeof tocsinRoutes> = {
  '/groups': {
    GET: {
      summary: 'The groups with what was told of them, and every alert once',
      parameters: [{ name: 'alerts', kind: 'flag', description: 'Whether to list the alerts, too.' }],
      answers: { 200: { meaning: 'The groups', shape: ref('Groups') } },
    },
  },
  '/receivers': {
    GET: {
      summary: 'The receivers with what their integrations last did',
      answers: { 200: { meaning: 'The receivers', shape: listOf('ReceiverRecord') } },
    },
  },
  '/routes': {
    GET: {
      summary: 'The route tree and the time intervals',
      answers: { 200: { meaning: 'What decides where alerts go', shape: ref('Routes') } },
    },
  },
  '/operation': {
    GET: {
      summary: 'How the server itself is: its configuration and its state on disk',
      answers: { 200: { meaning: 'How it is', shape: ref('Operation') } },
    },
  },
  '/live': {
    GET: {
      summary: 'What changes, as server-sent events; the data of an event `change` is a Change',
      parameters: [{ name: 'after', kind: 'text', description: 'The id of the event to go on after.' }],
      answers: {
        200: { meaning: 'A stream that does not end', text: 'text/event-stream' },
        503: { meaning: 'Too many readers', shape: ref('Problem') },
      },
    },
  },
  '/openapi.json': {
    GET: { summary: 'This document', answers: { 200: { meaning: 'The document', shape: { type: 'object' } } } },
  },
}

/** What stands beside the API: documented by hand, since it has no shapes. */
export const managementOperations: {
  readonly [Path in '/metrics' | '/-/healthy' | '/-/ready' | '/-/reload']: Operations<typeof plainRoutes>[Path]
} = {
  '/metrics': {
    GET: { summary: 'Metrics for Prometheus', answers: { 200: { meaning: 'The metrics', text: 'text/plain' } } },
  },
  '/-/healthy': {
    GET: { summary: 'Whether the process answers', answers: { 200: ok } },
    HEAD: { summary: 'Whether the process answers', answers: { 200: { meaning: 'OK' } } },
  },
  '/-/ready': {
    GET: {
      summary: 'Whether it takes alerts',
      answers: { 200: ok, 503: { meaning: 'Not yet, or no longer', text: 'text/plain' } },
    },
    HEAD: {
      summary: 'Whether it takes alerts',
      answers: { 200: { meaning: 'OK' }, 503: { meaning: 'Not yet, or no longer' } },
    },
  },
  '/-/reload': {
    POST: {
      summary: 'Reads the configuration file again',
      answers: {
        200: { meaning: 'The new configuration is in force' },
        500: { meaning: 'It cannot be used, and why; the old one stays in force', text: 'text/plain' },
      },
    },
  },
}
