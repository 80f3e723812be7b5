import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Each version takes as much memory as a browser.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
