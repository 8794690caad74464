// npm run dev: the server, started again at each change of its sources, and the web page as Vite serves it, which asks that
// server. Ctrl-C ends both.

import { spawn } from 'node:child_process'

const flags = process.argv.slice(2)
const config = flags.some((flag) => flag.startsWith('--config.file')) ? [] : ['--config.file=config/alertmanager.yml']
const children = [
  spawn('node_modules/.bin/node', ['--watch', 'src/main.ts', ...config, ...flags], { stdio: 'inherit' }),
  spawn('node_modules/.bin/vite', ['--clearScreen', 'false'], { stdio: 'inherit' }),
]
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    for (const other of children) other.kill('SIGTERM')
  })
}
