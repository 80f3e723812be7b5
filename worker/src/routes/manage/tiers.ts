/** What each tier alone has of a page, and how fast it says so. */
import type { TestAnswer } from '@dynamic-cache/contracts/cache-api';
import { LOCAL_SITE, openExchange } from '../../gateway/exchange.ts';
import { pageOf } from '../../serve/page.ts';
import type { Page } from '../../serve/stored.ts';
import { decide, type Visit } from '../../serve/visit.ts';
import type { Site } from '../../sites/site.ts';
import type { Isolate } from '../../upkeep/isolate.ts';

/** Empty for a page that the rules keep away from the cache. */
export async function measureTiers(
  isolate: Isolate,
  siteId: string,
  path: string,
): Promise<TestAnswer['tiers']> {
  const { edge, env, background } = isolate;
  const kept = await edge.sites.byId(siteId, env, background);
  const site = kept.state === 'none' ? null : kept.value.site;
  const page = site === null ? null : await pageFor(isolate, site, path);
  if (page === null) return [];
  const measured: TestAnswer['tiers'] = [];
  for (const tier of [...page.tiers, ...page.durable]) {
    const began = edge.world.now();
    const found = await tier.find(page.wanted);
    const reason = found.found === 'nothing' ? found.reason : null;
    measured.push({ tier: tier.name, found: found.found === 'entry', reason, ms: edge.world.now() - began });
  }
  return measured;
}

async function pageFor({ edge, env, background }: Isolate, site: Site, path: string): Promise<Page | null> {
  const { config } = site;
  if (config === null) return null;
  const request = new Request(`${config.canonical.scheme}://${config.canonical.host}${path}`);
  const asked = { request, env, edge, background, isProbe: true };
  if (site.id === LOCAL_SITE && env.ORIGIN !== undefined) {
    return (await openExchange(asked, site, env.ORIGIN))?.page ?? null;
  }
  const visit: Visit = { ...asked, site, route: 'zone', target: path, prefix: '' };
  const decision = decide(visit, config);
  if (decision.action === 'bypass') return null;
  const key = await edge.keys.keyOf(decision.canonical);
  return pageOf(visit, config, { key, path: decision.path, query: decision.query }, decision.ignored);
}
