/** The settings screen as a journey walks through it, and the site behind it. */
import type { Page } from '@playwright/test';
import { SITE } from './addresses.ts';
import { expect } from './test.ts';

/** Opens a part of the screen and waits until it is usable. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await page.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=settings&section=${section}`);
  await expect(page.getByRole('searchbox', { name: 'Search settings' })).toBeVisible();
}

/** The settings as they are stored, as JSON text. Asked past the screen. */
export function stored(page: Page): Promise<string> {
  return page.evaluate("wp.apiFetch({ path: '/dynamic-cache/v1/settings?now=1' }).then(JSON.stringify)");
}

/** Saves past the screen, as somebody else does. */
export async function saveElsewhere(page: Page, patch: Record<string, unknown>): Promise<void> {
  const call = JSON.stringify({ path: '/dynamic-cache/v1/settings', method: 'PATCH', data: patch });
  await page.evaluate(
    `wp.apiFetch({ path: '/dynamic-cache/v1/settings?now=2' }).then(({ revision }) =>
      wp.apiFetch({ ...${call}, headers: { 'If-Match': revision } }))`,
  );
}

/** The browser writes refused and lost requests to the console: those that belong to the journey, and no other. */
export function forgive(complaints: string[], expected: RegExp): void {
  expect(complaints.filter((complaint) => expected.test(complaint))).not.toEqual([]);
  const others = complaints.filter((complaint) => !expected.test(complaint));
  complaints.splice(0, complaints.length, ...others);
}

/** Our part of the page: what is announced stands a second time outside of it, for screen readers. */
export const app = (page: Page) => page.locator('#dynamic-cache-app');
/** A part of the screen, as the link to it. */
export const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the settings' }).getByRole('link', { name });
/** What says how much is unsaved. */
export const saveBar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });
/** An announcement at the edge of the window. */
export const announced = (page: Page, text: string) =>
  page.locator('.components-snackbar', { hasText: text });
/** A merge patch that takes back what these journeys change. */
export const DEFAULTS = { ttl: null, exclude: null, hosts: null, variants: null, query: null };
