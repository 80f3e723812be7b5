/** The screen where a host is measured. */
import type { Page } from '@playwright/test';
import { SITE } from './addresses.ts';
import { app } from './settings-screen.ts';
import { expect } from './test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=benchmark`;

export const button = (page: Page, name: string) => app(page).getByRole('button', { name, exact: true });

/** The screen, with nothing under way. */
export async function open(page: Page): Promise<void> {
  await page.goto(SCREEN);
  await expect(app(page).getByRole('heading', { name: 'Measure this host' })).toBeVisible();
}
