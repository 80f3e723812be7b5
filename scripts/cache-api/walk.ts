/** Every route of the management API, one after the other. */
import * as api from '@dynamic-cache/contracts/cache-api';
import { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { z } from 'zod';
import { ask, type CacheApi, NotAsExpected } from './client.ts';

const OpenApi = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

type Step = (client: CacheApi) => Promise<string>;

/** By operation as OpenAPI names it: does it, and says in a few words what came of it. */
export const STEPS: Readonly<Record<string, Step>> = {
  'get /api/cache/health': async ({ target }) => {
    const { status, text } = await ask(`${target.url}/api/cache/health`, {});
    if (status !== 200) throw new NotAsExpected(`The health answered ${status}.`);
    return api.HealthAnswer.parse(JSON.parse(text)).status;
  },
  'post /api/cache/warm': async (client) => {
    const { accepted } = await client.post(
      '/api/cache/warm',
      { paths: client.target.paths },
      api.WarmAccepted,
    );
    return `${accepted} pages`;
  },
  'get /api/cache/metrics': async (client) => {
    const { health, total } = await client.get('/api/cache/metrics?hours=24', api.MetricsAnswer);
    return `${total.requests} requests in 24 hours, ${health.grade} (${health.score ?? 'no'} points)`;
  },
  'get /api/cache/insights': async (client) => {
    const { insights } = await client.get('/api/cache/insights', api.InsightsAnswer);
    return insights.map(({ code }) => code).join(', ') || 'nothing to say';
  },
  'get /api/cache/diagnostics': async (client) => {
    const { checks } = await client.get('/api/cache/diagnostics', api.DiagnosticsAnswer);
    const poor = checks.filter(({ status }) => status !== 'ok');
    return (
      poor.map(({ check, finding }) => `${check}: ${finding}`).join('; ') ||
      `${checks.length} checks are fine`
    );
  },
  'get /api/cache/keys': async (client) => {
    const { total } = await client.get('/api/cache/keys?limit=10', api.KeysAnswer);
    return `${total} pages in the isolate that answered`;
  },
  'get /api/cache/test/{path}': async (client) => {
    const path = client.target.paths[0] ?? '/';
    const { first, warm } = await client.get(
      `/api/cache/test${path.replace(/\?.*$/, '')}?iterations=5`,
      api.TestAnswer,
    );
    return `${first.outcome}, then ${warm.hits} hits of ${warm.requests}`;
  },
  // A tag that no page carries: the ledger moves, and nothing is lost.
  'post /api/cache/purge': async (client) => {
    const { seq } = await client.post('/api/cache/purge', { tags: ['walk:0'] }, PurgeAccepted);
    return `position ${seq}`;
  },
  'post /api/cache/invalidate': async (client) => {
    const { seq } = await client.post(
      '/api/cache/invalidate',
      { patterns: ['content:walk:*'] },
      PurgeAccepted,
    );
    return `position ${seq}`;
  },
  'post /api/cache/optimize': async (client) => {
    const { done, suggestions } = await client.post('/api/cache/optimize', {}, api.OptimizeAnswer);
    return `${done.map(({ action, count }) => `${count} ${action}`).join(', ')}; ${suggestions.length} suggestions`;
  },
  'post /api/cache/reset': async (client) => {
    const { reset } = await client.post('/api/cache/reset', { data: true }, api.ResetAnswer);
    return reset.join(', ');
  },
  'post /api/cache/benchmark': async (client) => {
    const body = { paths: client.target.paths, iterations: 10, concurrent: 2, durationMs: 5000 };
    const { total } = await client.post('/api/cache/benchmark', body, api.BenchmarkAnswer);
    return `hit ratio ${total.hit_ratio ?? 'unknown'} over ${total.requests} requests`;
  },
};

/** Walks what OpenAPI lists, then what must be refused. `say` gets a line per route; answers how many went wrong. */
export async function walk(client: CacheApi, say: (line: string) => void): Promise<number> {
  const { paths } = await client.get('/openapi.json', OpenApi);
  const listed = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/cache/'))
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`));
  let wrong = 0;
  const attempt = async (name: string, step: Step | undefined) => {
    try {
      if (step === undefined)
        throw new NotAsExpected('The Worker has this route, and this script does not know it.');
      say(`ok    ${name}: ${await step(client)}`);
    } catch (error) {
      if (!(error instanceof NotAsExpected || error instanceof z.ZodError)) throw error;
      wrong += 1;
      say(`WRONG ${name}: ${error.message}`);
    }
  };
  const known = Object.keys(STEPS);
  for (const name of [
    ...known.filter((one) => listed.includes(one)),
    ...listed.filter((one) => !known.includes(one)),
  ])
    await attempt(name, STEPS[name]);
  for (const name of known.filter((one) => !listed.includes(one)))
    await attempt(name, async () =>
      Promise.reject(new NotAsExpected('The Worker does not have this route.')),
    );
  await attempt('a body that is not right', refusesBadBody);
  await attempt('a secret that is not right', refusesOtherSecret);
  return wrong;
}

async function refusesBadBody(client: CacheApi): Promise<string> {
  const body = { site_id: client.target.siteId, iterations: -1 };
  const { error, details } = await client.refused('POST', '/api/cache/benchmark', body, 400);
  if (details?.[0]?.path !== 'iterations') throw new NotAsExpected('The error does not name the field.');
  return `${error}, ${details[0].path}`;
}

async function refusesOtherSecret(client: CacheApi): Promise<string> {
  const stranger = client.with({ secret: `${client.target.secret}-not` });
  return (await stranger.refused('GET', '/api/cache/metrics', undefined, 401)).error;
}
