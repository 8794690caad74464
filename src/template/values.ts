// Go values in JavaScript. The frequent ones are plain: a string is a string, an int a bigint, a float64 a number, a bool a
// boolean, and undefined is the absence of a value (Go's untyped nil). All others are objects that know their type.

import { byteLength, compareBytes } from './go-text.ts'
import {
  anyType,
  boolType,
  float64Type,
  type GoType,
  intType,
  type Kind,
  pointerTo,
  stringsType,
  stringType,
  uint8Type,
} from './go-type.ts'

export type Value = undefined | string | bigint | number | boolean | TypedValue

/** A value of any type but string, int, float64 and bool. */
export type TypedValue = Scalar | Slice | GoMap | StructValue | Pointer | Interface

/** A complex number. */
export interface Complex {
  readonly real: number
  readonly imaginary: number
}

/** A number, text or bool of a declared type, or of one of Go's many kinds of number. */
export class Scalar {
  readonly type: GoType
  readonly value: string | bigint | number | boolean | Complex

  constructor(type: GoType, value: string | bigint | number | boolean | Complex) {
    this.type = type
    this.value = value
  }
}

/** A list. Elements of a `[]interface {}` stand here as themselves. */
export class Slice {
  readonly type: GoType
  readonly items: readonly Value[]
  readonly isNil: boolean

  constructor(type: GoType, items: readonly Value[], isNil = false) {
    this.type = type
    this.items = items
    this.isNil = isNil
  }
}

/** A map whose keys are strings: no other kind occurs. */
export class GoMap {
  readonly type: GoType
  readonly entries: ReadonlyMap<string, Value>
  readonly isNil: boolean
  #sortedKeys: readonly string[] | undefined

  constructor(type: GoType, entries: ReadonlyMap<string, Value>, isNil = false) {
    this.type = type
    this.entries = entries
    this.isNil = isNil
  }

  /** A map whose entries are in the order of their keys already. */
  static sorted(type: GoType, entries: ReadonlyMap<string, Value>): GoMap {
    const map = new GoMap(type, entries)
    map.#sortedKeys = [...entries.keys()]
    return map
  }

  /** In the order in which Go prints and ranges over them. */
  get sortedKeys(): readonly string[] {
    this.#sortedKeys ??= [...this.entries.keys()].sort(compareBytes)
    return this.#sortedKeys
  }

  /** The value of a key; that of a missing one is the zero of the map's element type, as with `missingkey=zero`. */
  get(key: string): Value {
    const value = this.entries.get(key)
    return this.entries.has(key) ? elementOf(this.type, value) : zeroOf(this.type.element as GoType)
  }
}

/** Anything with fields: the data itself, and time.Time. */
export interface StructValue {
  readonly type: GoType
  /** One value for each of the type's fields, in their order. */
  readonly values: readonly Value[]
}

/** A struct that is no more than its fields. */
export class Struct implements StructValue {
  readonly type: GoType
  readonly values: readonly Value[]

  constructor(type: GoType, values: readonly Value[]) {
    this.type = type
    this.values = values
  }
}

/** A pointer to a struct; `target` is undefined for nil. */
export class Pointer {
  readonly type: GoType
  readonly target: StructValue | undefined

  constructor(target: StructValue | undefined, type: GoType = pointerTo((target as StructValue).type)) {
    this.type = type
    this.target = target
  }
}

/** What stands in a place of type `interface {}`, such as an element of a list. Go's error messages know the place. */
export class Interface {
  readonly type: GoType = anyType
  readonly value: Value

  constructor(value: Value) {
    this.value = value
  }
}

export function typeOf(value: Exclude<Value, undefined>): GoType {
  switch (typeof value) {
    case 'string':
      return stringType
    case 'bigint':
      return intType
    case 'number':
      return float64Type
    case 'boolean':
      return boolType
    default:
      return value.type
  }
}

