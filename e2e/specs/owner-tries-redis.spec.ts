/** The connection to Redis is tried with what stands in the form, against a server that is there, and then is not. */
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { REDIS_PASSWORD, startRedis } from '../support/redis.ts';
import { app, openSettings, saveBar, stored } from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

test('an owner tries Redis: without its password, with it, and when it has stopped; nothing is saved', async ({
  visitor,
}) => {
  const redis = await startRedis();
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    await openSettings(owner, 'storage');
    const before = await stored(owner);
    const tryIt = owner.getByRole('button', { name: 'Test Redis' });
    const found = app(owner).locator('.dynamic-cache-finding');
    await owner.getByLabel('Redis host', { exact: true }).fill('127.0.0.1');
    await owner.getByLabel('Redis port', { exact: true }).fill(String(redis.port));
    await tryIt.click();
    await expect(found.filter({ hasText: /^Problem: / }).first()).toBeVisible({ timeout: 15_000 });
    await expect(found.filter({ hasText: /password/i }).first()).toBeVisible();

    await owner.getByRole('button', { name: 'Set: Redis password' }).click();
    await owner.getByLabel('Redis password', { exact: true }).fill(REDIS_PASSWORD);
    await tryIt.click();
    await expect(found.filter({ hasText: /^Good: / }).first()).toBeVisible({ timeout: 15_000 });
    await expect(found.filter({ hasText: /^Problem: / })).toHaveCount(0);
    await expect(app(owner).getByText(REDIS_PASSWORD)).toHaveCount(0);
    await expectAccessible(owner);
    await owner.setViewportSize({ width: 1280, height: 1500 });
    await owner.screenshot({ path: `${SCREENSHOTS}/settings-redis.png` });

    await redis.stop();
    await tryIt.click();
    await expect(found.filter({ hasText: /^Problem: / }).first()).toBeVisible({ timeout: 15_000 });
    expect(await stored(owner)).toBe(before);
    await saveBar(owner).getByRole('button', { name: 'Discard' }).click();
  } finally {
    await redis.stop();
  }
});
