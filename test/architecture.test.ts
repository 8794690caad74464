// What docs/ARCHITECTURE.md and the style promise about the sources, checked on the sources themselves.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scratchDirectory } from './support/scratch-directory.ts'
import {
  codeIn,
  forbiddenImports,
  importCircles,
  placesOf,
  readImportTable,
  sourceFiles,
} from './support/source-rules.ts'

const project = join(import.meta.dirname, '..')
const sources = join(project, 'src')
const document = readFileSync(join(project, 'docs/ARCHITECTURE.md'), 'utf8')
const table = readImportTable(document)

describe('the import table', () => {
  test('is kept', () => {
    expect(forbiddenImports(sources, table)).toEqual([])
  })

  test('has no row without a folder', () => {
    const stations = new Set(sourceFiles(sources).map((file) => file.replace(/\.tsx?$/, '').split('/')[0]))
    expect([...table.keys()].filter((row) => !stations.has(row))).toEqual([])
  })

  test('has no circle', () => {
    expect(importCircles(table)).toEqual([])
    expect(
      importCircles(
        new Map([
          ['a', ['b']],
          ['b', ['a']],
        ]),
      ),
    ).toEqual(['a → b → a', 'b → a → b'])
  })

  test.each([
    ['model/planted.ts', `import { Group } from '../dispatch/group.ts'`, 'model may not import dispatch/group'],
    ['model/planted.ts', `import type { Group } from '../dispatch/group.ts'`, 'model may not import dispatch/group'],
    ['model/deep/planted.ts', `export * from '../../dispatch/group.ts'`, 'model may not import dispatch/group'],
    [
      'clock/planted.ts',
      `const { Group } = await import("../dispatch/group.ts")`,
      'clock may not import dispatch/group',
    ],
    ['cli/planted.ts', `import '../app/engine.ts'`, 'cli may not import app/engine'],
    ['model/planted.ts', `import x from '../../test/support/x.ts'`, 'model may not import ../test/support/x'],
    ['newcomer/planted.ts', '', 'the table has no row for newcomer'],
  ])('finds a planted import: %s: %s', async (file, line, message) => {
    await using scratch = await scratchDirectory()
    cpSync(sources, scratch.path, { recursive: true })
    mkdirSync(dirname(join(scratch.path, file)), { recursive: true })
    writeFileSync(join(scratch.path, file), `${line}\n`)
    expect(forbiddenImports(scratch.path, table).filter((each) => each.startsWith(file))).toEqual([
      `${file}: ${message}`,
    ])
  })
})

describe('the life of an alert', () => {
  const life = document.slice(document.indexOf('## The life of one alert'))

  test('names files and functions that exist', () => {
    const steps = life.split('\n').filter((line) => /^\| \d+ \|/.test(line))
    expect(steps.length).toBeGreaterThan(5)
    for (const step of steps) {
      const [file = '', ...names] = codeIn(step.split('|')[2] ?? '')
      expect(names.length, step).toBeGreaterThan(0)
      const text = readFileSync(join(project, file), 'utf8')
      expect(
        names.filter((name) => !declares(text, name)),
        step,
      ).toEqual([])
    }
  })

  test('mentions nothing that is gone', () => {
    const all = sourceFiles(sources).map((file) => readFileSync(join(sources, file), 'utf8'))
    const identifiers = codeIn(life).filter((code) =>
      /^[A-Za-z.#]*[a-z][A-Z][A-Za-z]*$|^[A-Za-z]+[.#][A-Za-z.#]+$/.test(code),
    )
    const names = new Set(identifiers.flatMap((code) => code.split('.')))
    expect(names.size).toBeGreaterThan(20)
    expect([...names].filter((name) => !all.some((text) => new RegExp(`(?<!\\w)${name}\\b`).test(text)))).toEqual([])
  })

  /** `Group.insert` or `#flush`: whether the text declares a function, class, constant or method of that name. */
  function declares(text: string, name: string): boolean {
    const own = name.split('.').at(-1)
    return new RegExp(`(?:function\\*?|class|const) ${own}\\b|^ +(?:async |static |\\*)*${own}[(<]`, 'm').test(text)
  }
})

describe('the style', () => {
  test('only clock.ts reads time or sets timers', () => {
    // A socket's own timer belongs to the socket: virtual time has no sockets.
    const time =
      /\bDate\.now\b|\bnew Date\(\)|(?<!socket\.)\bsetTimeout\b|\bsetInterval\b|\bperformance\.now\b|\bAbortSignal\.timeout\b/
    expect(placesOf(time, sources, readersOfTime)).toEqual([])
  })

  test('nothing mutable stands at module level', () => {
    expect(placesOf(/^(?:export )?(?:let|var) /, sources, moduleState)).toEqual([])
  })

  test('files have names that say something', () => {
    const empty = /(?:^|\/)(?:utils?|helpers?|common|types|misc|manager|base)(?:\.tsx?|\/)/
    expect(sourceFiles(sources).filter((file) => empty.test(file))).toEqual([])
  })

  test('files are named in kebab-case', () => {
    expect(sourceFiles(sources).filter((file) => !/^[a-z0-9/-]+(?:\.gen)?\.tsx?$/.test(file))).toEqual([])
  })

  test('a file opens with a comment that says what it is for', () => {
    const without = sourceFiles(sources).filter(
      (file) => !/^(?:#!.*\n)?\/[/*]/.test(readFileSync(join(sources, file), 'utf8')),
    )
    expect(without).toEqual([])
  })
})

/** Files that may read time or set timers, each with its reason. */
const readersOfTime = {
  'clock.ts': 'it is the one that does',
  'ui/page-clock.ts': 'it is the one of the browser',
}

/** Files that may hold something mutable at module level, each with its reason. */
const moduleState = {
  'model/fingerprint.ts': 'a scratch buffer: nothing in it outlives a call',
}
