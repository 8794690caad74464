// Receivers: a name, labels, and a section for each integration that there is. As Alertmanager's config/config.go Receiver.

import type { Complaint, IntegrationDefinition } from '../integrations/contract.ts'
import { integrations } from '../integrations/registry.ts'
import { slashed } from '../integrations/request-url.ts'
import { LabelSet } from '../model/labels.ts'
import { listOrEmpty, mapOf } from '../schema/collection-fields.ts'
import type { DecodeContext } from '../schema/decode-context.ts'
import { type Field, type Member, member, optional } from '../schema/field.ts'
import type { HttpClientConfig } from '../schema/http-client.ts'
import { camelCase, object } from '../schema/object.ts'
import { text } from '../schema/text-fields.ts'
import type { GlobalConfig } from './global-schema.ts'

/** One entry of a receiver's section. */
export interface ReceiverIntegration {
  readonly name: string
  /** Counts within the receiver and the name. */
  readonly index: number
  readonly sendResolved: boolean
  /** As its definition's schema decoded it, with the global http_config where it had none. */
  readonly config: unknown
}

/** A receiver whose integrations are ready to be built. */
export interface ReceiverConfig {
  readonly name: string
  /** With the label `name`, which every receiver has. */
  readonly labels: LabelSet
  readonly integrations: readonly ReceiverIntegration[]
}

/** By their sections, in the order in which Alertmanager prints those. */
const definitions: ReadonlyMap<string, IntegrationDefinition> = new Map(
  integrations.map((definition) => [definition.key, definition]),
)

/** A section's entries. A null is kept as undefined, for the check that refuses it. */
function sectionMembers(): Record<string, Member<readonly unknown[]>> {
  const members: Record<string, Member<readonly unknown[]>> = {}
  for (const [key, definition] of definitions) {
    const field = listOrEmpty(optional(definition.config))
    members[key] = member(field, `Integrations of the kind ${definition.name}.`)
  }
  return members
}

const members = {
  name: member(text, 'The name by which routes refer to it.', { always: true }),
  labels: member(mapOf(text), 'Labels by which the API can select receivers; `name` is always there.'),
}

/** A receiver's own keys and, in camel case, the entries of its sections. */
export interface WrittenReceiver extends Readonly<Record<string, unknown>> {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
}

export const receiverField: Field<WrittenReceiver> = object<typeof members, WrittenReceiver>(
  'a receiver',
  { ...members, ...sectionMembers() },
  {
    finish(value, complain, context) {
      const given = value.labels.get('name')
      if (value.name === '') complain('name', 'this receiver has no name', 'Add name.')
      else if (given !== undefined && given !== value.name) {
        complain(
          'labels',
          `the label "name" of a receiver is always its name, "${value.name}"`,
          'Remove the label, or use another one.',
        )
      }
      for (const [key, definition] of definitions) {
        const entries = sectionOf(value as unknown as WrittenReceiver, key)
        if (!entries.includes(undefined)) continue
        context.reportAt(
          value,
          key,
          `there is an empty entry in ${key}`,
          `Remove it, or write the ${definition.name} integration behind the dash.`,
        )
      }
      // Sections are members, too: their names come from the registry, so that the type cannot have them.
      return { ...value, labels: new Map([...value.labels, ['name', value.name]]) } as unknown as WrittenReceiver
    },
  },
)

function sectionOf(receiver: WrittenReceiver, key: string): readonly unknown[] {
  return (receiver[camelCase(key)] as readonly unknown[] | undefined) ?? []
}

/** What integrations share: every one that sends over HTTP has the key http_config. */
interface WithCommonKeys {
  readonly sendResolved?: boolean
  readonly httpConfig?: HttpClientConfig | undefined
}

/**
 * Fills in what the receiver's integrations leave to `global`: the http_config, which is replaced whole and never
 * merged, and what each of them inherits by its own rules. Complains about what neither has.
 */
export function inheritGlobals(
  receiver: WrittenReceiver,
  globals: GlobalConfig,
  { context, inUse }: { readonly context: DecodeContext; readonly inUse: boolean },
): WrittenReceiver {
  const filled: Record<string, unknown> = { ...receiver }
  for (const [key, definition] of definitions) {
    const entries = sectionOf(receiver, key) as readonly (WithCommonKeys | undefined)[]
    if (entries.length === 0) continue
    filled[camelCase(key)] = entries.map((entry) => {
      if (entry === undefined) return undefined
      const lacksHttp = 'httpConfig' in entry && entry.httpConfig === undefined
      const config = lacksHttp ? { ...entry, httpConfig: globals.httpConfig } : entry
      const complain: Complaint = (at, message, hint = '') => context.reportAt(entry, at, message, hint)
      return definition.inherit === undefined ? config : definition.inherit(config, globals, complain, inUse)
    })
  }
  return { ...filled, name: receiver.name, labels: receiver.labels }
}

/** The `global` section as it is printed: with what the receivers' entries have made of it (config.go UnmarshalYAML). */
export function settleGlobals(globals: GlobalConfig, receivers: readonly WrittenReceiver[]): GlobalConfig {
  const settled: Record<string, unknown> = {}
  for (const [section, { baseUrlKey }] of definitions) {
    const url = baseUrlKey && globals[camelCase(baseUrlKey)]
    if (baseUrlKey === undefined || typeof url !== 'string') continue
    const entries = receivers.flatMap((receiver) => sectionOf(receiver, section)) as { readonly apiUrl?: string }[]
    if (entries.some((entry) => entry?.apiUrl === undefined)) settled[camelCase(baseUrlKey)] = slashed(url)
  }
  return { ...globals, ...settled }
}

/** The receiver as the rest of the program wants it. */
export function receiverConfigOf(receiver: WrittenReceiver): ReceiverConfig {
  const found = integrations.flatMap((definition) =>
    sectionOf(receiver, definition.key).map((config, index) => ({
      name: definition.name,
      index,
      // The schema of every integration begins with send_resolved; where one should not, its default counts.
      sendResolved: (config as WithCommonKeys).sendResolved ?? definition.sendResolved,
      config,
    })),
  )
  return { name: receiver.name, labels: LabelSet.fromEntries(receiver.labels), integrations: found }
}
