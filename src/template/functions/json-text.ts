// toJson: values as Go's encoding/json writes them.

import { goJsonString } from '../../model/go-json.ts'
import { sprint } from '../format/printf.ts'
import { bytesType } from '../go-type.ts'
import { rfc3339 } from '../time/format-time.ts'
import { GoTime } from '../time/go-time.ts'
import { GoMap, Interface, Pointer, Scalar, Slice, type StructValue, typeName, type Value } from '../values.ts'

/** Throws in Go's words for what JSON cannot hold. `spend` is told of every value that is written. */
export function jsonText(value: Value, spend: (work: number) => void): string {
  spend(1)
  if (value === undefined) return 'null'
  switch (typeof value) {
    case 'string':
      return goJsonString(value)
    case 'number':
      return numberJson(value)
    case 'bigint':
    case 'boolean':
      return String(value)
  }
  if (value instanceof Interface) return jsonText(value.value, spend)
  if (value instanceof Pointer) return jsonText(value.target, spend)
  if (value instanceof GoTime) return `"${timeJson(value)}"`
  if (value instanceof Scalar) return scalarJson(value, spend)
  if (value instanceof Slice) return sliceJson(value, spend)
  if (value instanceof GoMap) {
    if (value.isNil) return 'null'
    const members = value.sortedKeys.map((key) => `${goJsonString(key)}:${jsonText(value.entries.get(key), spend)}`)
    return `{${members.join(',')}}`
  }
  return structJson(value, spend)
}

function scalarJson(scalar: Scalar, spend: (work: number) => void): string {
  const { value } = scalar
  if (typeof value === 'object') throw new Error(`json: unsupported type: ${typeName(scalar)}`)
  return jsonText(value, spend)
}

function sliceJson(slice: Slice, spend: (work: number) => void): string {
  if (slice.isNil) return 'null'
  if (slice.type.element === bytesType.element) {
    const bytes = slice.items.map((item) => Number((item as Scalar).value))
    return `"${standardAlphabet(bytes)}"`
  }
  return `[${slice.items.map((item) => jsonText(item, spend)).join(',')}]`
}

function structJson(struct: StructValue, spend: (work: number) => void): string {
  const members = (struct.type.fields ?? []).flatMap((field, index) => {
    return field.isExported
      ? [`${goJsonString(field.json ?? field.name)}:${jsonText(struct.values[index], spend)}`]
      : []
  })
  return `{${members.join(',')}}`
}

function numberJson(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${sprint([value])}`)
  return Object.is(value, -0) ? '-0' : String(value)
}

function timeJson(time: GoTime): string {
  try {
    return rfc3339(time)
  } catch (error) {
    throw new Error(`json: error calling MarshalJSON for type time.Time: Time.MarshalJSON: ${(error as Error).message}`)
  }
}

function standardAlphabet(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes))
}
