// The OpenAPI document as a running server answers it.

import { expect, test } from 'vitest'
import { apiFixture } from '../../../test/support/api-fixture.ts'
import { tocsinRoutes, v2Routes } from '../routes.ts'

test('it is answered, below the route prefix too, and knows every path', async () => {
  const { server } = apiFixture({ options: { routePrefix: '/am' } })
  const answer = await server.inject({ url: '/am/api/tocsin/v1/openapi.json' })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json')
  const { openapi, paths } = answer.json<{ readonly openapi: string; readonly paths: object }>()
  expect(openapi).toBe('3.1.0')
  const known = [
    ...Object.keys(v2Routes).map((path) => `/api/v2${path.replace(':silenceID', '{silenceID}')}`),
    ...Object.keys(tocsinRoutes).map((path) => `/api/tocsin/v1${path}`),
  ]
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(known))
})
