import { defineConfig } from 'vitest/config';

// The cases mostly wait for time to pass, each at its own address, so they run side by side.
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxConcurrency: 60,
    fileParallelism: false,
  },
});
