/**
 * The test of every journey: `visitor()` opens a browser of somebody new, and a PHP notice, a console error or a
 * script error anywhere fails the journey.
 */
import { existsSync, readFileSync } from 'node:fs';
import {
  type APIResponse,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type Response,
} from '@playwright/test';
import { PHP_LOG } from './addresses.ts';

type Fixtures = {
  /** A page in a browser without cookies. */
  visitor: () => Promise<Page>;
  complaints: string[];
  noComplaints: undefined;
};

function listen(context: BrowserContext, complaints: string[]) {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console at ${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`));
}

export const test = base.extend<Fixtures>({
  complaints: async ({ browserName: _ }, use) => use([]),
  visitor: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      listen(context, complaints);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  noComplaints: [
    async ({ complaints }, use) => {
      const before = phpLog().length;
      await use(undefined);
      expect(complaints, 'errors in the browser').toEqual([]);
      expect(phpLog().slice(before), 'PHP log').toBe('');
    },
    { auto: true },
  ],
});

function phpLog(): string {
  return existsSync(PHP_LOG) ? readFileSync(PHP_LOG, 'utf8') : '';
}

/** What the cache says of a response: `hit; reason=fresh`. */
export function said(response: Response | APIResponse | null): string {
  return response?.headers()['x-dynamic-cache'] ?? '';
}

/** Opens an address until the cache says it is a hit; fails when that does not happen. */
export async function untilHit(page: Page, url: string): Promise<void> {
  await expect(async () => {
    expect(said(await page.goto(url))).toBe('hit; reason=fresh');
  }).toPass({ timeout: 8_000 });
}

/** Logs in as the administrator through the login screen. */
export async function logIn(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/wp-login.php`);
  await page.getByLabel('Username or Email Address').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('password');
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/wp-admin/**');
}

export { expect };
