/** `/edge/cache/*` on the Worker's own hostname: a page of a registered site, as an anonymous visitor gets it. */
import { EDGE_PREFIX, type EdgePath, parseEdgePath } from '../cache/edge-path.ts';
import { ApiFailure } from '../failure.ts';
import { splitUrl } from '../middleware/signature-headers.ts';
import { answerProbe } from '../probe/answer-probe.ts';
import type { Asked } from '../serve/asked.ts';
import { servePage } from '../serve/page.ts';
import type { Site } from '../sites/site.ts';

/** The page, or null for any other path. */
export async function edgeCache(asked: Asked): Promise<Response | null> {
  const { request } = asked;
  const whole = splitUrl(request.url).target;
  if (!/^(\/|\?|$)/.test(whole.slice(EDGE_PREFIX.length)) || !whole.startsWith(EDGE_PREFIX)) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new ApiFailure('method_not_allowed');
  const path = parseEdgePath(whole);
  if (path === null) throw new ApiFailure('not_found');
  const { target, prefix } = path;
  const site = await siteOf(asked, path);
  const measured = await answerProbe(asked, site, path);
  return measured ?? servePage({ ...asked, site, route: 'edge-path', target, prefix });
}

async function siteOf({ env, edge, background }: Asked, { host }: EdgePath): Promise<Site> {
  const { DEFAULT_SITE_ID } = env;
  const kept =
    host !== null
      ? await edge.sites.byHost(host, env, background)
      : DEFAULT_SITE_ID === undefined || DEFAULT_SITE_ID === ''
        ? await edge.sites.only(env, background)
        : await edge.sites.byId(DEFAULT_SITE_ID, env, background);
  if (kept.state === 'none') throw new ApiFailure('storage_unavailable');
  if (kept.value.site === null) throw new ApiFailure('site_not_found');
  return kept.value.site;
}
