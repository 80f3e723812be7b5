/** An owner reads what the advisor suggests, asks an AI as well, applies a suggestion, and takes it back. */
import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { putPlugin, takePlugin } from '../support/plugins.ts';
import { announced, app, DEFAULTS, forgive, saveElsewhere, stored } from '../support/settings-screen.ts';
import { expect, logIn, test, untilHit } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=advisor`;
const ADVICE = /dynamic-cache(\/|%2F)v1(\/|%2F)advisor(\/|%2F)\w+/;
/** Without what is announced, which is core's own. */
const OURS = ['.dynamic-cache-advisor'];

const card = (page: Page, name: string) =>
  app(page).locator('.components-card', { has: page.getByRole('heading', { name, exact: true }) });
const row = (page: Page, name: string) => app(page).getByRole('listitem').filter({ hasText: name }).first();

/** A page that visitors know whose name is that of a page for one of them; and a setting that the rules speak against. */
async function prepare(owner: Page, reader: Page): Promise<void> {
  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await owner.evaluate(`(async () => {
    const [there] = await wp.apiFetch({ path: '/wp/v2/pages?slug=my-account' });
    if (!there) await wp.apiFetch({ path: '/wp/v2/pages', method: 'POST', data: { title: 'My account', slug: 'my-account', status: 'publish', content: 'Hello' } });
  })()`);
  await forget(owner);
  await saveElsewhere(owner, DEFAULTS);
  await saveElsewhere(owner, { ttl: { grace: 3600 } });
  for (const path of ['/', '/menu/', '/about/', '/my-account/']) await untilHit(reader, SITE + path);
}

/** Takes back what an earlier journey has applied and left. */
async function forget(owner: Page): Promise<void> {
  await owner.evaluate(`(async () => {
    for (;;) {
      const { applied, revision } = await wp.apiFetch({ path: '/dynamic-cache/v1/advisor/tuning' });
      if (applied === null) return;
      await wp.apiFetch({ path: '/dynamic-cache/v1/advisor/undo', method: 'POST', data: {}, headers: { 'If-Match': revision } });
    }
  })()`);
}

async function tidyUp(owner: Page): Promise<void> {
  await saveElsewhere(owner, DEFAULTS);
  await owner.evaluate(`(async () => {
    const [there] = await wp.apiFetch({ path: '/wp/v2/pages?slug=my-account' });
    if (there) await wp.apiFetch({ path: '/wp/v2/pages/' + there.id + '?force=true', method: 'DELETE' });
  })()`);
}

test('an owner applies what the rules suggest and takes it back', async ({ visitor, complaints }) => {
  test.setTimeout(120_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await prepare(owner, await visitor());
  await owner.goto(SCREEN);
  const grace = row(owner, 'Help in an outage: 1 hour → 1 day');
  await expect(grace).toContainText('Source: Rules');
  const account = row(owner, '/my-account/');
  await expect(account).toContainText('High risk');
  await expect(account).toContainText('Never store /my-account/.');
  await expect(app(owner).getByText(/^\d+ pages? of low risk$/)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/advisor.png`, fullPage: true });
  await expectAccessible(owner, OURS);

  const before = JSON.parse(await stored(owner)).settings;
  await owner.getByRole('button', { name: 'Apply: /my-account/' }).click();
  await expect(announced(owner, 'The suggestion is in use.')).toBeVisible();
  await expect(account.getByRole('button')).toHaveCount(0);
  expect(JSON.parse(await stored(owner)).settings.exclude.paths).toContain('/my-account/');
  await expect(app(owner).locator('.dynamic-cache-advisor__outcome')).toBeFocused();
  await owner.getByRole('button', { name: 'Apply: Help in an outage' }).click();
  await expect(app(owner).getByText('Help in an outage: 1 hour → 1 day')).toHaveCount(1);
  await expect(owner.getByRole('button', { name: 'Apply: Help in an outage' })).toHaveCount(0);
  expect(JSON.parse(await stored(owner)).settings.ttl.grace).toBe(86_400);
  await owner.screenshot({ path: `${SCREENSHOTS}/advisor-applied.png` });

  await owner.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(owner.getByRole('button', { name: 'Apply: Help in an outage' })).toBeVisible();
  await owner.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect(owner.getByRole('button', { name: 'Apply: /my-account/' })).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
  expect(JSON.parse(await stored(owner)).settings).toEqual(before);

  await saveElsewhere(owner, { ttl: { grace: 7200 } });
  await owner.getByRole('button', { name: 'Apply: /my-account/' }).click();
  await expect(app(owner).getByText(/^Somebody has changed the settings meanwhile/)).toBeVisible();
  await expect(row(owner, 'Help in an outage: 2 hours → 1 day')).toBeVisible();
  expect(JSON.parse(await stored(owner)).settings.exclude.paths).toEqual([]);
  forgive(complaints, /412/);
  await tidyUp(owner);
});

