import { atEdge, SITE } from '../support/addresses.ts';
import { expect, passedEdge, said, test } from '../support/test.ts';

test('the second visitor of a page gets it from the cache of the origin', async ({ visitor }) => {
  const first = await visitor();
  const rendered = await first.goto(`${SITE}/about/`);
  expect(rendered?.status()).toBe(200);
  const text = await first.locator('main').innerText();

  const second = await visitor();
  expect(said(await second.goto(`${SITE}/about/`))).toBe('hit; reason=fresh');
  expect(await second.locator('main').innerText()).toBe(text);
});

test('the second visitor of a page gets it from the cache of the edge', async ({ visitor, edgeVisitor }) => {
  const direct = await visitor();
  await direct.goto(`${SITE}/visit/`);
  const text = await direct.locator('main').innerText();

  const first = await edgeVisitor();
  const filled = await first.goto(`${SITE}/visit/`);
  expect(filled?.status()).toBe(200);
  expect(passedEdge(filled)).toBe(true);

  const second = await edgeVisitor();
  const cached = await second.goto(`${SITE}/visit/`);
  expect(said(cached)).toBe('hit; reason=fresh');
  expect(passedEdge(cached)).toBe(true);
  expect(await second.locator('main').innerText()).toBe(text);
});

test('the edge shows the same page on its own hostname', async ({ request }) => {
  const zone = await request.get(`${SITE}/visit/`);
  const own = await request.get(atEdge('/visit/'));
  expect(passedEdge(own)).toBe(true);
  expect(await own.text()).toBe(await zone.text());
});

test('a browser that comes back gets 304 and no body', async ({ request }) => {
  for (const url of [`${SITE}/about/`, atEdge('/about/')]) {
    await request.get(url);
    const stored = await request.get(url);
    const again = await request.get(url, { headers: { 'If-None-Match': stored.headers().etag ?? '' } });
    expect(again.status(), url).toBe(304);
    expect(await again.body(), url).toHaveLength(0);
  }
});
