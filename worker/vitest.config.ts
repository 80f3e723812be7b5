import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const migrations = async (database: string) =>
  readD1Migrations(new URL(`./migrations/${database}`, import.meta.url).pathname);

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.jsonc' },
      miniflare: {
        bindings: {
          CONTROL_MIGRATIONS: await migrations('control'),
          LEDGER_MIGRATIONS: await migrations('ledger'),
          RACE_RUNS: process.env.RACE_RUNS ?? '50',
          MODEL_RUNS: process.env.MODEL_RUNS ?? '20',
          EDGE_BOOTSTRAP_SECRET: 'bootstrap-secret-of-the-tests',
          WP_PLUGIN_SHARED_SECRET: 'shared-secret-of-the-tests',
          CAP_TOKEN_SANDBOX_WRITE: 'capability-token-of-the-tests',
        },
      },
    })),
  ],
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // Storms of hundreds of clients take long on a busy machine.
    testTimeout: 60_000,
  },
});
