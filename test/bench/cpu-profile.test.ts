import { expect, test } from 'vitest'
import { type CpuProfile, workByPart } from './cpu-profile.ts'

function frame(functionName: string, url = '') {
  return { functionName, url, lineNumber: 0, columnNumber: 0 }
}

const profile: CpuProfile = {
  startTime: 1000,
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 8] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: frame('onRequest', 'node:_http_server'), children: [5] },
    { id: 5, callFrame: frame('take', 'file:///x/src/api/v2/alerts.ts'), children: [6, 7, 9] },
    { id: 6, callFrame: frame('parse') },
    { id: 7, callFrame: frame('run', 'file:///x/node_modules/@scope/package/lib/a.js') },
    { id: 8, callFrame: frame('(program)') },
    { id: 9, callFrame: frame('toString') }, // as every object has
  ],
  samples: [2, 4, 5, 6, 7, 3, 8, 9],
  timeDeltas: [100, 10, 20, 30, 40, 50, 60, 70],
}

test('counts the work of each part: what is native for its caller, and waiting for nobody', () => {
  expect(Object.fromEntries(workByPart(profile, [{ from: 0, to: Infinity }]))).toEqual({
    'Node.js: HTTP, streams, files': 10,
    'api/v2/alerts.ts': 120,
    'npm: @scope/package': 40,
    'the garbage collector, in the main thread': 50,
    'the kernel, and what is outside of JavaScript': 60,
  })
})

test('tells the loading of modules from the rest of Node.js, and shows no path of the machine', () => {
  const start: CpuProfile = {
    startTime: 0,
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 3, 4] },
      { id: 2, callFrame: frame('wrapSafe', 'node:internal/modules/cjs/loader') },
      { id: 3, callFrame: frame('', 'file:///x/dist/program.js') },
      { id: 4, callFrame: frame('listen', 'node:net') },
    ],
    samples: [2, 3, 4],
    timeDeltas: [10, 20, 30],
  }
  expect(Object.fromEntries(workByPart(start, [{ from: 0, to: Infinity }]))).toEqual({
    'Node.js: modules, its own and ours, are loaded': 10,
    "the bundle's program.js": 20,
    'Node.js: HTTP, streams, files': 30,
  })
})

test('counts each of several spans', () => {
  const spans = [
    { from: 1000, to: 1110 },
    { from: 1180, to: 1200 },
  ]
  expect(Object.fromEntries(workByPart(profile, spans))).toEqual({
    'Node.js: HTTP, streams, files': 10,
    'npm: @scope/package': 40,
  })
})

test('counts only what was in a span', () => {
  const work = workByPart(profile, [{ from: 1130, to: 1200 }])
  expect(Object.fromEntries(work)).toEqual({ 'api/v2/alerts.ts': 50, 'npm: @scope/package': 40 })
})
