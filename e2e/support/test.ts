/**
 * The test of every journey: `visitor()` opens a browser of somebody new, and a PHP notice, a console error or a
 * script error anywhere fails the journey.
 */
import { existsSync, readFileSync } from 'node:fs';
import {
  type APIResponse,
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type Response,
} from '@playwright/test';
import { EDGE, PHP_LOG, SITE } from './addresses.ts';

type Fixtures = {
  /** A page in a browser without cookies, straight at WordPress. */
  visitor: () => Promise<Page>;
  /** The same, with the Worker in front of the site as a zone route has it: same addresses, other server. */
  edgeVisitor: () => Promise<Page>;
  complaints: string[];
  noComplaints: undefined;
};

function listen(context: BrowserContext, complaints: string[]) {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console at ${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`));
}

/** The browsers of one journey. */
class People {
  readonly #browser: Browser;
  readonly #complaints: string[];
  readonly #contexts: BrowserContext[] = [];

  constructor(browser: Browser, complaints: string[]) {
    this.#browser = browser;
    this.#complaints = complaints;
  }

  async arrive(): Promise<Page> {
    const context = await this.#browser.newContext();
    this.#contexts.push(context);
    listen(context, this.#complaints);
    return context.newPage();
  }

  async leave(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

export const test = base.extend<Fixtures, { edgeBrowser: Browser }>({
  complaints: async ({ browserName: _ }, use) => use([]),
  visitor: async ({ browser, complaints }, use) => {
    const people = new People(browser, complaints);
    await use(() => people.arrive());
    await people.leave();
  },
  edgeVisitor: async ({ edgeBrowser, complaints }, use) => {
    const people = new People(edgeBrowser, complaints);
    await use(() => people.arrive());
    await people.leave();
  },
  edgeBrowser: [
    async ({ playwright, launchOptions }, use) => {
      const rule = `--host-resolver-rules=MAP ${new URL(SITE).host} ${new URL(EDGE).host}`;
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), rule],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
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

/** Whether the edge was on the way: its member of `Cache-Status` (RFC 9211). */
export function passedEdge(response: Response | APIResponse | null): boolean {
  return /dynamic-cache-edge;/.test(response?.headers()['cache-status'] ?? '');
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
