// Exits 0 when node_modules/ holds what package-lock.json asks for. Runs on the machine's own Node, before any package is there.

import { readFileSync } from 'node:fs'

const wanted = packagesOf('package-lock.json')
const installed = packagesOf('node_modules/.package-lock.json')

const missing = Object.entries(wanted).filter(([path, entry]) => {
  if (path === '' || (entry.optional && installed[path] === undefined)) return false
  return installed[path]?.integrity !== entry.integrity
})
process.exitCode = missing.length === 0 ? 0 : 1

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return {} // not there yet, or cut short: npm ci puts it right
  }
}
