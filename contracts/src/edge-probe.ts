/**
 * `X-Dynamic-Cache-Edge-Probe`: the site measures what its visitors get through the Worker. A genuine one is answered as a
 * visit of the site's own host, whatever cookies it carries, by the strategy that it names and out of a space that no
 * visitor is served from: the key has one field more. It comes to `/edge/cache/~<host>/<path>` on the Worker's own hostname;
 * anything else is an ordinary visit there. The answer is proven by `X-Dynamic-Cache-Probed` (probe.ts), under the same key.
 * What the Worker asks of WordPress for it is a probe too, signed with that key, in the same space.
 */
import { z } from 'zod';
import { type HmacKey, hmacHex, hmacMatches, lengthPrefixed } from './canonical.ts';
import { PROBE_WINDOW, Probe, type ProbedRequest } from './probe.ts';
import { Strategy } from './settings.ts';

export const EDGE_PROBE_HEADER = 'X-Dynamic-Cache-Edge-Probe';

/** HKDF info of the key that signs it: of site and Worker alike. */
export const PROBE_INFO = 'dynamic-cache/v1/probe';

/** Which tiers are asked: as for a visitor, or R2 alone, which then says what it has and fetches nothing. */
export const ProbedTiers = z.enum(['all', 'r2']);
export type ProbedTiers = z.infer<typeof ProbedTiers>;

export const EdgeProbe = Probe.extend({
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  strategy: Strategy,
  tiers: ProbedTiers,
});
export type EdgeProbe = z.infer<typeof EdgeProbe>;

type Unsigned = Omit<EdgeProbe, 'mac'>;

function message(probe: Unsigned, { host, target }: ProbedRequest): string {
  const { kid, strategy, tiers, run, space, ts, nonce } = probe;
  return lengthPrefixed(['edgeprobe1', kid, strategy, tiers, run, space, ts, nonce, host, target]);
}

/** What stands behind the canonical key string of a page in the space of a probe; plugin/src/Engine/Probe.php has the same. */
export function spaceField({ run, space }: Pick<Probe, 'run' | 'space'>): string {
  return lengthPrefixed([`probe ${run} ${space}`]);
}

/** Value of the header; `request` has the site's host, as it stands behind `~`, and the page's target. */
export async function signEdgeProbe(key: HmacKey, probe: Unsigned, request: ProbedRequest): Promise<string> {
  const { kid, strategy, tiers, run, space, ts, nonce } = probe;
  const mac = await hmacHex(key, message(probe, request));
  return `v1;kid=${kid};strategy=${strategy};tiers=${tiers};run=${run};space=${space};ts=${ts};nonce=${nonce};mac=${mac}`;
}

const NAMES = ['kid', 'strategy', 'tiers', 'run', 'space', 'ts', 'nonce', 'mac'];
const FORM = new RegExp(`^v1;${NAMES.map((name) => `${name}=([^;]*)`).join(';')}$`);

/** Reads a value of the header; null when it does not have the exact form. */
export function parseEdgeProbe(header: string): EdgeProbe | null {
  const [, ...values] = FORM.exec(header) ?? [];
  return EdgeProbe.safeParse(Object.fromEntries(NAMES.map((name, at) => [name, values[at]]))).data ?? null;
}

/** Whether it is genuine for this request, and its clock within the window. `now` in Unix seconds. */
export async function verifyEdgeProbe(key: HmacKey, probe: EdgeProbe, request: ProbedRequest, now: number) {
  const genuine = await hmacMatches(key, message(probe, request), probe.mac);
  return genuine && Math.abs(now - Number(probe.ts)) <= PROBE_WINDOW;
}
