import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'admin-app', include: ['tests/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
});
