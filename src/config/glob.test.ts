import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ScratchDirectory, scratchDirectory } from '../../test/support/scratch-directory.ts'
import { GlobError, glob } from './glob.ts'

let scratch: ScratchDirectory

beforeAll(async () => {
  scratch = await scratchDirectory()
  for (const folder of ['a', 'b']) await mkdir(join(scratch.path, folder))
  for (const name of ['a/x.tmpl', 'a/y.tmpl', 'a/.hidden.tmpl', 'a/z.txt', 'b/x.tmpl', 'b/[q].tmpl', 'b/ä.tmpl']) {
    await writeFile(join(scratch.path, name), '')
  }
})

afterAll(() => scratch[Symbol.asyncDispose]())

test.each<[string, string[]]>([
  ['a/x.tmpl', ['a/x.tmpl']],
  ['a/none.tmpl', []],
  ['none/*.tmpl', []],
  ['a/*.tmpl', ['a/.hidden.tmpl', 'a/x.tmpl', 'a/y.tmpl']],
  ['*/x.tmpl', ['a/x.tmpl', 'b/x.tmpl']],
  ['a/?.tmpl', ['a/x.tmpl', 'a/y.tmpl']],
  ['b/?.tmpl', ['b/x.tmpl', 'b/ä.tmpl']],
  ['a/[xz].t*', ['a/x.tmpl', 'a/z.txt']],
  ['a/[^x].t*', ['a/y.tmpl', 'a/z.txt']],
  ['a/[w-x].tmpl', ['a/x.tmpl']],
  ['b/\\[q\\].tmpl', ['b/[q].tmpl']],
  ['**/x.tmpl', ['a/x.tmpl', 'b/x.tmpl']],
  ['a/{x,y}.tmpl', []],
])('%s finds %j', async (pattern, found) => {
  expect(await glob(join(scratch.path, pattern))).toEqual(found.map((name) => join(scratch.path, name)))
})

test.each(['a/[x', 'a/[]', 'a/x\\'])('%s is no pattern', async (pattern) => {
  await expect(glob(`${scratch.path}/${pattern}`)).rejects.toThrow(GlobError)
})
