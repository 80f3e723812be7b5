/**
 * Visits as sites have them (few pages are asked for often, most seldom: Zipf's law) over two isolates, while pages are
 * changed and purged. Prints what each tier spared WordPress, and how old the oldest page was that anybody got.
 */
import { z } from 'zod';
import { ratio, type Table, whole } from '../../origin/report.ts';
import { Origin, versionOf } from '../stand/origin.ts';
import { call, purge, register } from '../stand/site.ts';
import { BOOTSTRAP_SECRET, startWorkers, type Workers } from '../stand/workers.ts';

const PAGES = 2000;
const VISITS = 40_000;
/** One page is changed for so many visits. */
const VISITS_PER_EDIT = 400;
const VISITORS = 16;
const SEED = 20_261_121;

const Metrics = z.object({
  tiers: z.array(z.object({ tier: z.string(), hits: z.number(), misses: z.number() })),
});

interface Trace {
  hits: number;
  stale: number;
  /** Milliseconds after a purge returned in which its page was still given in a version from before. */
  oldest: number;
  old: number;
}

export async function replay(): Promise<Table[]> {
  const origin = new Origin(BOOTSTRAP_SECRET);
  origin.bytes = 8000;
  await origin.listen();
  const workers = await startWorkers(['ours', 'second']);
  try {
    await register(workers.address('ours'), origin, 'edge-r2');
    await warm(workers, origin);
    const warmed = origin.renders;
    const trace = await run(workers, origin);
    const renders = origin.renders - warmed;
    const note = `${whole(VISITS)} visits of ${whole(PAGES)} pages by Zipf's law (exponent 1), ${VISITORS} at a time, in turns over two isolates that share KV, R2 and ledger; every ${VISITS_PER_EDIT}th visit a page is changed and purged through the first. The 200 first pages were warmed (${warmed} renders). View: 1 s.`;
    const head = ['figure', 'seen', 'aim'];
    const rows = [
      ['combined hit ratio', ratio(trace.hits / VISITS), '≥ 0.95'],
      ['visits that WordPress did not render (origin offload)', ratio(1 - renders / VISITS), '–'],
      ['answers that said they were stale', whole(trace.stale), '–'],
      ['answers older than a purge that had returned', whole(trace.old), '–'],
      ['the oldest of them, ms after that purge returned', whole(trace.oldest), '≤ 1,300'],
    ];
    return [{ title: 'Replay with purges', note, head, rows }, await tiersOf(workers, origin)];
  } finally {
    await workers.stop();
    origin.close();
  }
}

async function warm(workers: Workers, origin: Origin): Promise<void> {
  const paths = Array.from({ length: 200 }, (_, page) => `/page/${page}/`);
  const base = workers.address('ours');
  const site_id = origin.site?.config.site_id;
  await call(base, origin, 'POST', '/api/cache/warm', { site_id, paths, concurrent: 5 });
  for (let waited = 0; origin.renders < paths.length && waited < 200; waited += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function run(workers: Workers, origin: Origin): Promise<Trace> {
  const random = generator(SEED);
  const pick = zipf(PAGES, random);
  const trace: Trace = { hits: 0, stale: 0, oldest: 0, old: 0 };
  /** For each page: the version that a purge has told, and when that returned. */
  const told = new Map<number, { version: number; at: number }>();
  const bases = [workers.address('ours'), workers.address('second')];
  let begun = 0;
  const visitor = async () => {
    for (let n = begun++; n < VISITS; n = begun++) {
      if (n % VISITS_PER_EDIT === VISITS_PER_EDIT - 1) await edit(pick());
      await visit(bases[n % 2] ?? '', pick());
    }
  };
  const edit = async (page: number) => {
    origin.edit(page);
    const version = origin.version(page);
    await purge(workers.address('ours'), origin, [`post:${page}`]);
    told.set(page, { version, at: performance.now() });
  };
  const visit = async (base: string, page: number) => {
    const known = told.get(page);
    const asked = performance.now();
    const answer = await fetch(`${base}/edge/cache/page/${page}/`);
    const version = versionOf(await answer.text());
    const said = answer.headers.get('X-Dynamic-Cache') ?? '';
    if (said.startsWith('hit')) trace.hits += 1;
    if (said.startsWith('stale')) trace.stale += 1;
    if (known === undefined || version >= known.version) return;
    trace.old += 1;
    trace.oldest = Math.max(trace.oldest, asked - known.at);
  };
  await Promise.all(Array.from({ length: VISITORS }, visitor));
  return trace;
}

async function tiersOf(workers: Workers, origin: Origin): Promise<Table> {
  const sums = new Map<string, { hits: number; misses: number }>();
  for (const role of ['ours', 'second'] as const) {
    const { tiers } = Metrics.parse(
      await call(workers.address(role), origin, 'GET', '/api/cache/metrics?hours=1', null),
    );
    for (const { tier, hits, misses } of tiers) {
      const sum = sums.get(tier) ?? { hits: 0, misses: 0 };
      sums.set(tier, { hits: sum.hits + hits, misses: sum.misses + misses });
    }
  }
  const rows = [...sums].map(([tier, { hits, misses }]) => [
    tier,
    whole(hits),
    whole(misses),
    ratio(hits / (hits + misses)),
  ]);
  const note =
    'Of the same replay, by the metrics of both isolates: each tier is asked when the one above it had nothing.';
  return {
    title: 'Replay: hit ratio of each tier',
    note,
    head: ['tier', 'hits', 'misses', 'hit ratio'],
    rows,
  };
}

/** Numbers of pages, 0 the most frequent: P(n) is proportional to 1/(n + 1). */
function zipf(pages: number, random: () => number): () => number {
  const sums: number[] = [];
  for (let n = 1; n <= pages; n++) sums.push((sums.at(-1) ?? 0) + 1 / n);
  const total = sums.at(-1) ?? 1;
  return () => {
    const wanted = random() * total;
    let [low, high] = [0, pages - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Repeatable numbers from 0 to 1 (a linear congruential generator with the constants of Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
