/** KV and R2: whether the strategy wants them, they are there, and answer. Pages are right without; only slower. */
import type { Check } from '@dynamic-cache/contracts/cache-api';
import type { Strategy } from '@dynamic-cache/contracts/settings';
import type { Bindings } from '../../bindings.ts';
import type { World } from '../../world.ts';
import { fine, probe, warning } from './check.ts';

/** No page lies under it. */
const NOTHING = 'diagnostics';

export async function durableChecks(
  env: Bindings,
  world: World,
  strategy: Strategy | null,
): Promise<Check[]> {
  return Promise.all([kv(env, world, strategy), r2(env, world, strategy)]);
}

async function kv(
  { CACHE_KV, CACHE_KV_ENABLED }: Bindings,
  world: World,
  strategy: Strategy | null,
): Promise<Check> {
  const check = 'workers_kv';
  if (strategy !== 'edge-balanced' && strategy !== 'edge-r2')
    return fine(check, 'not needed by the strategy');
  if (CACHE_KV === undefined || CACHE_KV_ENABLED === 'false') {
    return warning(check, `the strategy ${strategy} keeps pages in KV, and none is there`, {
      cause: CACHE_KV === undefined ? 'CACHE_KV is not bound.' : 'CACHE_KV_ENABLED is false.',
      remedy:
        'Bind a namespace (`wrangler kv namespace create CACHE_KV`); the other tiers do alone meanwhile.',
    });
  }
  return softly(
    await probe(check, world, () => CACHE_KV.get(NOTHING), {
      cause: 'Workers KV does not answer; the other tiers do alone meanwhile.',
      remedy: 'Look at the status of Workers KV.',
    }),
  );
}

async function r2({ CACHE_R2 }: Bindings, world: World, strategy: Strategy | null): Promise<Check> {
  const check = 'r2';
  if (strategy !== 'edge-r2') return fine(check, 'not needed by the strategy');
  if (CACHE_R2 === undefined) {
    return warning(check, 'the strategy edge-r2 keeps pages in R2, and no bucket is there', {
      cause: 'CACHE_R2 is not bound.',
      remedy:
        'Bind a bucket (`wrangler r2 bucket create dynamic-cache-pages`), or choose the strategy edge-balanced.',
    });
  }
  return softly(
    await probe(check, world, () => CACHE_R2.head(NOTHING), {
      cause: 'R2 does not answer; the other tiers do alone meanwhile.',
      remedy: 'Look at the status of R2, and whether the bucket is still there.',
    }),
  );
}

/** A tier that is away makes nothing wrong. */
function softly(check: Check): Check {
  return check.status === 'failed' ? { ...check, status: 'warning' } : check;
}
