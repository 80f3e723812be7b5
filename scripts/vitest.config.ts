import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The slow tests start whole stacks: side by side they would only wait for each other.
    fileParallelism: false,
  },
});
