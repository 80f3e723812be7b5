/** Which tiers behind the memory and the Cache API a site's strategy wants, as far as they are bound. */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Bindings } from '../bindings.ts';
import { KvTier } from '../tiers/kv.ts';
import { PAGES, PROBED_PAGES, R2Tier } from '../tiers/r2.ts';
import type { DurableTier } from '../tiers/tier.ts';
import type { Visit } from './visit.ts';

const NONE: readonly DurableTier['name'][] = [];
const KV: readonly DurableTier['name'][] = ['kv'];
const R2: readonly DurableTier['name'][] = ['r2'];
const BOTH: readonly DurableTier['name'][] = ['kv', 'r2'];

/**
 * Their names, fastest first. Under `origin-disk` and `object-cache` a Worker that is connected all the same keeps pages
 * where that costs nothing: in its own memory and in the colo.
 */
export function durableNames(env: Bindings, { strategy }: EdgeConfig): readonly DurableTier['name'][] {
  const isKvWanted = strategy === 'edge-balanced' || strategy === 'edge-r2';
  const hasKv = isKvWanted && env.CACHE_KV !== undefined && env.CACHE_KV_ENABLED !== 'false';
  const hasR2 = strategy === 'edge-r2' && env.CACHE_R2 !== undefined;
  if (hasKv && hasR2) return BOTH;
  return hasKv ? KV : hasR2 ? R2 : NONE;
}

export function durableTiers({ env, edge, space }: Visit, config: EdgeConfig): DurableTier[] {
  const { world } = edge;
  const tiers: DurableTier[] = [];
  for (const name of durableNames(env, config)) {
    if (name === 'kv' && env.CACHE_KV !== undefined) tiers.push(new KvTier(world, env.CACHE_KV));
    if (name === 'r2' && env.CACHE_R2 !== undefined)
      tiers.push(new R2Tier(world, env.CACHE_R2, space === undefined ? PAGES : PROBED_PAGES));
  }
  return tiers;
}
