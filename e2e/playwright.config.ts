/** One journey per spec, on a real WordPress, a real Worker and a real browser. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { SITE } from './support/addresses.ts';

const debianChromium = '/usr/bin/chromium';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results',
  globalSetup: fileURLToPath(new URL('support/start-stack.ts', import.meta.url)),
  // The journeys share one site: what one purges another would miss.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  // PHP's built-in server now and then leaves a request unanswered for ever; a second such journey is a defect.
  retries: process.env.CI === 'true' ? 1 : 0,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: SITE,
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    navigationTimeout: 30_000,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(existsSync(debianChromium) ? { executablePath: debianChromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
