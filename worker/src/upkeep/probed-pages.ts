/** Pages that a measurement has left in R2, which lets nothing expire by itself: they live for a quarter of an hour. */
import { PROBED_PAGES } from '../tiers/r2.ts';
import type { World } from '../world.ts';

/** Longest life of such a page, and a little more, in milliseconds; plugin/src/Benchmark/ProbedPage.php sets it. */
const OVER = 960_000;

/** As many as R2 deletes in one call; the rest is for the next time. */
const MOST = 1000;

export async function removeProbedPages(bucket: R2Bucket | undefined, world: World): Promise<void> {
  if (bucket === undefined) return;
  const { objects } = await bucket.list({ prefix: PROBED_PAGES, limit: MOST });
  const over = objects.filter(({ uploaded }) => uploaded.getTime() < world.now() - OVER);
  if (over.length > 0) await bucket.delete(over.map(({ key }) => key));
}
