import { atEdge, SITE } from '../support/addresses.ts';
import { expect, said, test } from '../support/test.ts';

for (const [where, url] of [
  ['the origin', `${SITE}/about/`],
  ['the edge', atEdge('/about/')],
] as const) {
  test(`the second visitor of a page gets it from the cache of ${where}`, async ({ visitor }) => {
    const first = await visitor();
    const rendered = await first.goto(url);
    expect(rendered?.status()).toBe(200);
    const text = await first.locator('main').innerText();

    const second = await visitor();
    const cached = await second.goto(url);
    expect(cached?.status()).toBe(200);
    expect(said(cached)).toBe('hit; reason=fresh');
    expect(await second.locator('main').innerText()).toBe(text);
  });
}

test('a browser that comes back gets 304 and no body', async ({ visitor }) => {
  const page = await visitor();
  await page.goto(`${SITE}/about/`);
  const stored = await page.request.get(`${SITE}/about/`);
  const again = await page.request.get(`${SITE}/about/`, {
    headers: { 'If-None-Match': stored.headers().etag ?? '' },
  });
  expect(again.status()).toBe(304);
  expect(await again.body()).toHaveLength(0);
});