export function kindOf(value: Value): Kind | 'invalid' {
  return value === undefined ? 'invalid' : typeOf(value).kind
}

/** `%T` of a value. */
export function typeName(value: Value): string {
  return value === undefined ? '<nil>' : typeOf(value).name
}

/** An element as it is seen in its place: one of a list or map of `interface {}` is an Interface. */
export function elementOf(container: GoType, element: Value): Value {
  return container.element === anyType ? new Interface(element) : element
}

/** What is in the place, or the value itself. */
export function unwrapped(value: Value): Value {
  return value instanceof Interface ? value.value : value
}

/** Follows pointers and interfaces to the value. `isNil` when the way ends before it. */
export function indirect(value: Value): { readonly value: Value; readonly isNil: boolean } {
  let at = value
  for (;;) {
    if (at instanceof Interface) {
      if (at.value === undefined) return { value: at, isNil: true }
      at = at.value
    } else if (at instanceof Pointer) {
      if (at.target === undefined) return { value: at, isNil: true }
      at = at.target
    } else return { value: at, isNil: false }
  }
}

/** What a place of that type holds before anything was put into it. Only types that are elements of maps occur. */
export function zeroOf(type: GoType): Value {
  switch (type.kind) {
    case 'string':
      return type === stringType ? '' : new Scalar(type, '')
    case 'interface':
      return new Interface(undefined)
    case 'slice':
      return new Slice(type, [], true)
    case 'map':
      return new GoMap(type, new Map(), true)
    case 'pointer':
      return new Pointer(undefined, type)
    default:
      throw new Error(`no zero value of ${type.name} is known`)
  }
}

/** Go's truth: neither nil, nor false, nor 0, nor empty. */
export function isTrue(value: Value): boolean {
  if (value === undefined) return false
  if (typeof value !== 'object') return value !== '' && value !== false && value !== 0n && value !== 0
  if (value instanceof Scalar) return isTrueScalar(value.value)
  if (value instanceof Slice) return value.items.length > 0
  if (value instanceof GoMap) return value.entries.size > 0
  if (value instanceof Pointer) return value.target !== undefined
  if (value instanceof Interface) return value.value !== undefined
  return true
}

function isTrueScalar(value: Scalar['value']): boolean {
  return typeof value === 'object' ? value.real !== 0 || value.imaginary !== 0 : isTrue(value)
}

/** The text of a string, of whatever declared type; undefined when it is none. */
export function textIn(value: Value): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof Scalar && typeof value.value === 'string' ? value.value : undefined
}

/** The number in an integer of any type; undefined when it is none. */
export function integerIn(value: Value): bigint | undefined {
  if (typeof value === 'bigint') return value
  return value instanceof Scalar && typeof value.value === 'bigint' ? value.value : undefined
}

/** What `len` says; undefined where it says nothing. */
export function lengthOf(value: Value): number | undefined {
  const text = textIn(value)
  if (text !== undefined) return byteLength(text)
  if (value instanceof Slice) return value.items.length
  return value instanceof GoMap ? value.entries.size : undefined
}

/** True for nil itself and for a nil of some type. */
export function isNilValue(value: Value): boolean {
  if (value === undefined) return true
  if (value instanceof Slice || value instanceof GoMap) return value.isNil
  if (value instanceof Pointer) return value.target === undefined
  return value instanceof Interface && value.value === undefined
}

export function isUnsigned(kind: Kind | 'invalid'): boolean {
  return kind === 'uint8' || kind === 'uint64'
}

export function isSigned(kind: Kind | 'invalid'): boolean {
  return kind === 'int' || kind === 'int32' || kind === 'int64'
}

/** A `[]string`. */
export function stringSlice(items: readonly string[]): Slice {
  return new Slice(stringsType, items)
}

/** A byte as Go's index gives it. */
export function byteValue(byte: number): Scalar {
  return new Scalar(uint8Type, BigInt(byte))
}
