// The data of a template as JSON: what `template render` reads with --template.data. As Go's encoding/json decodes it.

import { zeroTimestamp } from '../model/instant.ts'
import { alertsType, alertType, dataType, kvType } from './data-types.ts'
import { type GoType, stringType } from './go-type.ts'
import { GoTime, timeType } from './time/go-time.ts'
import { parseTime } from './time/parse-time.ts'
import { GoMap, Slice, Struct, type Value } from './values.ts'

/** Throws an Error in Go's words where the JSON has another shape. The data is by value: Go's template.Data. */
export function templateDataFromJson(text: string): Struct {
  return structFrom(JSON.parse(text), dataType, 'Data') as Struct
}

function structFrom(json: unknown, type: GoType, path: string): Value {
  if (json !== null && (typeof json !== 'object' || Array.isArray(json))) mismatch(json, type, path)
  const members = new Map(Object.entries(json ?? {}).map(([key, value]) => [key.toLowerCase(), value]))
  const values = (type.fields ?? []).map((field) => {
    if (!field.isExported) return false
    const key = field.json ?? field.name
    return valueFrom(members.get(key.toLowerCase()), field.type, `${path}.${key}`)
  })
  return new Struct(type, values)
}

/** null and what is missing become the zero of the type. */
function valueFrom(json: unknown, type: GoType, path: string): Value {
  switch (type) {
    case stringType:
      return textFrom(json, path)
    case kvType:
      return kvFrom(json, path)
    case alertsType:
      return alertsFrom(json, path)
    case timeType:
      return timeFrom(json)
    default:
      throw new Error(`no JSON is known for ${type.name}`)
  }
}

function textFrom(json: unknown, path: string): string {
  if (json === undefined || json === null) return ''
  return typeof json === 'string' ? json.toWellFormed() : mismatch(json, stringType, path)
}

function kvFrom(json: unknown, path: string): GoMap {
  if (json === undefined || json === null) return new GoMap(kvType, new Map(), true)
  if (typeof json !== 'object' || Array.isArray(json)) mismatch(json, kvType, path)
  const entries = Object.entries(json as object).map(
    ([key, value]) => [key.toWellFormed(), textFrom(value, path)] as const,
  )
  return new GoMap(kvType, new Map(entries))
}

function alertsFrom(json: unknown, path: string): Slice {
  if (json === undefined || json === null) return new Slice(alertsType, [], true)
  if (!Array.isArray(json)) mismatch(json, alertsType, path)
  return new Slice(
    alertsType,
    (json as unknown[]).map((each) => structFrom(each, alertType, path)),
  )
}

function timeFrom(json: unknown): GoTime {
  if (json === undefined || json === null) return GoTime.from(zeroTimestamp)
  if (typeof json !== 'string') throw new Error('Time.UnmarshalJSON: input is not a JSON string')
  return parseTime('2006-01-02T15:04:05Z07:00', json)
}

function mismatch(json: unknown, type: GoType, path: string): never {
  const kind = Array.isArray(json) ? 'array' : json === true || json === false ? 'bool' : typeof json
  throw new Error(`json: cannot unmarshal ${kind} into Go struct field ${path} of type ${type.name}`)
}
