/** No statement of the control plane reads a table from its beginning to its end. */
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prune } from '../../src/upkeep/prune.ts';
import { call, siteCaller } from '../support/control-call.ts';
import { openStand } from '../support/stand.ts';
import { rightBodies } from './bodies.ts';

const Plan = z.array(z.object({ detail: z.string() }));

/** A real D1 that remembers what it was asked to prepare. */
function recording(db: D1Database, statements: Set<string>): D1Database {
  return {
    prepare: (sql) => {
      statements.add(sql.replace(/'[0-9a-f]{32}'/g, `'claim'`));
      return db.prepare(sql);
    },
    batch: (all) => db.batch(all),
    exec: (sql) => db.exec(sql),
    dump: () => db.dump(),
    withSession: (constraint) => db.withSession(constraint),
  };
}

function parametersOf(sql: string): number {
  const numbered = [...sql.matchAll(/\?([0-9]+)/g)].map(([, number]) => Number(number));
  return Math.max(0, ...numbered, [...sql.matchAll(/\?(?![0-9])/g)].length);
}

const statements = new Set<string>();
let db: D1Database;

beforeAll(async () => {
  const stand = await openStand();
  db = stand.env.CONTROL;
  stand.env = { ...stand.env, CONTROL: recording(db, statements) };
  const caller = siteCaller(stand);
  for (const [path, body] of rightBodies(stand.siteId)) {
    expect((await call(caller, path, body)).status, path).toBeLessThan(500);
  }
  const everything = { site_id: stand.siteId, strategy: null, page_path: null };
  await call(caller, 'loadtests/shared', everything);
  await call(caller, `cache/profile?site_id=${stand.siteId}`);
  await call(caller, `cache/profile?site_id=${stand.siteId}&vps_fingerprint=vps-1`);
  const name = { site_id: stand.siteId, name: 'Ada' };
  await stand.signed('POST', '/api/plugin/testers', name);
  await stand.signed('POST', '/api/plugin/testers/revoke', {
    site_id: stand.siteId,
    plugin_id: `tester-${'0'.repeat(16)}`,
  });
  await stand.signed('GET', '/api/plugin/testers', undefined, {});
  for (const what of ['records', 'erase']) {
    const person = { site_id: stand.siteId, agent_id: 'wp:ada' };
    expect((await stand.signed('POST', `/api/plugin/people/${what}`, person)).status).toBe(200);
  }
  await stand.signed('GET', '/plugin/wp/cache/profile', undefined, {
    key: { shared: 'x'.repeat(43) },
    pluginId: `tester-${'0'.repeat(16)}`,
  });
  await stand.configure({ strategy: 'edge-r2' });
  await stand.visit('/');
  await prune(stand.env.CONTROL, stand.world, undefined);
  await stand.signed('DELETE', '/api/plugin/site');
});

describe('the plans of all statements', () => {
  it('search by an index', async () => {
    expect(statements.size).toBeGreaterThan(60);
    const scans: string[] = [];
    for (const sql of statements) {
      const bound = Array.from({ length: parametersOf(sql) }, () => null);
      const { results } = await db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...bound)
        .all();
      for (const { detail } of Plan.parse(results)) {
        if (/^SCAN (?!json_each|value|CONSTANT|f\b|\()/.test(detail)) scans.push(`${detail}: ${sql}`);
      }
    }
    expect(scans).toEqual([]);
  });

  it('answer averages out of an index, without the table', async () => {
    const averages = [...statements].filter(
      (sql) => sql.includes('avg(') && sql.includes('loadtest_samples'),
    );
    expect(averages.length).toBeGreaterThanOrEqual(3);
    for (const sql of averages) {
      const bound = Array.from({ length: parametersOf(sql) }, () => null);
      const { results } = await db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...bound)
        .all();
      expect(JSON.stringify(results)).toContain('USING COVERING INDEX loadtest_samples_by_page');
    }
  });
});
