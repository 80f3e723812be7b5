/** What the management API refuses, and what it tells of itself. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MANAGEMENT } from '../../src/routes/manage/table.ts';
import { document } from '../../src/routes/openapi.ts';
import { PEOPLE_ROUTES } from '../../src/routes/people/table.ts';
import { TESTER_ROUTES } from '../../src/routes/testers/table.ts';
import { PLUGIN_ROUTES } from '../../src/routes/wp/table.ts';
import { EDGE, errorOf, openStand } from '../support/stand.ts';

describe('bad input', () => {
  const BAD: [string, object, string][] = [
    ['invalidate', {}, 'patterns'],
    ['invalidate', { patterns: ['*'] }, 'patterns.0'],
    ['invalidate', { patterns: ['content:*:x'] }, 'patterns.0'],
    ['invalidate', { events: ['content.burn'] }, 'events.0'],
    ['warm', { paths: [] }, 'paths'],
    ['warm', { paths: ['http://elsewhere/'] }, 'paths.0'],
    ['warm', { paths: ['/a/'], warmingIntervalMs: 5 }, 'warmingIntervalMs'],
    ['benchmark', { iterations: 0 }, 'iterations'],
    ['benchmark', { durationMs: 1e9 }, 'durationMs'],
    ['reset', { pages: 'yes' }, 'pages'],
    ['optimize', { more: 1 }, 'more'],
  ];

  it.each(BAD)('%s %j names the field %s, and nothing changes', async (route, body, path) => {
    const stand = await openStand();
    const answer = await stand.signed('POST', `/api/cache/${route}`, { site_id: stand.siteId, ...body });
    const { error, details } = z
      .object({ error: z.string(), details: z.array(z.object({ path: z.string() })) })
      .parse(JSON.parse(answer.text));
    expect([answer.status, error, details[0]?.path]).toEqual([400, 'invalid_body', path]);
    const spent = await stand.env.CONTROL.prepare('SELECT count(*) AS n FROM nonces WHERE kid = ?1')
      .bind(stand.key.kid)
      .first('n');
    // That of its configuration.
    expect([spent, stand.wordpress.requests.length]).toEqual([1, 0]);
  });

  it.each(['metrics?hours=0', 'metrics?days=1', 'keys?limit=x', 'keys?of=secrets', 'test/a/?iterations=101'])(
    'GET %s is refused',
    async (path) => {
      const answer = await (await openStand()).signed('GET', `/api/cache/${path}`);
      expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_body']);
    },
  );

  it.each(MANAGEMENT.filter(({ body }) => body !== undefined))(
    '$path of another site is 403',
    async ({ path }) => {
      const [stand, stranger] = [await openStand(), await openStand()];
      const body = { site_id: stranger.siteId, tags: ['a'], patterns: ['content'], paths: ['/a/'] };
      const known = z.record(z.string(), z.unknown()).parse(body);
      const wanted: Record<string, string[]> = {
        purge: ['tags'],
        invalidate: ['patterns'],
        warm: ['paths'],
        benchmark: [],
      };
      const names = ['site_id', ...(wanted[path.split('/')[3] ?? ''] ?? [])];
      const sent = Object.fromEntries(names.map((name) => [name, known[name]]));
      expect(errorOf(await stand.signed('POST', path, sent))).toBe('not_authorised_for_site');
    },
  );
});

const ROUTES = [...MANAGEMENT, ...PEOPLE_ROUTES, ...TESTER_ROUTES, ...PLUGIN_ROUTES];

describe('who may ask', () => {
  const closed = ROUTES.filter(({ signedBy }) => signedBy !== 'nobody');
  it.each(closed)('$method $path without a signature is 401', async ({ method, path }) => {
    const stand = await openStand();
    const url = EDGE + path.replace(/:path.*/, 'a/');
    expect((await stand.send(new Request(url, { method }))).status).toBe(401);
  });
});

describe('openapi', () => {
  it('is told to everybody, in version 3.1, with every route', async () => {
    const answer = await (await openStand()).send(new Request(`${EDGE}/openapi.json`));
    const { openapi, paths } = z
      .object({
        openapi: z.string(),
        paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }).loose())),
      })
      .parse(JSON.parse(answer.text));
    expect([openapi, Object.keys(paths).length]).toEqual([
      '3.1.0',
      new Set(ROUTES.map(({ path }) => path)).size,
    ]);
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ROUTES.length);
    expect(Object.keys(paths)).toContain('/api/cache/test/{path}');
  });

  it('says what a route takes as its schema does', () => {
    const text = JSON.stringify(document().paths['/api/cache/benchmark']);
    expect(text).toContain('"maximum":20000');
  });
});
