// The OpenAPI document of the HTTP API, put together from the shapes of the wire and the table of operations.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { managementOperations, type Operation, tocsinOperations, v2Operations } from './api-operations.ts'
import { type JsonSchema, readWireSchemas } from './wire-schema.ts'

const project = join(import.meta.dirname, '../..')

/** The text of docs/reference/openapi.gen.json. */
export function openApiDocument(): string {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { readonly version: string }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Tocsin',
      version,
      description:
        'The API of Prometheus Alertmanager, version 2, as Tocsin serves it, and what it has beside that. Paths stand below the route prefix, if there is one. Written by `npm run generate`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths: {
      ...pathsOf(v2Operations, '/api/v2'),
      ...pathsOf(tocsinOperations, '/api/tocsin/v1'),
      ...pathsOf(managementOperations, ''),
    },
    components: { schemas: { ...schemasOf('v2'), ...schemasOf('tocsin') } },
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function schemasOf(api: 'v2' | 'tocsin'): Readonly<Record<string, JsonSchema>> {
  return readWireSchemas(readFileSync(join(project, 'src/api', api, 'schema.ts'), 'utf8'))
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

function pathsOf(operations: Paths, base: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {}
  for (const [path, methods] of Object.entries(operations)) {
    const shown = base + path.replace(':silenceID', '{silenceID}')
    paths[shown] = Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method.toLowerCase(), operationObject(operation, shown)]),
    )
  }
  return paths
}

function operationObject({ summary, parameters = [], takes, answers }: Operation, path: string): JsonSchema {
  const inPath = path.includes('{silenceID}')
    ? [{ name: 'silenceID', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }]
    : []
  const inQuery = parameters.map(({ name, kind, description }) => ({
    name,
    in: 'query',
    description,
    schema: parameterSchemas[kind],
  }))
  const all = [...inPath, ...inQuery]
  return {
    summary,
    ...(all.length > 0 ? { parameters: all } : {}),
    ...(takes === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: takes } } } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, { meaning, shape, text }]) => [
        status,
        { description: meaning, ...contentOf(shape, text) },
      ]),
    ),
  }
}

const parameterSchemas: Readonly<Record<'flag' | 'text' | 'repeated', JsonSchema>> = {
  flag: { type: 'boolean', default: true },
  text: { type: 'string' },
  repeated: { type: 'array', items: { type: 'string' } },
}

function contentOf(shape: JsonSchema | undefined, text: string | undefined): JsonSchema {
  if (shape !== undefined) return { content: { 'application/json': { schema: shape } } }
  if (text !== undefined) return { content: { [text]: { schema: { type: 'string' } } } }
  return {}
}
