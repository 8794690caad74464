// docs/reference/receivers.md as text: what can be told and how, made from the integrations' fields.

import type { IntegrationDefinition } from '../../src/integrations/contract.ts'
import { integrations } from '../../src/integrations/registry.ts'
import type { Field, Member, Members, Shape } from '../../src/schema/field.ts'
import { httpClient } from '../../src/schema/http-client.ts'
import { defaultOf } from './config-json-schema.ts'

/** The page, in Markdown. */
export function receiverReference(definitions: readonly IntegrationDefinition[] = integrations): string {
  const sorted = [...definitions].sort((a, b) => (a.key < b.key ? -1 : 1))
  const shared = new Set<Members>(objectsIn({ type: 'object', name: '', members: httpClient.members }).keys())
  return [
    '<!-- Written by `npm run generate` from the fields in src/integrations. -->',
    '# Receivers',
    '',
    'Everything that can stand in a receiver of the configuration, and the keys of `global` that it falls back to. Where a',
    'description says *a template*, the text is one of Go’s templates with Alertmanager’s functions and data. A key and the',
    'same key with `_file` exclude each other.',
    '',
    ...sorted.map(({ key }) => `- [\`${key}\`](#${key})`),
    '- [`http_config`](#http_config)',
    '',
    ...sorted.flatMap((definition) => sectionOf(definition, shared)),
    '## http_config',
    '',
    'How requests are sent. The one of a receiver takes the place of the whole `global.http_config`: nothing of that is kept.',
    '',
    ...tablesOf('http_config', httpClient, new Set()),
  ].join('\n')
}

function sectionOf({ name, key, config, globals }: IntegrationDefinition, shared: ReadonlySet<Members>): string[] {
  const globalKeys = Object.keys(globals)
  return [
    `## ${key}`,
    '',
    `An example: [config/examples/${name}.yml](../../config/examples/${name}.yml).`,
    '',
    ...tablesOf(key, config, shared),
    ...(globalKeys.length === 0 ? [] : ['In `global`:', '', ...table(globals), '']),
  ]
}

/** The table of an object, and those of the objects in it, but for what is described elsewhere. */
function tablesOf(key: string, field: Field<unknown>, shared: ReadonlySet<Members>): string[] {
  const lines: string[] = []
  for (const [members, name] of objectsIn(field.shape)) {
    if (shared.has(members)) continue
    if (lines.length > 0) lines.push(`### ${key}: ${name}`, '')
    lines.push(...table(members), '')
  }
  return lines
}

/** All objects in a shape with their names, outer ones first. */
function objectsIn(shape: Shape, found: Map<Members, string> = new Map()): ReadonlyMap<Members, string> {
  switch (shape.type) {
    case 'object':
      if (found.has(shape.members)) return found
      found.set(shape.members, shape.name)
      for (const { field } of Object.values(shape.members)) objectsIn(field.shape, found)
      return found
    case 'list':
      return objectsIn(shape.item.shape, found)
    case 'map':
      return objectsIn(shape.value.shape, found)
    case 'optional':
      return objectsIn(shape.field.shape, found)
    case 'lazy':
      return objectsIn(shape.field().shape, found)
    case 'either':
      for (const field of shape.fields) objectsIn(field.shape, found)
      return found
    case 'any':
    case 'boolean':
    case 'integer':
    case 'number':
    case 'text':
      return found
    default:
      throw new Error(`unknown shape ${(shape satisfies never as Shape).type}`)
  }
}

function table(members: Members): string[] {
  const rows = Object.entries(members).map(
    ([key, member]) =>
      `| \`${key}\` | ${cell(typeName(member.field.shape))} | ${defaultCell(member)} | ${aboutCell(member)} |`,
  )
  return ['| Key | Value | Default | What it does |', '| --- | --- | --- | --- |', ...rows]
}

function typeName(shape: Shape): string {
  switch (shape.type) {
    case 'text':
      return textName(shape)
    case 'list':
      return `list: ${typeName(shape.item.shape)}`
    case 'map':
      return `map: ${typeName(shape.value.shape)}`
    case 'optional':
      return typeName(shape.field.shape)
    case 'lazy':
      return typeName(shape.field().shape)
    case 'either':
      return shape.fields.map((field) => typeName(field.shape)).join(', or ')
    case 'object':
      return shape.name
    case 'any':
      return 'anything'
    case 'boolean':
    case 'integer':
    case 'number':
      return shape.type
    default:
      throw new Error(`unknown shape ${(shape satisfies never as Shape).type}`)
  }
}

function textName({ format, values, secret }: Extract<Shape, { type: 'text' }>): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  if (secret) return format === 'url' ? 'secret URL' : 'secret'
  switch (format) {
    case undefined:
      return 'text'
    case 'url':
      return 'URL'
    case 'duration':
      return 'duration (`1h30m`)'
    case 'go-duration':
      return 'duration (`1m30s`)'
    default:
      return format.replaceAll('-', ' ')
  }
}

function defaultCell(member: Member<unknown>): string {
  const value = defaultOf(member)
  return value === undefined ? '' : code(String(value))
}

function aboutCell({ documentation, deprecated }: Member<unknown>): string {
  return cell(deprecated === undefined ? documentation : `${documentation} *Deprecated: ${deprecated}.*`)
}

function code(text: string): string {
  return `\`${cell(text).replaceAll('`', "'")}\``
}

/** A bar ends a cell, in code too. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
