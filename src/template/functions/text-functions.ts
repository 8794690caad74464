// What Alertmanager's templates can do with texts and lists, and toJson. As template/template.go DefaultFuncs.

import {
  anyMapType,
  anysType,
  anyType,
  type GoFunction,
  type GoType,
  namedType,
  stringsType,
  stringType,
} from '../go-type.ts'
import { GoMap, Scalar, Slice, stringSlice, type Value } from '../values.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { jsonText } from './json-text.ts'
import { title, toLower, toUpper } from './letter-case.ts'

/** html/template's types for text that needs no escaping any more in its place. */
export const htmlType: GoType = namedType('template.HTML', stringType)
export const urlType: GoType = namedType('template.URL', stringType)

export const textFunctions: Readonly<Record<string, GoFunction>> = {
  toUpper: ofText(toUpper),
  toLower: ofText(toLower),
  title: ofText(title),
  trimSpace: ofText(trimSpace),
  join: {
    parameters: [stringType, stringsType],
    call: ([separator, list]) => (list as Slice).items.join(separator as string),
  },
  safeHtml: ofText((text) => new Scalar(htmlType, text)),
  safeUrl: ofText((text) => new Scalar(urlType, text)),
  stringSlice: {
    parameters: [stringType],
    isVariadic: true,
    call: (texts) => stringSlice(texts as readonly string[]),
  },
  base64encode: ofText(encodeBase64),
  base64decode: ofText(decodeBase64),
  routeLabels: { parameters: [stringType], call: ([name], context) => context.routeLabel(name as string) },
  toJson: { parameters: [anyType], call: ([value], context) => jsonText(value, (work) => context.spend(work)) },
  list: { parameters: [anyType], isVariadic: true, call: (items) => new Slice(anysType, items) },
  append: {
    parameters: [anysType, anyType],
    isVariadic: true,
    call: ([list, ...items]) => appended(list as Slice, items),
  },
  dict: { parameters: [anyType], isVariadic: true, call: (pairs) => dict(pairs) },
}

function ofText(call: (text: string) => Value): GoFunction {
  return { parameters: [stringType], call: ([text]) => call(text as string) }
}

const spaces = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*'
const outerSpace = new RegExp(`^${spaces}|${spaces}$`, 'g')

/** Go's idea of white space is not quite JavaScript's. */
function trimSpace(text: string): string {
  return text.replace(outerSpace, '')
}

function appended(list: Slice, items: readonly Value[]): Slice {
  // Nothing appended to nil is nil still.
  return items.length === 0 ? list : new Slice(anysType, [...list.items, ...items])
}

function dict(pairs: readonly Value[]): GoMap {
  if (pairs.length % 2 !== 0) throw new Error('dict requires an even number of arguments')
  const entries = new Map<string, Value>()
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i]
    if (typeof key !== 'string') throw new Error('dict keys must be strings')
    entries.set(key, pairs[i + 1])
  }
  return new GoMap(anyMapType, entries)
}
