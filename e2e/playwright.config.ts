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
  retries: 0,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: SITE,
    screenshot: 'only-on-failure',
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
