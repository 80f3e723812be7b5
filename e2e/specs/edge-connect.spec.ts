/** A Worker is connected from the settings; what goes wrong between the two is shown with what helps, and nothing is lost. */
import type { Page } from '@playwright/test';
import { atEdge, EDGE, SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { Line } from '../support/line.ts';
import { announced, app, openSettings, saveBar, saveElsewhere } from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

const EDGE_SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=edge`;
const PATIENTLY = { timeout: 30_000 };

const connected = (page: Page) => app(page).getByText('Connected', { exact: true });

/** Past the screen, as any other part of the site does. */
async function purgeEverything(page: Page): Promise<{ edge: { seq: number } | null }> {
  return page.evaluate(
    "wp.apiFetch({ path: '/dynamic-cache/v1/purge', method: 'POST', data: { everything: true } })",
  );
}

test('an owner connects a Worker, replaces the key, and sees what waits while the line is cut', async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const line = await Line.open();
  const owner = await visitor();
  await logIn(owner, SITE);
  try {
    await openSettings(owner, 'edge');
    await owner.getByLabel('Address of the Worker', { exact: true }).fill(line.address);
    await owner.getByRole('button', { name: 'Test the edge' }).click();
    await expect(app(owner).getByText('The Worker answers').first()).toBeVisible(PATIENTLY);
    await saveBar(owner).getByRole('button', { name: 'Save' }).click();
    await expect(app(owner).locator('dd', { hasText: line.address })).toBeVisible(PATIENTLY);
    await expect(connected(owner)).toBeVisible(PATIENTLY);
    await owner.setViewportSize({ width: 1280, height: 2000 });
    await owner.screenshot({ path: `${SCREENSHOTS}/settings-edge.png` });
    await expectAccessible(owner, ['.dynamic-cache-settings']);
    expect(line.calls.filter((call) => call.startsWith('PUT /api/plugin/config'))).not.toEqual([]);

    await owner.goto(EDGE_SCREEN);
    await expect(connected(owner)).toBeVisible(PATIENTLY);
    await expect(
      app(owner).getByText('Nothing waits: everybody has been told of every purge.'),
    ).toBeVisible();
    await owner.getByRole('button', { name: 'Replace the key' }).click();
    await expect(announced(owner, 'Site and Worker share another key now.')).toBeVisible(PATIENTLY);
    expect((await purgeEverything(owner)).edge?.seq, 'the new key works at once').toBeGreaterThan(0);
    await owner.setViewportSize({ width: 1280, height: 900 });
    await owner.screenshot({ path: `${SCREENSHOTS}/edge.png` });
    await expectAccessible(owner, ['.dynamic-cache-edge-screen']);

    line.fault = 'stranger';
    expect((await purgeEverything(owner)).edge).toBeNull();
    await owner.goto(EDGE_SCREEN);
    await expect(
      app(owner)
        .getByText(/Something answers in place of the Worker/)
        .first(),
    ).toBeVisible();
    await expect(app(owner).getByText(/1 purge waits to be delivered/)).toBeVisible();
    await expect(app(owner).getByRole('row').getByText('Every page of this site')).toBeVisible();
    await owner.screenshot({ path: `${SCREENSHOTS}/edge-outbox.png`, fullPage: true });
    await expectAccessible(owner, ['.dynamic-cache-edge-screen']);
    await owner.setViewportSize({ width: 360, height: 1200 });
    await owner.screenshot({ path: `${SCREENSHOTS}/edge-narrow.png`, fullPage: true });
    await owner.setViewportSize({ width: 1280, height: 900 });

    line.fault = 'none';
    await owner.getByRole('button', { name: 'Try all now' }).click();
    await expect(announced(owner, '1 message was delivered.')).toBeVisible(PATIENTLY);
    await expect(
      app(owner).getByText('Nothing waits: everybody has been told of every purge.'),
    ).toBeVisible();
  } finally {
    line.close();
    await reconnect(owner);
  }
});

test('an owner drops what a frozen Worker has not heard of, disconnects, and connects again', async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const line = await Line.open();
  const owner = await visitor();
  await logIn(owner, SITE);
  try {
    await owner.goto(EDGE_SCREEN);
    await saveElsewhere(owner, { edge: { enabled: true, url: line.address } });
    await owner.goto(EDGE_SCREEN);
    await expect(connected(owner)).toBeVisible(PATIENTLY);

    line.fault = 'frozen';
    const before = Date.now();
    expect((await purgeEverything(owner)).edge).toBeNull();
    expect(Date.now() - before, 'nobody waits for it').toBeLessThan(10_000);
    await owner.goto(EDGE_SCREEN);
    await expect(
      app(owner)
        .getByText(/The Worker did not answer in time/)
        .first(),
    ).toBeVisible(PATIENTLY);
    await app(owner).getByRole('button', { name: 'Actions' }).first().click();
    await owner.getByRole('menuitem', { name: 'Drop' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Drop', exact: true }).click();
    await expect(announced(owner, '1 message was dropped.')).toBeVisible(PATIENTLY);

    line.fault = 'none';
    await owner.getByRole('button', { name: 'Disconnect' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(app(owner).getByText(/^No edge is connected\./)).toBeVisible(PATIENTLY);
    expect(line.calls).toContain('DELETE /api/plugin/site');
    await owner.screenshot({ path: `${SCREENSHOTS}/edge-off.png` });
    await expectAccessible(owner, ['.dynamic-cache-edge-screen']);
  } finally {
    line.close();
    await reconnect(owner);
  }
});

test('an author who saves sees the new page at once, and so does everybody at the edge', async ({
  visitor,
}) => {
  const author = await visitor();
  await logIn(author, SITE);
  await author.goto(`${SITE}/wp-admin/`);
  await expect(async () => {
    await author.request.get(atEdge('/a-loaf-that-keeps/'));
    const again = await author.request.get(atEdge('/a-loaf-that-keeps/'));
    expect(again.headers()['x-dynamic-cache']).toBe('hit; reason=fresh');
  }).toPass(PATIENTLY);
  const title = `Saved ${Date.now()}`;
  const saved: { edge: { seq: number } | null } = await author.evaluate(
    `wp.apiFetch({ path: '/wp/v2/posts?slug=a-loaf-that-keeps' })
      .then(([post]) => wp.apiFetch({ path: '/wp/v2/posts/' + post.id, method: 'POST', data: { title: ${JSON.stringify(title)} } }))
      .then((post) => wp.apiFetch({ path: '/dynamic-cache/v1/purge', method: 'POST', data: { post: post.id } }))`,
  );
  expect(saved.edge?.seq, 'the edge acknowledged before the author was answered').toBeGreaterThan(0);
  const anonymous = await author.request.get(atEdge('/a-loaf-that-keeps/'));
  expect(await anonymous.text()).toContain(title);
  await author.goto(`${SITE}/a-loaf-that-keeps/`);
  await expect(author.getByRole('heading', { name: title, exact: true })).toBeVisible();
});

/** The Worker of all journeys, as they found it. */
async function reconnect(owner: Page): Promise<void> {
  await owner.goto(EDGE_SCREEN);
  await saveElsewhere(owner, { edge: { enabled: true, url: EDGE } });
  await owner.goto(EDGE_SCREEN);
  await expect(connected(owner)).toBeVisible(PATIENTLY);
}
