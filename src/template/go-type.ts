// The types that Go's templates tell apart, as far as they occur in Alertmanager's data and functions.

import type { Value } from './values.ts'

export type Kind =
  | 'bool'
  | 'int'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint64'
  | 'float64'
  | 'complex128'
  | 'string'
  | 'slice'
  | 'map'
  | 'struct'
  | 'pointer'
  | 'interface'

/** A field of a struct. */
export interface StructField {
  readonly name: string
  readonly type: GoType
  /** The key in JSON, when a tag names it. */
  readonly json?: string
  /** False for those that templates cannot reach. */
  readonly isExported: boolean
}

/** A type; two are the same when they are the same object. */
export interface GoType {
  /** As `%T` and error messages write it: `template.KV`, `[]interface {}`. */
  readonly name: string
  readonly kind: Kind
  /** True for declared types, which are not assignable to each other. */
  readonly isNamed: boolean
  /** Of a slice, a map or a pointer. */
  readonly element?: GoType
  readonly fields?: readonly StructField[]
  readonly methods: ReadonlyMap<string, GoMethod>
}

/** What a function gets beside its arguments. */
export interface CallContext {
  /** The present, in milliseconds. */
  readonly now: number
  /** Counts work against the limit of a rendering; throws when it is used up. */
  spend(work: number): void
  /** The text of a route label; '' when there is none. */
  routeLabel(name: string): string
}

/** The parameters of a function, against which its arguments are checked. */
export interface Signature {
  readonly parameters: readonly GoType[]
  /** True when the last parameter takes any number of arguments. */
  readonly isVariadic?: boolean
}

/** A function that templates can call. It throws an Error whose message follows on `error calling …: `. */
export interface GoFunction extends Signature {
  call(args: readonly Value[], context: CallContext): Value
}

/** A method. The receiver is the value that has the type, never a pointer to it. */
export interface GoMethod extends Signature {
  /** Why Go's templates cannot call it, where they cannot. */
  readonly uncallable?: string
  call(receiver: Value, args: readonly Value[], context: CallContext): Value
}

const noMethods: ReadonlyMap<string, GoMethod> = new Map()

function basic(name: string, kind: Kind): GoType {
  return { name, kind, isNamed: true, methods: noMethods }
}

export const boolType: GoType = basic('bool', 'bool')
export const intType: GoType = basic('int', 'int')
export const int64Type: GoType = basic('int64', 'int64')
export const uint8Type: GoType = basic('uint8', 'uint8')
export const uint64Type: GoType = basic('uint64', 'uint64')
export const float64Type: GoType = basic('float64', 'float64')
export const complexType: GoType = basic('complex128', 'complex128')
export const stringType: GoType = basic('string', 'string')
/** `interface {}`: takes every value. */
export const anyType: GoType = { ...basic('interface {}', 'interface'), isNamed: false }
/** Takes every value too, and knows whether it is nil: what the built-in functions ask for. */
export const reflectValueType: GoType = basic('reflect.Value', 'struct')

export function sliceOf(element: GoType): GoType {
  return { name: `[]${element.name}`, kind: 'slice', isNamed: false, element, methods: noMethods }
}

export function pointerTo(element: GoType): GoType {
  return { name: `*${element.name}`, kind: 'pointer', isNamed: false, element, methods: noMethods }
}

export const stringsType: GoType = sliceOf(stringType)
export const anysType: GoType = sliceOf(anyType)
export const bytesType: GoType = sliceOf(uint8Type)
/** `map[string]interface {}` */
export const anyMapType: GoType = {
  name: 'map[string]interface {}',
  kind: 'map',
  isNamed: false,
  element: anyType,
  methods: noMethods,
}

/** A declared type with the shape of another. */
export function namedType(name: string, shape: GoType, methods: ReadonlyMap<string, GoMethod> = noMethods): GoType {
  return { ...shape, name, isNamed: true, methods }
}

/** True when a value of one type may be passed for another (Go's assignability). */
export function isAssignable(from: GoType, to: GoType): boolean {
  if (from === to || to === anyType) return true
  if (from.kind !== to.kind || (from.isNamed && to.isNamed)) return false
  return (from.kind === 'slice' || from.kind === 'map' || from.kind === 'pointer') && from.element === to.element
}

/** True when nil may be passed for the type. */
export function canBeNil(type: GoType): boolean {
  return type === reflectValueType || ['interface', 'map', 'pointer', 'slice'].includes(type.kind)
}

/** True when values of the type have an `==`. */
export function isComparable(type: GoType): boolean {
  if (type.kind === 'slice' || type.kind === 'map') return false
  return type.fields === undefined || type.fields.every((field) => isComparable(field.type))
}
