// Three projects, run one after the other: units beside their files, the whole app in virtual time, real processes.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The machines that this runs on have two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          // A busy machine is no reason to fail.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: ['test/*.test.ts', 'test/e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Their times are real: nothing else may take the cores from them.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
