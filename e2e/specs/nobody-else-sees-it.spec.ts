import { SITE } from '../support/addresses.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

test('a logged-in person is neither served from nor stored in the cache', async ({
  visitor,
  edgeVisitor,
}) => {
  for (const arrive of [visitor, edgeVisitor]) {
    const member = await arrive();
    await logIn(member, SITE);
    for (const visit of [1, 2]) {
      expect(said(await member.goto(`${SITE}/contact/`)), `visit ${visit}`).toBe('bypass; reason=cookie');
      await expect(member.locator('#wpadminbar')).toBeVisible();
    }

    const stranger = await arrive();
    for (const visit of [1, 2]) {
      await stranger.goto(`${SITE}/contact/`);
      await expect(stranger.locator('#wpadminbar'), `visit ${visit}`).toHaveCount(0);
    }
  }
});

test('a comment in moderation is seen by its author alone', async ({ visitor, edgeVisitor }) => {
  const post = `${SITE}/summer-hours/`;
  const readers = [await visitor(), await edgeVisitor()];
  for (const reader of readers) await untilHit(reader, post);

  const author = await visitor();
  await author.goto(post);
  const words = `A question of ${Date.now()}`;
  await author.locator('#comment').fill(words);
  await author.locator('#author').fill('Robin');
  await author.locator('#email').fill('robin@example.test');
  await author.getByLabel(/Save my name/).check();
  await author.getByRole('button', { name: 'Post Comment' }).click();
  await expect(author.getByText(words)).toBeVisible();
  expect(said(await author.goto(post))).toBe('bypass; reason=cookie');

  for (const reader of readers) {
    await reader.goto(post);
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
