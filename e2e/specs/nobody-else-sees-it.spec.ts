import { atEdge, SITE } from '../support/addresses.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

test('a logged-in person is neither served from nor stored in the cache', async ({ visitor }) => {
  const member = await visitor();
  await logIn(member, SITE);
  for (const visit of [1, 2]) {
    expect(said(await member.goto(`${SITE}/contact/`)), `visit ${visit}`).toBe('bypass; reason=cookie');
    await expect(member.locator('#wpadminbar')).toBeVisible();
  }

  const stranger = await visitor();
  for (const url of [`${SITE}/contact/`, atEdge('/contact/'), `${SITE}/contact/`, atEdge('/contact/')]) {
    await stranger.goto(url);
    await expect(stranger.locator('#wpadminbar')).toHaveCount(0);
  }
});

test('a comment in moderation is seen by its author alone', async ({ visitor }) => {
  const reader = await visitor();
  const path = '/summer-hours/';
  await untilHit(reader, SITE + path);

  const author = await visitor();
  await author.goto(SITE + path);
  const words = `A question of ${Date.now()}`;
  await author.getByLabel('Comment', { exact: false }).fill(words);
  await author.getByLabel('Name', { exact: false }).first().fill('Robin');
  await author.getByLabel('Email', { exact: false }).first().fill('robin@example.test');
  await author.getByLabel(/Save my name/).check();
  await author.getByRole('button', { name: 'Post Comment' }).click();
  await expect(author.getByText(words)).toBeVisible();
  expect(said(await author.goto(SITE + path))).toBe('bypass; reason=cookie');

  for (const url of [SITE + path, atEdge(path)]) {
    await reader.goto(url);
    await expect(reader.getByText(words)).toHaveCount(0);
  }
});

test('a POST is never answered from the cache, and stores nothing', async ({ visitor }) => {
  const page = await visitor();
  await untilHit(page, `${SITE}/contact/`);
  const posted = await page.request.post(`${SITE}/contact/`, { form: { hello: 'world' } });
  expect(said(posted)).toBe('bypass; reason=method');
  const cold = `${SITE}/?s=never-asked-before`;
  await page.request.post(cold, { form: { hello: 'world' } });
  expect(said(await page.goto(cold))).toBe('miss; reason=cold');
});
