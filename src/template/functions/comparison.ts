// eq, ne, lt, le, gt and ge: Go compares only what is of one kind. As text/template (funcs.go).

import { sprintf } from '../format/printf.ts'
import { compareBytes } from '../go-text.ts'
import { type GoFunction, isComparable, reflectValueType } from '../go-type.ts'
import {
  type Complex,
  GoMap,
  isNilValue,
  isSigned,
  isUnsigned,
  kindOf,
  Pointer,
  Scalar,
  Slice,
  type StructValue,
  typeName,
  typeOf,
  unwrapped,
  type Value,
} from '../values.ts'

/** Kinds whose values can be compared with one another. */
type BasicKind = 'bool' | 'complex' | 'int' | 'float' | 'string' | 'uint' | undefined

const two = [reflectValueType, reflectValueType]

export const comparisons: Readonly<Record<string, GoFunction>> = {
  eq: { parameters: two, isVariadic: true, call: ([first, ...others]) => equalsOne(first, others) },
  ne: { parameters: two, call: ([a, b]) => !equalsOne(a, [b]) },
  lt: { parameters: two, call: ([a, b]) => isLess(a, b) },
  le: { parameters: two, call: ([a, b]) => isLess(a, b) || equalsOne(a, [b]) },
  gt: { parameters: two, call: ([a, b]) => !isLess(a, b) && !equalsOne(a, [b]) },
  ge: { parameters: two, call: ([a, b]) => !isLess(a, b) },
}

function basicKind(value: Value): BasicKind {
  const kind = kindOf(value)
  if (isSigned(kind)) return 'int'
  if (isUnsigned(kind)) return 'uint'
  switch (kind) {
    case 'bool':
    case 'string':
      return kind
    case 'float64':
      return 'float'
    case 'complex128':
      return 'complex'
    default:
      return undefined
  }
}

/** Whether the first value equals one of the others. */
function equalsOne(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new Error('missing argument for comparison')
  const a = unwrapped(first)
  return others.some((other) => equals(a, unwrapped(other)))
}

function equals(a: Value, b: Value): boolean {
  const kind = basicKind(a)
  const other = basicKind(b)
  if (kind !== other) {
    if (isInteger(kind) && isInteger(other)) return plain(a) === plain(b)
    if (a === undefined || b === undefined) return false
    throw incompatible(a, b)
  }
  if (kind === undefined) return equalsOther(a, b)
  if (kind !== 'complex') return plain(a) === plain(b)
  const [x, y] = [plain(a) as Complex, plain(b) as Complex]
  return x.real === y.real && x.imaginary === y.imaginary
}

/** Lists, maps, structs and nil. */
function equalsOther(a: Value, b: Value): boolean {
  if (a !== undefined && b !== undefined && kindOf(a) !== kindOf(b)) {
    throw new Error(sprintf('non-comparable types %s: %s, %s: %v', [a, typeName(a), typeName(b), b]))
  }
  if (isNilValue(a) || isNilValue(b)) return isNilValue(a) === isNilValue(b)
  if (!isComparable(typeOf(b as Exclude<Value, undefined>))) {
    throw new Error(sprintf('non-comparable type %s: %s', [b, typeName(b)]))
  }
  return isSame(a, b)
}

/** Go's `==` for values of comparable types. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (a.type.name !== b.type.name) return false
  if (a instanceof Pointer) return b instanceof Pointer && a.target === b.target
  if (a instanceof Scalar) return b instanceof Scalar && a.value === b.value
  if (a instanceof Slice || a instanceof GoMap || a.type.fields === undefined) return false
  const [x, y] = [(a as StructValue).values, (b as StructValue).values]
  return x.every((value, index) => isSame(value, y[index]))
}

function isLess(first: Value, second: Value): boolean {
  const a = unwrapped(first)
  const b = unwrapped(second)
  const kind = basicKind(a)
  const other = basicKind(b)
  if (kind === undefined || other === undefined) throw new Error('invalid type for comparison')
  if (kind !== other && !(isInteger(kind) && isInteger(other))) throw incompatible(a, b)
  if (kind === 'bool' || kind === 'complex') throw new Error('invalid type for comparison')
  if (kind === 'string') return compareBytes(plain(a) as string, plain(b) as string) < 0
  return (plain(a) as number | bigint) < (plain(b) as number | bigint)
}

function isInteger(kind: BasicKind): boolean {
  return kind === 'int' || kind === 'uint'
}

function plain(value: Value): Exclude<Value, object> | Complex {
  return value instanceof Scalar ? value.value : (value as Exclude<Value, object>)
}

function incompatible(a: Value, b: Value): Error {
  return new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`)
}