test('the AI is asked when it is wanted, after what is sent was shown, and answers with its cost', async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  putPlugin('ai-provider');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    await prepare(owner, await visitor());
    const asked: string[] = [];
    owner.on('request', (request) => {
      if (request.url().includes('source=ai')) asked.push(request.url());
    });
    await owner.goto(SCREEN);
    const tuning = card(owner, 'Tuning');
    await expect(tuning.getByText('Source: Rules').first()).toBeVisible();
    const wish = app(owner).getByRole('checkbox', { name: 'Let me ask the AI too' });
    await expect(wish).not.toBeChecked();
    await expect(app(owner).getByRole('button', { name: /^Ask the AI/ })).toHaveCount(0);
    await wish.check();
    await tuning.getByText('What would be sent').click();
    await expect(tuning.getByText(/"visits_from_cache"/)).toBeVisible();
    await expectAccessible(owner, OURS);
    expect(asked, 'looking sends nothing').toEqual([]);
    // This very journey is counted: figures move between two looks.
    const shape = (text: string) => text.replace(/\d+/g, '0');
    await owner.evaluate(() => window.scrollTo(0, 0));
    await owner.screenshot({ path: `${SCREENSHOTS}/advisor-would-be-sent.png` });
    const preview = shape(await tuning.locator('pre').last().innerText());

    await tuning.getByRole('button', { name: 'Ask the AI: Tuning' }).click();
    await expect(
      tuning.getByText(/^Careful Models, careful-1: 856 tokens \(812 asked, 44 answered\)/),
    ).toBeVisible();
    await expect(row(owner, 'Lifetime of a page: 7 days → 14 days')).toContainText('Source: AI');
    await tuning.getByText('What was sent').click();
    const sent = tuning.locator('.dynamic-cache-advisor__told pre').last();
    expect(shape(await sent.innerText())).toBe(preview);
    await card(owner, 'Risk of pages')
      .getByRole('button', { name: /^Ask the AI/ })
      .click();
    await expect(row(owner, '/about/')).toContainText('It may greet people by their names.');
    await expect(row(owner, '/my-account/'), 'an AI makes nothing safer').toContainText('High risk');
    await owner.evaluate(() => window.scrollTo(0, 0));
    await owner.screenshot({ path: `${SCREENSHOTS}/advisor-ai.png`, fullPage: true });
    await expectAccessible(owner, OURS);

    await tuning.getByRole('button', { name: 'Apply: Lifetime of a page' }).click();
    await expect(tuning.getByText('In use', { exact: true })).toBeVisible();
    expect(JSON.parse(await stored(owner)).settings.ttl.page).toBe(1_209_600);
    await owner.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(tuning.getByRole('button', { name: 'Apply: Lifetime of a page' })).toBeVisible();
    expect(JSON.parse(await stored(owner)).settings.ttl.page).toBe(604_800);
    expect(asked, 'nothing was paid twice').toHaveLength(2);

    await owner.context().addCookies([{ name: 'ai', value: 'hostile', url: SITE }]);
    await tuning.getByRole('button', { name: 'Ask the AI: Tuning' }).click();
    await expect(tuning.getByText(/The rules answered\.$/)).toBeVisible();
    await expect(tuning.getByText('Source: Rules').first()).toBeVisible();
    expect(await tuning.innerText()).not.toContain('alert(1)');
    await tuning.getByText('What was sent').click();
    await owner.evaluate(() => window.scrollTo(0, 0));
    await owner.screenshot({ path: `${SCREENSHOTS}/advisor-fallback.png` });
    await wish.uncheck();
    await expect(app(owner).getByText(/856 tokens/)).toHaveCount(0);
    await expect(app(owner).getByText('Source: AI')).toHaveCount(0);

    await owner.context().addCookies([{ name: 'ai', value: 'off', url: SITE }]);
    await owner.reload();
    await expect(app(owner).getByText(/has no AI client, or it is switched off/)).toBeVisible();
    await expect(wish).toBeDisabled();
    await tidyUp(owner);
  } finally {
    takePlugin('ai-provider');
  }
});

