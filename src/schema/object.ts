// Objects: a fixed set of keys, decoded as yaml.v2's UnmarshalStrict decodes into a struct.

import type { DecodeContext } from './decode-context.ts'
import type { Field, Member, Members } from './field.ts'
import { nearestName } from './nearest-name.ts'
import { isMergeKey, type MappingNode, type YamlNode } from './yaml-node.ts'
import type { StructEntry } from './yaml-value.ts'

/** `http_config` → `httpConfig`. */
export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S

/** The value of an object: its keys in camel case. */
export type Decoded<M extends Members> = {
  readonly [K in keyof M & string as CamelCase<K>]: M[K] extends Member<infer T> ? T : never
}

/** Reports a problem of an object's value, at a key (its own place when the key is not there). */
export type Complain<M extends Members> = (key: (keyof M & string) | undefined, message: string, hint: string) => void

interface ObjectOptions<M extends Members, T> {
  /**
   * Checks the whole and gives the final value. What could not be read has its initial value, and complaints about such
   * a key are dropped: it has been reported. Not called for a null, as Go's yaml does not call UnmarshalYAML for it.
   */
  readonly finish?: (value: Decoded<M>, complain: Complain<M>, context: DecodeContext) => T
  /** The value of a null; the zeros of the members unless set. */
  readonly zero?: T
  /** The way back from the final value to what is printed. */
  readonly restore?: (value: T) => Decoded<M>
  /** Hints for keys that are not there (any more, or yet). */
  readonly unknownKey?: (key: string) => { message: string; hint: string } | undefined
}

/** The values of members when none is given. */
export function initialValues<M extends Members>(members: M): Decoded<M> {
  return collect(members, (member) => member.initial)
}

/**
 * An object with these members. Unknown and repeated keys are problems; a merge key fills in at its place, so that what
 * follows it wins, and what stands before it loses (as yaml.v2 does).
 */
export function object<M extends Members, T = Decoded<M>>(
  name: string,
  members: M,
  options: ObjectOptions<M, T> = {},
): Field<T> & { readonly members: M } {
  // Without `finish`, T is Decoded<M>: that is what the defaults of the type parameters say.
  const finish = options.finish ?? ((value: Decoded<M>) => value as unknown as T)
  const initial = initialValues(members)
  // Made once: a large file has the same keys thousands of times.
  const known = new Map(Object.entries(members).map(([key, member]) => [key, { member, name: camelCase(key) }]))
  const restore = options.restore ?? ((value: T) => value as unknown as Decoded<M>)

  function fill(node: MappingNode, reading: Reading, context: DecodeContext): void {
    const seen = new Set<string>()
    for (const entry of node.entries) {
      if (isMergeKey(entry.key)) {
        context.merge(entry.value, (merged) => fill(merged, reading, context))
        continue
      }
      const key = context.keyText(entry.key)
      if (key === undefined) continue
      const found = known.get(key)
      if (found === undefined) {
        complainAboutKey(entry.key, key, context)
        continue
      }
      const { member, name: property } = found
      if (seen.has(key)) {
        context.report(entry.key, `"${key}" is set twice in ${name}`, 'Keep one of the two.')
        continue
      }
      seen.add(key)
      if (member.deprecated !== undefined) context.warn(entry.key, `${key} is deprecated: ${member.deprecated}`)
      reading.places.set(key, entry)
      const before = context.problemsInScope
      reading.values[property] = context.decode(member.field, entry.value)
      if (context.problemsInScope > before) reading.broken.add(key)
    }
  }

  function complainAboutKey(node: YamlNode, key: string, context: DecodeContext): void {
    const special = options.unknownKey?.(key)
    if (special !== undefined) {
      context.report(node, special.message, special.hint)
      return
    }
    const nearest = nearestName(key, Object.keys(members))
    context.report(
      node,
      `unknown key "${key}" in ${name}`,
      nearest === undefined ? `Known keys: ${Object.keys(members).join(', ')}.` : `Did you mean "${nearest}"?`,
    )
  }

  return {
    members,
    shape: { type: 'object', name, members },
    // The zero of an object is never finished, for the same reason for which a null is not.
    zero: options.zero ?? (collect(members, (member) => member.field.zero) as unknown as T),
    decode(node, context) {
      const reading: Reading = { values: { ...initial }, places: new Map(), broken: new Set() }
      // Filled from the members, whose names and types are those of Decoded<M>.
      const decoded = reading.values as Decoded<M>
      if (node.kind !== 'mapping') {
        context.reportKind(node, 'a mapping')
        return finish(decoded, () => {}, context)
      }
      context.inScope(() => fill(node, reading, context))
      const origin = { node, places: reading.places }
      context.remember(decoded, origin)
      const finished = finish(decoded, complaints(decoded, reading.broken, context), context)
      if (typeof finished === 'object' && finished !== null) context.remember(finished, origin)
      return finished
    },
    encode(value) {
      const decoded = restore(value) as Readonly<Record<string, unknown>>
      const entries: StructEntry[] = []
      for (const [key, { member, name: property }] of known) {
        const item = decoded[property]
        if (!member.always && member.field.isZero(item)) continue
        entries.push({ key, value: member.field.encode(item), flow: member.flow })
      }
      return { kind: 'struct', entries }
    },
    isZero(value) {
      const decoded = restore(value) as Readonly<Record<string, unknown>>
      return [...known.values()].every(({ member, name: property }) => member.field.isZero(decoded[property]))
    },
  }
}

/** An object while its mapping is read. */
interface Reading {
  readonly values: Record<string, unknown>
  readonly places: Map<string, MappingNode['entries'][number]>
  /** Keys whose values could not be read. */
  readonly broken: Set<string>
}

/** Passes complaints on, unless they are about what could not be read, or about something that is missing while a key could not be read. */
function complaints<M extends Members>(
  value: object,
  broken: ReadonlySet<string>,
  context: DecodeContext,
): Complain<M> {
  return (key, message, hint) => {
    if (key === undefined ? broken.size === 0 : !broken.has(key)) context.reportAt(value, key, message, hint)
  }
}

function collect<M extends Members>(members: M, pick: (member: Member<unknown>) => unknown): Decoded<M> {
  const values: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(members)) values[camelCase(key)] = pick(member)
  // Built from the very members that Decoded<M> is derived from.
  return values as Decoded<M>
}

/** `http_config` → `httpConfig`. */
export function camelCase(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}
