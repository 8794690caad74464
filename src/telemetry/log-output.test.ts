import { expect, test } from 'vitest'
import { type DescriptorWriter, LogOutput } from './log-output.ts'

type Done = Parameters<DescriptorWriter['write']>[1]

/** A descriptor whose writes the test finishes one by one. */
function setUp(): { output: LogOutput; writes: [string, Done][]; resumes: (() => void)[]; synced: string[] } {
  const writes: [string, Done][] = []
  const resumes: (() => void)[] = []
  const synced: string[] = []
  const writer: DescriptorWriter = {
    write: (data, done) => writes.push([data.toString(), done]),
    writeSync: (data) => synced.push(data.toString()),
  }
  return { output: new LogOutput({ writer, pause: (resume) => resumes.push(resume) }), writes, resumes, synced }
}

function finish([text, done]: [string, Done] | undefined = ['', () => {}]): void {
  done(null, Buffer.byteLength(text))
}

test('lines that come during a write go together with the next', () => {
  const { output, writes } = setUp()
  output.write('one')
  output.write('two')
  output.write('three')
  expect(writes.map(([text]) => text)).toEqual(['one\n'])
  finish(writes[0])
  expect(writes.map(([text]) => text)).toEqual(['one\n', 'two\nthree\n'])
})

test('a write that took a part goes on with the rest', () => {
  const { output, writes } = setUp()
  output.write('abcdef')
  writes[0]?.[1](null, 3)
  expect(writes[1]?.[0]).toBe('def\n')
})

test('a full pipe is tried again after a pause', () => {
  const { output, writes, resumes } = setUp()
  output.write('one')
  writes[0]?.[1](Object.assign(new Error('full'), { code: 'EAGAIN' }), 0)
  expect(writes).toHaveLength(1)
  resumes[0]?.()
  expect(writes[1]?.[0]).toBe('one\n')
})

test('a broken pipe loses what was in flight, and the next line is tried', () => {
  const { output, writes } = setUp()
  output.write('one')
  writes[0]?.[1](Object.assign(new Error('gone'), { code: 'EPIPE' }), 0)
  output.write('two')
  expect(writes[1]?.[0]).toBe('two\n')
})

test('a reader that stalls costs lines, which are counted', () => {
  const { output, writes } = setUp()
  output.write('first')
  const long = 'x'.repeat(1024 * 1024 - 1)
  for (let i = 0; i < 6; i++) output.write(long)
  finish(writes[0])
  const second = writes[1]?.[0].split('\n')
  expect(second?.filter((line) => line === long)).toHaveLength(4)
  expect(second?.at(-2)).toBe('2 log lines were dropped because nobody read them')
})

test('drained: when nothing waits any more', async () => {
  const { output, writes } = setUp()
  await output.drained()
  output.write('one')
  output.write('two')
  let over = false
  const drained = output.drained().then(() => {
    over = true
  })
  finish(writes[0])
  await Promise.resolve()
  expect(over).toBe(false)
  finish(writes[1])
  await drained
})

test('flushNow writes what waits', () => {
  const { output, synced } = setUp()
  output.write('in flight')
  output.write('waits')
  output.flushNow()
  output.flushNow()
  expect(synced).toEqual(['waits\n'])
})
