import { defineConfig } from 'vitest/config';

// vitest reads a default export: the one exception to the rule against them.
// eslint-disable-next-line no-restricted-exports
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
