// Prints `N passed, N failed` from the report that vitest's JSON reporter wrote; exits 1 when anything failed or nothing ran.
// A file that failed without a failing test (it did not load, a hook threw) counts as one failure; so does a missing report.

import { readFileSync } from 'node:fs'

const { passed, failed, skipped } = count(process.argv[2])
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function count(file) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}
