/** A page of a site asked of the chain that visitors go through, as an anonymous visitor and without being counted. */
import type { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import type { Bindings } from '../bindings.ts';
import type { Edge } from '../edge.ts';
import type { Chain } from '../serve/asked.ts';
import type { Background } from '../world.ts';
import type { Ask } from './run.ts';

/** Asks for pages of one site, which has chosen how it is looked after. */
export interface Asker {
  ask: Ask;
  options: CacheOptions;
}

/** Null while the site, or where it answers, is unknown. */
export async function pageAsker(
  { edge, env, background, chain }: { edge: Edge; env: Bindings; background: Background; chain: Chain },
  siteId: string,
): Promise<Asker | null> {
  const kept = await edge.sites.byId(siteId, env, background);
  const config = kept.state === 'none' ? null : (kept.value.site?.config ?? null);
  if (config === null) return null;
  const { scheme, host } = config.canonical;
  const ask = async (path: string) => {
    const request = new Request(`${scheme}://${host}${path}`, { redirect: 'manual' });
    const response = await chain({ request, env, edge, background, isProbe: true });
    return response ?? new Response(null, { status: 404 });
  };
  return { ask, options: config.cache };
}
