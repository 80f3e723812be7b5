import { describe, expect, it } from 'vitest';
import { openStand, said } from './support/stand.ts';

describe('a page of the site', () => {
  it('is a miss first and a hit afterwards, with the same bytes', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/hello/', { body: '<html>Hello</html>', tags: ['post:12'] });
    const first = await stand.visit('/hello/');
    expect(first.text).toBe('<html>Hello</html>');
    expect(said(first)).toBe('miss; reason=cold');
    const second = await stand.visit('/hello/');
    expect(said(second)).toBe('hit; reason=fresh');
    expect(second.text).toBe('<html>Hello</html>');
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('is fresh after a purge of its tag, and another page stays a hit', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: '<html>old</html>', tags: ['post:1'] });
    stand.wordpress.pages.set('/b/', { body: '<html>b</html>', tags: ['post:2'] });
    await stand.visit('/a/');
    await stand.visit('/b/');
    stand.wordpress.pages.set('/a/', { body: '<html>new</html>', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'] });
    const a = await stand.visit('/a/');
    expect(a.text).toBe('<html>new</html>');
    expect(said(a)).toBe('miss; reason=purged');
    expect(said(await stand.visit('/b/'))).toBe('hit; reason=fresh');
  });

  it('is the same object on the zone and on the Worker hostname', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/hello/', { body: '<html>Hello</html>', tags: ['post:12'] });
    expect(said(await stand.edgeVisit('/hello/'))).toBe('miss; reason=cold');
    expect(said(await stand.visit('/hello/?utm_source=x'))).toBe('hit; reason=fresh');
    expect(said(await stand.edgeVisit(`/~${stand.wordpress.host}/hello/`))).toBe('hit; reason=fresh');
  });

  it('comes from the Cache API in an isolate that remembers nothing', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/hello/', { body: '<html>Hello</html>', tags: ['post:12'] });
    await stand.visit('/hello/');
    stand.forget();
    const answer = await stand.visit('/hello/');
    expect(said(answer)).toBe('hit; reason=fresh');
    expect(answer.text).toBe('<html>Hello</html>');
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('that was stored under other settings is fetched anew', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/hello/', { body: '<html>Hello</html>', tags: ['post:12'] });
    await stand.visit('/hello/');
    expect(said(await stand.visit('/hello/'))).toBe('hit; reason=fresh');
    stand.world.pass(2);
    expect((await stand.configure({ revision: 'e'.repeat(16) })).status).toBe(200);
    expect(said(await stand.visit('/hello/'))).toBe('miss; reason=revision');
    expect(said(await stand.visit('/hello/'))).toBe('hit; reason=fresh');
    expect(stand.wordpress.requests).toHaveLength(2);
  });
});
