/** What the Cache API tier has put away (src/tiers/cache-api.ts), for tests that damage it. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';

export const SHELF = 'https://dynamic-cache-edge.invalid/v3/';

export const STAMP = 'X-Dynamic-Cache-Stamp';

export const factsUrl = (stamp: string) => `${SHELF}facts/${stamp}`;

/** The same bytes with other facts, which are put away as the tier would. */
export async function refaced(copy: Response, change: (facts: string) => string): Promise<Response> {
  const headers = new Headers(copy.headers);
  const written = await caches.default.match(factsUrl(headers.get(STAMP) ?? ''));
  const facts = change((await written?.text()) ?? '');
  const stamp = await sha256Hex(facts);
  await caches.default.put(
    factsUrl(stamp),
    new Response(facts, { headers: { 'Cache-Control': 'max-age=600' } }),
  );
  headers.set(STAMP, stamp);
  return new Response(await copy.arrayBuffer(), { headers });
}
