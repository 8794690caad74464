// The contract of a field schema: how a value is read from YAML, printed again, and described to whatever generates from it.

import type { DecodeContext } from './decode-context.ts'
import type { ContentNode } from './yaml-node.ts'
import type { YamlValue } from './yaml-value.ts'

/**
 * How one value of the file is read and printed. Decoding never throws: it reports every problem to the context and
 * answers with what could be read, so that all problems of a file are found at once.
 */
export interface Field<T> {
  /** What a generator (docs, JSON schema) needs to know. */
  readonly shape: Shape
  /** What an explicit null in the file gives: the zero value of Alertmanager's Go type, which is not always the default. */
  readonly zero: T
  decode(node: ContentNode, context: DecodeContext): T
  encode(value: T): YamlValue
  /** True for what Alertmanager leaves out when it prints the field with `omitempty`. */
  isZero(value: T): boolean
}

/** The type of the values that a field reads. */
export type Infer<F> = F extends Field<infer T> ? T : never

/** A field's description, for generators. */
export type Shape =
  | {
      readonly type: 'text'
      readonly format?: TextFormat
      readonly values?: readonly string[]
      readonly secret?: boolean
    }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer' | 'number'; readonly minimum?: number }
  | { readonly type: 'any' }
  | { readonly type: 'list'; readonly item: Field<unknown> }
  | { readonly type: 'map'; readonly value: Field<unknown> }
  | { readonly type: 'object'; readonly name: string; readonly members: Members }
  /** One of some forms. */
  | { readonly type: 'either'; readonly fields: readonly Field<unknown>[] }
  /** Null and absence both mean "not set". */
  | { readonly type: 'optional'; readonly field: Field<unknown> }
  /** Refers to itself somewhere below. */
  | { readonly type: 'lazy'; readonly field: () => Field<unknown> }

/** What the text of a scalar has to look like. */
export type TextFormat =
  | 'duration'
  | 'go-duration'
  | 'file'
  | 'host-port'
  | 'label-name'
  | 'location'
  | 'matchers'
  | 'range'
  | 'regexp'
  | 'template'
  | 'url'

/** A field as part of an object. */
export interface Member<T> {
  readonly field: Field<T>
  /** One or two sentences for the reference documentation. */
  readonly documentation: string
  /** What absence gives; the field's zero unless it is said. */
  readonly initial: T
  /** Printed in config.original even when zero. */
  readonly always: boolean
  /** Printed as a flow collection, `[a, b]`. */
  readonly flow: boolean
  /** Why not to use it any more, and what instead. Gives a warning. */
  readonly deprecated?: string
}

export type Members = { readonly [key: string]: Member<unknown> }

/** Makes a member of an object. */
export function member<T>(
  field: Field<T>,
  documentation: string,
  options: { initial?: T; always?: boolean; flow?: boolean; deprecated?: string } = {},
): Member<T> {
  const { initial = field.zero, always = false, flow = false, deprecated } = options
  return { field, documentation, initial, always, flow, ...(deprecated === undefined ? {} : { deprecated }) }
}

/** Null and absence give undefined. As a pointer in Alertmanager's structs. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return {
    shape: { type: 'optional', field },
    zero: undefined,
    decode: (node, context) => field.decode(node, context),
    encode: (value) => (value === undefined ? { kind: 'literal', text: 'null' } : field.encode(value)),
    isZero: (value) => value === undefined,
  }
}

/** A field that is defined in terms of itself. */
export function lazy<T>(field: () => Field<T>, zero: T): Field<T> {
  return {
    shape: { type: 'lazy', field },
    zero,
    decode: (node, context) => field().decode(node, context),
    encode: (value) => field().encode(value),
    isZero: (value) => field().isZero(value),
  }
}
