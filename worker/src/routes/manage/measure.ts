/** `GET /api/cache/test/{path}` and `POST /api/cache/benchmark`: the chain, asked in this process and within bounds. */
import {
  type BenchmarkAnswer,
  BenchmarkRequest,
  MOST_BENCHMARK_REQUESTS,
  PagePath,
  type TestAnswer,
  TestQuery,
} from '@dynamic-cache/contracts/cache-api';
import { Reason } from '@dynamic-cache/contracts/reason';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ApiFailure } from '../../failure.ts';
import { parseAs } from '../../json-body.ts';
import type { Isolate } from '../../upkeep/isolate.ts';
import { type Asker, pageAsker } from '../../warm/page-asker.ts';
import { resultOf, run, type Sample, sample } from '../../warm/run.ts';
import { isolateOf, NO_STORE, ownBody, ownSite, queryOf, spendNonce } from './signed-body.ts';
import { measureTiers } from './tiers.ts';

const TEST = '/api/cache/test';

/** The longest that a test may take, in milliseconds. */
const LONGEST_TEST = 10_000;

export async function test(c: Context<App>): Promise<Response> {
  const { iterations } = queryOf(c, TestQuery);
  const { target } = c.get('signed');
  const path = parseAs(PagePath, target.slice(TEST.length).replace(/\?.*$/, ''));
  const { world } = c.get('edge');
  const isolate = isolateOf(c);
  const writes: Promise<unknown>[] = [];
  const background = (task: Promise<unknown>) => {
    writes.push(task);
    isolate.background(task);
  };
  const { ask } = await askerOf(c, { ...isolate, background });
  const until = world.now() + LONGEST_TEST;
  const first = await sample(ask, path, world);
  const warm = await run(
    ask,
    Array<string>(iterations).fill(path),
    { concurrent: 1, until, retries: 0 },
    world,
  );
  // Copies are written behind answers; a tier whose turn has not come yet does not lack the page.
  await Promise.race([Promise.allSettled(writes), world.sleep(until - world.now())]);
  const { outcome, status, ms } = first;
  const answer: TestAnswer = {
    ok: true,
    measured: 'io-wait',
    path,
    first: { outcome, reason: Reason.safeParse(first.reason).data ?? null, status, ms },
    warm: resultOf(path, warm),
    tiers: await measureTiers(isolate, ownSite(c), path),
  };
  return c.json(answer, 200, NO_STORE);
}

export async function benchmark(c: Context<App>): Promise<Response> {
  const body = ownBody(c, BenchmarkRequest);
  const paths = [...new Set(body.paths ?? ['/'])];
  const iterations = body.iterations ?? 20;
  if (paths.length * iterations > MOST_BENCHMARK_REQUESTS) {
    const message = `times paths is more than ${MOST_BENCHMARK_REQUESTS} requests`;
    throw new ApiFailure('invalid_body', [{ path: 'iterations', message }]);
  }
  const { ask, options } = await askerOf(c, isolateOf(c));
  await spendNonce(c, 'cache.benchmark');
  const { world } = c.get('edge');
  const until = world.now() + (body.durationMs ?? 10_000);
  const bounds = { concurrent: body.concurrent ?? 5, until, retries: 0 };
  if (body.warmCache ?? true) await run(ask, paths, bounds, world);
  const asked = Array.from({ length: iterations }, () => paths).flat();
  const samples = await run(ask, asked, bounds, world);
  const answer = answerOf(
    paths,
    samples,
    body.targetHitRate ?? options.targetHitRate,
    samples.length === asked.length,
  );
  return c.json(answer, 200, NO_STORE);
}

function answerOf(paths: string[], samples: Sample[], target: number, complete: boolean): BenchmarkAnswer {
  const total = resultOf('total', samples);
  return {
    ok: true,
    measured: 'io-wait',
    routes: paths.map((path) =>
      resultOf(
        path,
        samples.filter((one) => one.path === path),
      ),
    ),
    total,
    complete,
    target_hit_rate: target,
    target_reached: (total.hit_ratio ?? 0) * 100 >= target,
  };
}

async function askerOf(c: Context<App>, isolate: Isolate): Promise<Asker> {
  const asker = await pageAsker(isolate, ownSite(c));
  if (asker === null)
    throw new ApiFailure('site_not_found', [{ path: '', message: 'the site has no configuration' }]);
  return asker;
}
