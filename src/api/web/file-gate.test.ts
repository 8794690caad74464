import { writeFileSync } from 'node:fs'
import { hashSync } from 'bcryptjs'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { scratchDirectory } from '../../../test/support/scratch-directory.ts'
import { second } from '../../model/instant.ts'
import { FileGate } from './file-gate.ts'
import { WebConfigFile } from './web-config-file.ts'

const users = `basic_auth_users: {alice: ${hashSync('secret', 4)}}\n`
const alice = `Basic ${Buffer.from('alice:secret').toString('base64')}`

async function gateOf(text: string) {
  const directory = await scratchDirectory()
  const path = await directory.write('web.yml', text)
  const clock = new ManualClock()
  const unusable: unknown[] = []
  const file = new WebConfigFile(path)
  const gate = new FileGate({ file, clock, onUnusable: (error) => unusable.push(error) })
  return { gate, clock, unusable, path, file, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

test('the file is read again when it changes', async () => {
  await using fixture = await gateOf(users)
  const { gate, path } = fixture
  expect((await gate.admit(undefined)).refusal?.status).toBe(401)
  expect((await gate.admit(alice)).refusal).toBeUndefined()
  writeFileSync(
    path,
    `basic_auth_users: {alice: ${hashSync('other', 4)}}\nhttp_server_config: {headers: {X-Frame-Options: deny}}\n`,
  )
  const answer = await gate.admit(alice)
  expect([answer.refusal?.status, answer.headers]).toEqual([401, { 'x-frame-options': 'deny' }])
  writeFileSync(path, '# everybody may come in now\n')
  expect(await gate.admit(undefined)).toEqual({ headers: {} })
})

test('a file that was broken lets nobody in', async () => {
  await using fixture = await gateOf(users)
  const { gate, path, unusable } = fixture
  writeFileSync(path, 'basic_auth_users: {alice: }\n')
  expect((await gate.admit(alice)).refusal?.status).toBe(500)
  expect(unusable).toHaveLength(1)
  writeFileSync(path, users)
  expect((await gate.admit(alice)).refusal).toBeUndefined()
})

test('too many requests are refused until time has passed', async () => {
  await using fixture = await gateOf('rate_limit: {interval: 2s, burst: 3}\n')
  const { gate, clock } = fixture
  const statuses = async (count: number) => {
    const found = []
    for (let i = 0; i < count; i++) found.push((await gate.admit(undefined)).refusal?.status)
    return found
  }
  expect(await statuses(5)).toEqual([undefined, undefined, undefined, 429, 429])
  await clock.advance(4 * second)
  expect(await statuses(3)).toEqual([undefined, undefined, 429])
})

test('a file that is not there', () => {
  expect(() => new WebConfigFile('/nowhere/web.yml')).toThrow('/nowhere/web.yml:1:1: cannot read this file')
})
