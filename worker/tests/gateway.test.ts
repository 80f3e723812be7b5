/** General mode while its databases are away, and what it may never share. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { CONTRACT_VERSION, EdgeConfig } from '@dynamic-cache/contracts/config';
import { Rules } from '@dynamic-cache/contracts/rules';
import { describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import type { Bindings } from '../src/context.ts';
import { testEnv } from './support/env.ts';
import { SwitchedD1 } from './support/switched-d1.ts';
import { type Answerer, TestWorld } from './support/world.ts';

const HOST = 'origin.test';

async function openGateway(answer: Answerer) {
  const world = new TestWorld();
  const requests: Request[] = [];
  world.answer(HOST, (request) => {
    requests.push(request);
    return answer(request);
  });
  const given = testEnv();
  const [control, ledger] = [new SwitchedD1(given.CONTROL), new SwitchedD1(given.LEDGER)];
  const env: Bindings = {
    ...given,
    CONTROL: control,
    LEDGER: ledger,
    MARKER: 'off',
    ORIGIN: `https://${HOST}`,
  };
  await register(given.CONTROL);
  const app = createApp(world);
  const visit = async (path: string, init: RequestInit = {}) => {
    const context = createExecutionContext();
    const response = await app.fetch(new Request(`https://edge.test${path}`, init), env, context);
    const text = await response.text();
    await waitOnExecutionContext(context);
    return {
      text,
      status: response.status,
      said: response.headers.get('X-Dynamic-Cache'),
      headers: response.headers,
    };
  };
  return { world, control, ledger, requests, visit };
}

async function register(control: D1Database): Promise<void> {
  const config = EdgeConfig.parse({
    site_id: 'local',
    contract: CONTRACT_VERSION,
    revision: '0'.repeat(16),
    origin: `https://${HOST}`,
    blog_id: 1,
    canonical: { scheme: 'https', host: HOST },
    aliases: [],
    enabled: true,
    paused_until: 0,
    strategy: 'edge-balanced',
    ttl: { page: 604_800, not_found: 0, grace: 0, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    personas: [],
  });
  await control
    .prepare(
      `INSERT INTO sites (id, site_url, name, capabilities, config, created_at) VALUES ('local', ?1, '', '[]', ?2, 0)
       ON CONFLICT DO NOTHING`,
    )
    .bind(`https://${HOST}`, JSON.stringify(config))
    .run();
}

const fresh = async () => new Response('a', { headers: { 'Cache-Control': 'max-age=600' } });

describe('R-27: without a database', () => {
  it('that was never read the origin answers everybody', async () => {
    const { control, requests, visit } = await openGateway(fresh);
    control.mode = 'down';
    for (const _ of [1, 2]) expect((await visit('/blind')).said).toBe('bypass; reason=no-view');
    expect((await visit('/blind', { method: 'POST', body: 'x' })).status).toBe(200);
    expect(requests).toHaveLength(3);
  });

  it('of purges nothing is stored, and nothing shown of what is', async () => {
    const { ledger, requests, visit } = await openGateway(fresh);
    ledger.mode = 'down';
    for (const _ of [1, 2]) expect((await visit('/unknown')).said).toBe('bypass; reason=no-view');
    expect(requests).toHaveLength(2);
  });

  it('a hit goes on within the view that is known', async () => {
    const { ledger, requests, visit } = await openGateway(fresh);
    await visit('/known');
    ledger.mode = 'down';
    expect((await visit('/known')).said).toBe('hit; reason=fresh');
    expect(requests).toHaveLength(1);
  });
});

describe('time that passes', () => {
  it('makes a response stale to the second', async () => {
    const { world, visit } = await openGateway(fresh);
    await visit('/clock');
    world.pass(599);
    const last = await visit('/clock');
    expect([last.said, last.headers.get('Age')]).toEqual(['hit; reason=fresh', '599']);
    world.pass(1);
    expect((await visit('/clock')).said).toBe('miss; reason=expired');
  });

  it('keeps a lifetime beyond 2^31 seconds finite', async () => {
    const forever = { headers: { 'Cache-Control': 'max-age=99999999999999999999999' } };
    const { visit } = await openGateway(async () => new Response('a', forever));
    await visit('/forever');
    expect((await visit('/forever')).headers.get('Cache-Status')).toContain('ttl=2147483648');
  });
});

it('CP-16: a gateway whose origin is itself does not call itself without end', async () => {
  const { visit, requests } = await openGateway(fresh);
  expect((await visit('/loop', { headers: { 'CDN-Loop': 'dynamic-cache-edge' } })).status).toBe(502);
  expect(requests).toHaveLength(0);
});
