import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../deploy/checklist.ts';
import { Deployment } from '../../deploy/deployment.ts';
import { readWorkerConfig } from '../../deploy/worker-config.ts';
import { Wrangler } from '../../deploy/wrangler.ts';
import { Lifetime } from '../../stack/lifetime.ts';
import { repository } from '../../stack/repository.ts';
import { Cloudflare } from './cloudflare.ts';

const OPTIONS = { check: false, yes: true, name: 'dynamic-cache-trial', routes: [], vars: {} };

// Each deployment is a dozen runs of wrangler, each of which takes seconds to begin.
describe('a deployment', { timeout: 300_000 }, () => {
  let lifetime: Lifetime;
  let cloudflare: Cloudflare;
  let data: string;
  let deployment: Deployment;

  beforeEach(async () => {
    lifetime = new Lifetime();
    cloudflare = new Cloudflare();
    await cloudflare.listen(lifetime);
    data = mkdtempSync(join(tmpdir(), 'dynamic-cache-deploy-'));
    deployment = new Deployment(
      wrangler(cloudflare.token),
      readWorkerConfig(repository.worker, OPTIONS),
      data,
    );
  });

  afterEach(async () => {
    await lifetime.end();
    rmSync(data, { recursive: true });
  });

  const wrangler = (token: string) =>
    new Wrangler({
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
      CLOUDFLARE_API_TOKEN: token,
      CLOUDFLARE_ACCOUNT_ID: 'an-account',
    });

  it('makes what is missing, goes on where it was stopped, and then finds all of it', async () => {
    cloudflare.refuses = /kv\/namespaces/;
    await expect(deployment.carryOut(() => {})).rejects.toThrow(/kv namespace create.*quota/);
    expect(cloudflare.uploads).toEqual([]);

    cloudflare.refuses = null;
    const { urls, secretsFile } = await deployment.carryOut(() => {});
    expect(urls).toEqual(['https://dynamic-cache-trial.somebody.workers.dev']);
    expect([...cloudflare.databases.keys()]).toEqual([
      'dynamic-cache-trial-control',
      'dynamic-cache-trial-ledger',
    ]);
    expect([...cloudflare.namespaces]).toEqual(['dynamic-cache-trial-CACHE_KV']);
    expect([...(cloudflare.buckets ?? [])]).toEqual(['dynamic-cache-trial-pages']);
    expect(cloudflare.lifecycles[0]).toContain(`${38 * 86_400}`);
    // The tables are those of the Worker, made by its own migrations.
    const tables = cloudflare.databases
      .get('dynamic-cache-trial-ledger')
      ?.prepare('SELECT * FROM tag_gen')
      .all();
    expect(tables).toEqual([]);
    const [upload = ''] = cloudflare.uploads;
    expect(upload).toMatch(/"name":"LEDGER","type":"d1","id":"00000000-0000-4000-8000-000000000002"/);
    const secret = /EDGE_BOOTSTRAP_SECRET=(.{43})\n/.exec(readFileSync(secretsFile ?? '', 'utf8'))?.[1];
    expect(upload).toContain(`"text":"${secret}"`);
    expect(statSync(secretsFile ?? '').mode & 0o077).toBe(0);

    expect(states(await deployment.items())).toEqual({ there: expect.any(Number), 'to-do': 1 });
  });

  it('looks without changing anything, and does without R2 where the account has none', async () => {
    cloudflare.buckets = null;
    const items = await deployment.items();
    expect(states(items)).toMatchObject({ 'left-out': 1 });
    expect(items.find(({ state }) => state === 'left-out')?.note).toMatch(/edge-r2/);
    expect(cloudflare.changes).toEqual([]);

    const written: unknown = JSON.parse(readFileSync(join(data, 'dynamic-cache-trial.json'), 'utf8'));
    expect(written).toMatchObject({ name: 'dynamic-cache-trial', r2_buckets: [] });
  });

  it('says how to log in when Cloudflare knows nobody', async () => {
    const stranger = new Deployment(wrangler('wrong'), readWorkerConfig(repository.worker, OPTIONS), data);
    await expect(stranger.items()).rejects.toThrow(/npx wrangler login|CLOUDFLARE_API_TOKEN/);
  });
});

function states(items: readonly Item[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { state } of items) count[state] = (count[state] ?? 0) + 1;
  return count;
}
