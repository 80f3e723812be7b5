/** Asks the chain for pages, in this process (a Worker cannot fetch its own route), a few at a time. */
import type { RunResult } from '@dynamic-cache/contracts/cache-api';
import { latencyOfAll } from '../metrics/histogram.ts';
import { hitRatio } from '../metrics/summary.ts';
import type { World } from '../world.ts';

/** One page of a site, asked for as an anonymous visitor would. */
export type Ask = (path: string) => Promise<Response>;

export interface Sample {
  path: string;
  status: number;
  /** `hit`, `miss`, … and the word after it. */
  outcome: string;
  reason: string;
  ms: number;
}

export interface Bounds {
  concurrent: number;
  /** Milliseconds of the world's clock after which nothing more is asked. */
  until: number;
  /** How often a page is asked for again when the origin fails. */
  retries: number;
}

/** Asks for all paths in order, `concurrent` at a time; what is over the time is left out. */
export async function run(
  ask: Ask,
  paths: readonly string[],
  bounds: Bounds,
  world: World,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let next = 0;
  const worker = async () => {
    for (;;) {
      const path = paths[next];
      if (path === undefined || world.now() >= bounds.until) return;
      next += 1;
      samples.push(await sampleOrRetry(ask, path, bounds, world));
    }
  };
  await Promise.all(Array.from({ length: Math.min(bounds.concurrent, paths.length) }, worker));
  return samples;
}

/** Waits one second before the second try, then twice as long each time. */
async function sampleOrRetry(
  ask: Ask,
  path: string,
  { retries, until }: Bounds,
  world: World,
): Promise<Sample> {
  for (let tried = 0; ; tried++) {
    const taken = await sample(ask, path, world);
    const wait = 1000 * 2 ** tried;
    if (taken.status < 500 || tried >= retries || world.now() + wait >= until) return taken;
    await world.sleep(wait);
  }
}

export async function sample(ask: Ask, path: string, world: World): Promise<Sample> {
  const began = world.now();
  const response = await ask(path).catch(() => new Response(null, { status: 502 }));
  // To the last byte: that is when a page is kept.
  await response.arrayBuffer().catch(() => null);
  const [, outcome = 'none', reason = 'none'] =
    /^([a-z]+); reason=([a-z-]+)$/.exec(response.headers.get('X-Dynamic-Cache') ?? '') ?? [];
  return { path, status: response.status, outcome, reason, ms: world.now() - began };
}

export function resultOf(path: string, samples: readonly Sample[]): RunResult {
  const hits = samples.filter(({ outcome }) => outcome === 'hit' || outcome === 'stale').length;
  const reasons: Record<string, number> = {};
  for (const { outcome, reason } of samples) {
    const why = `${outcome}:${reason}`;
    reasons[why] = (reasons[why] ?? 0) + 1;
  }
  return {
    path,
    requests: samples.length,
    hits,
    errors: samples.filter(({ status }) => status >= 500).length,
    hit_ratio: hitRatio(hits, samples.length - hits),
    latency: latencyOfAll(samples.map(({ ms }) => ms)),
    reasons,
  };
}
