/** Six questions about speed and hit ratio, asked of a running Worker by a client. */
import * as api from '@dynamic-cache/contracts/cache-api';
import { type Answered, type CacheApi, NotAsExpected } from './client.ts';
import type { Measure } from './options.ts';

export interface Outcome {
  name: string;
  passed: boolean;
  said: string;
}

/** What was measured of pages, by the client's clock. */
export class Figures {
  readonly #ms: number[] = [];
  hits = 0;
  errors = 0;

  add({ status, headers, ms }: Answered): void {
    this.#ms.push(ms);
    if (/^(hit|stale);/.test(headers.get('X-Dynamic-Cache') ?? '')) this.hits += 1;
    if (status >= 500) this.errors += 1;
  }

  get requests(): number {
    return this.#ms.length;
  }

  /** Percent; 0 without a request, so that nothing measured is never enough. */
  get hitRatio(): number {
    return this.requests === 0 ? 0 : (100 * this.hits) / this.requests;
  }

  /** Nearest rank, milliseconds. */
  percentile(share: number): number {
    const sorted = [...this.#ms].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  }

  toString(): string {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => this.percentile(share).toFixed(1));
    return `${this.requests} requests, ${this.hitRatio.toFixed(1)} % hits, ${this.errors} errors, p50 ${p50} p95 ${p95} p99 ${p99} ms`;
  }
}

/** Runs all six in order and tells each as it ends. A scenario that cannot be run has failed. */
export async function runScenarios(
  client: CacheApi,
  measure: Measure,
  say: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const all = new Figures();
  const outcomes: Outcome[] = [];
  const scenario = async (name: string, run: () => Promise<Omit<Outcome, 'name'>>) => {
    const outcome = await run().catch((error: unknown) => {
      if (!(error instanceof NotAsExpected)) throw error;
      return { passed: false, said: error.message };
    });
    outcomes.push({ name, ...outcome });
    say({ name, ...outcome });
  };
  await scenario('health', () => health(client));
  await scenario('warming', () => warming(client));
  for (const path of client.target.paths)
    await scenario(`page ${path}`, () => page(client, path, measure, all));
  await scenario('benchmark', () => benchmark(client, measure));
  await scenario('load', () => load(client, measure, all));
  await scenario('target', async () => ({
    passed: all.hitRatio >= measure.target,
    said: `${all.hitRatio.toFixed(1)} % hits over all, ${measure.target} % wanted`,
  }));
  return outcomes;
}

async function health({ target }: CacheApi): Promise<Omit<Outcome, 'name'>> {
  const response = await fetch(`${target.url}/api/cache/health`).catch(() => null);
  const answer = api.HealthAnswer.safeParse(await response?.json().catch(() => null));
  return { passed: answer.data?.status === 'healthy', said: answer.data?.status ?? 'no answer' };
}

/** The pages are hits without a visitor having come. */
async function warming(client: CacheApi): Promise<Omit<Outcome, 'name'>> {
  const { paths } = client.target;
  const { accepted } = await client.post('/api/cache/warm', { paths, concurrent: 5 }, api.WarmAccepted);
  const cold = new Set(paths);
  for (let attempt = 0; attempt < 50 && cold.size > 0; attempt++) {
    for (const path of cold) {
      const { warm } = await client.get(
        `/api/cache/test${path.replace(/\?.*$/, '')}?iterations=1`,
        api.TestAnswer,
      );
      if (warm.hits > 0) cold.delete(path);
    }
  }
  const said = cold.size === 0 ? `${accepted} pages are warm` : `not warm: ${[...cold].join(', ')}`;
  return { passed: cold.size === 0, said };
}

async function page(
  client: CacheApi,
  path: string,
  { iterations, concurrent, target }: Measure,
  all: Figures,
): Promise<Omit<Outcome, 'name'>> {
  const own = new Figures();
  let left = iterations;
  await inParallel(concurrent, async () => {
    while (left-- > 0) {
      const answered = await client.page(path);
      own.add(answered);
      all.add(answered);
    }
  });
  return { passed: own.hitRatio >= target && own.errors === 0, said: String(own) };
}

async function benchmark(
  client: CacheApi,
  { iterations, concurrent, target }: Measure,
): Promise<Omit<Outcome, 'name'>> {
  const { paths } = client.target;
  const most = Math.floor(api.MOST_BENCHMARK_REQUESTS / paths.length);
  const body = {
    paths,
    iterations: Math.max(1, Math.min(iterations, 200, most)),
    concurrent: Math.min(concurrent, 20),
    durationMs: 20_000,
    targetHitRate: target,
    warmCache: true,
  };
  const { total, target_reached } = await client.post('/api/cache/benchmark', body, api.BenchmarkAnswer);
  const ratio = ((total.hit_ratio ?? 0) * 100).toFixed(1);
  return { passed: target_reached, said: `${total.requests} requests in the Worker, ${ratio} % hits` };
}

async function load(
  client: CacheApi,
  { concurrent, duration }: Measure,
  all: Figures,
): Promise<Omit<Outcome, 'name'>> {
  const own = new Figures();
  const until = performance.now() + duration;
  const { paths } = client.target;
  let next = 0;
  await inParallel(concurrent, async () => {
    while (performance.now() < until) {
      const answered = await client.page(paths[next++ % paths.length] ?? '/');
      own.add(answered);
      all.add(answered);
    }
  });
  const rate = Math.round((1000 * own.requests) / duration);
  return { passed: own.requests > 0 && own.errors === 0, said: `${own}, ${rate} a second` };
}

async function inParallel(number: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: number }, work));
}
