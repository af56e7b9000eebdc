import { defineConfig } from 'vitest/config';

// vitest reads a default export: the one exception to the rule against them.
// eslint-disable-next-line no-restricted-exports
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        // Real engine, real processes: one file at a time, each in a process of its own, and patience.
        test: {
          name: 'model',
          include: ['test/model/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
