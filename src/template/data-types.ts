// The types of the data that a template sees, with their methods. As template/template.go: Data, Alert, KV, Pairs, Strings.

import { type GoMethod, type GoType, namedType, type StructField, sliceOf, stringsType, stringType } from './go-type.ts'
import { timeType } from './time/go-time.ts'
import { GoMap, Slice, Struct, type StructValue, type Value } from './values.ts'

type Methods = ReadonlyMap<string, GoMethod>

function struct(name: string, fields: readonly StructField[]): GoType {
  return { name, kind: 'struct', isNamed: true, fields, methods: new Map() }
}

function field(name: string, type: GoType, json: string): StructField {
  return { name, type, json, isExported: true }
}

function method(call: (receiver: Value) => Value): GoMethod {
  return { parameters: [], call: (receiver) => call(receiver) }
}

/** A list of texts: `.Labels.Names`. */
export const stringListType: GoType = namedType(
  'template.Strings',
  stringsType,
  new Map([
    [
      'Join',
      {
        parameters: [stringType],
        call: (receiver: Value, [separator]: readonly Value[]) => (receiver as Slice).items.join(separator as string),
      },
    ],
  ]),
)

/** A name with its value: what `.Labels.SortedPairs` lists. */
export const pairType: GoType = struct('template.Pair', [
  { name: 'Name', type: stringType, isExported: true },
  { name: 'Value', type: stringType, isExported: true },
])

const pairsMethods: Methods = new Map([
  ['Names', method((pairs) => new Slice(stringListType, columnOf(pairs, 0)))],
  ['Values', method((pairs) => new Slice(stringListType, columnOf(pairs, 1)))],
  ['String', method((pairs) => pairsText(pairs as Slice))],
])

export const pairsType: GoType = namedType('template.Pairs', sliceOf(pairType), pairsMethods)

const kvMethods: Methods = new Map([
  ['SortedPairs', method((kv) => sortedPairs(kv as GoMap))],
  ['Names', method((kv) => new Slice(stringListType, columnOf(sortedPairs(kv as GoMap), 0)))],
  ['Values', method((kv) => new Slice(stringListType, columnOf(sortedPairs(kv as GoMap), 1)))],
  ['String', method((kv) => pairsText(sortedPairs(kv as GoMap)))],
  [
    'Remove',
    {
      parameters: [stringsType],
      call: (kv: Value, [names]: readonly Value[]) => without(kv as GoMap, new Set((names as Slice).items)),
    },
  ],
])

/** Labels or annotations. */
export const kvType: GoType = {
  name: 'template.KV',
  kind: 'map',
  isNamed: true,
  element: stringType,
  methods: kvMethods,
}

export const alertType: GoType = struct('template.Alert', [
  field('Status', stringType, 'status'),
  field('Labels', kvType, 'labels'),
  field('Annotations', kvType, 'annotations'),
  field('StartsAt', timeType, 'startsAt'),
  field('EndsAt', timeType, 'endsAt'),
  field('GeneratorURL', stringType, 'generatorURL'),
  field('Fingerprint', stringType, 'fingerprint'),
])

const alertListType = sliceOf(alertType)

/** The notification's alerts. */
export const alertsType: GoType = namedType(
  'template.Alerts',
  alertListType,
  new Map([
    ['Firing', method((alerts) => withStatus(alerts as Slice, 'firing'))],
    ['Resolved', method((alerts) => withStatus(alerts as Slice, 'resolved'))],
  ]),
)

/** The whole of the data: what `.` is at first. */
export const dataType: GoType = struct('template.Data', [
  field('Receiver', stringType, 'receiver'),
  field('Status', stringType, 'status'),
  field('Alerts', alertsType, 'alerts'),
  field('NotificationReason', stringType, 'notification_reason'),
  field('GroupLabels', kvType, 'groupLabels'),
  field('CommonLabels', kvType, 'commonLabels'),
  field('CommonAnnotations', kvType, 'commonAnnotations'),
  field('RouteLabels', kvType, 'routeLabels'),
  field('ExternalURL', stringType, 'externalURL'),
  { name: 'routeLabelsRendered', type: stringType, isExported: false },
])

const alertName = 'alertname'

/** The pairs of maps that were asked before: the default templates ask for the same ones again and again. */
const knownPairs = new WeakMap<GoMap, Slice>()

/** The alert's name first, then the others in byte order. */
function sortedPairs(kv: GoMap): Slice {
  const known = knownPairs.get(kv)
  if (known !== undefined) return known
  const pairs = pairsOf(kv)
  knownPairs.set(kv, pairs)
  return pairs
}

function pairsOf(kv: GoMap): Slice {
  const names = kv.entries.has(alertName)
    ? [alertName, ...kv.sortedKeys.filter((name) => name !== alertName)]
    : kv.sortedKeys
  return new Slice(
    pairsType,
    names.map((name) => new Struct(pairType, [name, kv.entries.get(name)])),
  )
}

function pairsText(pairs: Slice): string {
  return pairs.items.map((pair) => (pair as StructValue).values.join('=')).join(', ')
}

function columnOf(pairs: Value, column: number): readonly Value[] {
  return (pairs as Slice).items.map((pair) => (pair as StructValue).values[column])
}

function without(kv: GoMap, names: ReadonlySet<Value>): GoMap {
  return new GoMap(kvType, new Map([...kv.entries].filter(([name]) => !names.has(name))))
}

function withStatus(alerts: Slice, status: string): Slice {
  return new Slice(
    alertListType,
    alerts.items.filter((alert) => (alert as StructValue).values[0] === status),
  )
}
