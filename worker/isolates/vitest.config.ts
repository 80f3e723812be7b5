import { defineConfig } from 'vitest/config';

/** In Node, around a workerd of their own: what one isolate alone cannot show. */
export default defineConfig({ test: { include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 } });