test('pages that are not stored are warmed, as many as the time pays for', async ({ visitor }) => {
  test.setTimeout(120_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await prepare(owner, await visitor());
  await owner.evaluate(
    "wp.apiFetch({ path: '/dynamic-cache/v1/purge', method: 'POST', data: { everything: true } })",
  );
  await owner.goto(SCREEN);
  const preload = card(owner, 'What to warm first');
  await expect(preload.getByRole('listitem').first()).toContainText('No. 1');
  const all = await preload.getByRole('listitem').count();
  expect(all).toBeGreaterThan(1);
  await preload.getByRole('spinbutton', { name: 'Seconds of rendering' }).fill('1');
  await preload.getByRole('spinbutton', { name: 'Seconds of rendering' }).press('Enter');
  await expect.poll(() => preload.getByRole('listitem').count()).toBeLessThanOrEqual(all);
  await preload.getByRole('button', { name: /^Warm th/ }).click();
  await expect(announced(owner, 'stored now.')).toBeVisible({ timeout: 30_000 });
  await tidyUp(owner);
});

test('who may not warm has no button for it; what cannot be read is asked again, on a telephone and from right to left too', async ({
  visitor,
  complaints,
}) => {
  test.setTimeout(120_000);
  putPlugin('right-to-left');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    await prepare(owner, await visitor());
    await owner.route(ADVICE, async (route) => {
      if (route.request().url().includes('preload')) {
        const suggestion = {
          source: 'rules',
          subject: `${SITE}/about/`,
          verdict: '1',
          reason: 'Why.',
          change: null,
        };
        const answer: unknown = await (await route.fetch()).json();
        await route.fulfill({ json: { ...Object(answer), suggestions: [suggestion], can_warm: false } });
      } else if (route.request().url().includes('tuning')) await route.abort();
      else await route.fallback();
    });
    await owner.context().addCookies([{ name: 'right_to_left', value: '1', url: SITE }]);
    await owner.setViewportSize({ width: 360, height: 800 });
    await owner.goto(SCREEN);
    await expect(row(owner, '/my-account/')).toBeVisible();
    await expect(card(owner, 'What to warm first').getByText('/about/')).toBeVisible();
    await expect(app(owner).getByRole('button', { name: /^Warm/ })).toHaveCount(0);
    const again = card(owner, 'Tuning').getByRole('button', { name: 'Try again' });
    await expect(again).toBeVisible();
    expect(await owner.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await owner.screenshot({ path: `${SCREENSHOTS}/advisor-rtl-narrow.png`, fullPage: true });
    await expectAccessible(owner, OURS);
    forgive(complaints, /ERR_FAILED/);
    await owner.unrouteAll();
    await again.click();
    await expect(row(owner, 'Help in an outage: 1 hour → 1 day')).toBeVisible();
    await tidyUp(owner);
  } finally {
    takePlugin('right-to-left');
  }
});
