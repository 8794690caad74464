// index, slice and len. As text/template (funcs.go).

import { bytesOf, textOf } from '../go-text.ts'
import { type GoFunction, isAssignable, reflectValueType, stringType } from '../go-type.ts'
import {
  byteValue,
  elementOf,
  GoMap,
  indirect,
  integerIn,
  lengthOf,
  Scalar,
  Slice,
  textIn,
  typeName,
  typeOf,
  unwrapped,
  type Value,
} from '../values.ts'

export const indexing: Readonly<Record<string, GoFunction>> = {
  index: {
    parameters: [reflectValueType, reflectValueType],
    isVariadic: true,
    call: ([item, ...indexes]) => elementAt(item, indexes),
  },
  slice: {
    parameters: [reflectValueType, reflectValueType],
    isVariadic: true,
    call: ([item, ...indexes]) => partOf(item, indexes),
  },
  len: { parameters: [reflectValueType], call: ([item]) => BigInt(length(item)) },
}

function length(item: Value): number {
  if (item === undefined) throw new Error('reflect: call of reflect.Value.Type on zero Value')
  const { value, isNil } = indirect(item)
  if (isNil) throw new Error('len of nil pointer')
  const count = lengthOf(value)
  if (count === undefined) throw new Error(`len of type ${typeName(value)}`)
  return count
}

function elementAt(item: Value, indexes: readonly Value[]): Value {
  let at = unwrapped(item)
  if (at === undefined) throw new Error('index of untyped nil')
  for (const each of indexes) {
    const index = unwrapped(each)
    const { value, isNil } = indirect(at)
    if (isNil) throw new Error('index of nil pointer')
    at = elementIn(value, index)
  }
  return at
}

function elementIn(container: Value, index: Value): Value {
  const text = textIn(container)
  if (text !== undefined) {
    const bytes = bytesOf(text)
    const at = position(index, bytes.length)
    if (at === bytes.length) throw new Error('reflect: string index out of range')
    return byteValue(bytes[at] as number)
  }
  if (container instanceof Slice) {
    const at = position(index, container.items.length)
    if (at === container.items.length) throw new Error('reflect: slice index out of range')
    return elementOf(container.type, container.items[at])
  }
  if (container instanceof GoMap) return container.get(keyOf(index))
  throw new Error(`can't index item of type ${typeName(container)}`)
}

function keyOf(index: Value): string {
  if (index === undefined) throw new Error('value is nil; should be of type string')
  if (!isAssignable(typeOf(index), stringType)) {
    throw new Error(`value has type ${typeName(index)}; should be string`)
  }
  return index as string
}

function position(index: Value, limit: number): number {
  if (index === undefined) throw new Error('cannot index slice/array with nil')
  const number = integerIn(index)
  if (number === undefined) throw new Error(`cannot index slice/array with type ${typeName(index)}`)
  if (number < 0n || number > BigInt(limit)) throw new Error(`index out of range: ${number}`)
  return Number(number)
}

function partOf(whole: Value, indexes: readonly Value[]): Value {
  const item = unwrapped(whole)
  if (item === undefined) throw new Error('slice of untyped nil')
  if (indexes.length > 3) throw new Error(`too many slice indexes: ${indexes.length}`)
  const text = textIn(item)
  if (text !== undefined && indexes.length === 3) throw new Error('cannot 3-index slice a string')
  const bytes = text === undefined ? undefined : bytesOf(text)
  const limit = bytes?.length ?? (item instanceof Slice ? item.items.length : undefined)
  if (limit === undefined) throw new Error(`can't slice item of type ${typeName(item)}`)
  // The indexes go into the slot of their order; unlike index, slice does not look into interfaces.
  const [start = 0, end = limit, capacity] = indexes.map((index) => position(index, limit))
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`)
  if (capacity !== undefined && end > capacity) throw new Error(`invalid slice index: ${end} > ${capacity}`)
  if (bytes === undefined) return new Slice((item as Slice).type, (item as Slice).items.slice(start, end))
  const part = textOf(bytes.subarray(start, end))
  return item instanceof Scalar ? new Scalar(item.type, part) : part
}
