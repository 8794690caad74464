import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { apiFixture } from '../../../test/support/api-fixture.ts'
import { scratchDirectory } from '../../../test/support/scratch-directory.ts'

const script = 'x'.repeat(5000)

async function builtPage() {
  const scratch = await scratchDirectory()
  mkdirSync(join(scratch.path, 'assets'))
  writeFileSync(join(scratch.path, 'index.html'), '<meta content="STYLE-NONCE">')
  writeFileSync(join(scratch.path, 'favicon.svg'), '<svg/>')
  writeFileSync(join(scratch.path, 'assets/index-1.js'), script)
  writeFileSync(join(scratch.path, 'secret.txt'), 'nobody is to see this')
  return scratch
}

test.each(['/', '/am'])('the page below %s', async (routePrefix) => {
  await using scratch = await builtPage()
  const { server } = apiFixture({ options: { routePrefix, pageDirectory: scratch.path } })
  const prefix = routePrefix === '/' ? '' : routePrefix
  const index = await server.inject(`${prefix}/`)
  const nonce = /content="([^"]+)"/.exec(index.body)?.[1] ?? ''
  expect(index.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect((await server.inject(`${prefix}/`)).body).not.toBe(index.body)
  const plain = await server.inject(`${prefix}/assets/index-1.js`)
  expect([plain.body, plain.headers['content-encoding']]).toEqual([script, undefined])
  const zipped = await server.inject({ url: `${prefix}/assets/index-1.js`, headers: { 'accept-encoding': 'gzip' } })
  expect(String(gunzipSync(zipped.rawPayload))).toBe(script)
  expect((await server.inject(`${prefix}/favicon.ico`)).headers['content-type']).toBe('image/svg+xml')
  for (const path of [
    '/index.html',
    '/secret.txt',
    '/assets/',
    '/assets/none.js',
    '/assets/../secret.txt',
    '/assets/%2e%2e/secret.txt',
  ]) {
    expect([301, 404], path).toContain((await server.inject(prefix + path)).statusCode)
  }
})

test('where it is not built, a plain page stands in', async () => {
  await using scratch = await scratchDirectory()
  const { server } = apiFixture({ options: { pageDirectory: scratch.path } })
  expect((await server.inject('/')).body).toContain('<h1>Tocsin</h1>')
  expect((await server.inject('/favicon.ico')).statusCode).toBe(404)
})
