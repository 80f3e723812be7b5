/**
 * A probe by which the site measures its origin, and which its own address has led through here: passed on as it is, and its
 * answer passed back as it is. One that is not genuine is an ordinary visit.
 */
import { PROBE_HEADER, parseProbe, verifyProbe } from '@dynamic-cache/contracts/probe';
import { splitUrl } from '../middleware/signature-headers.ts';
import { passOn } from '../serve/pass-through.ts';
import type { Visit } from '../serve/visit.ts';
import { unixTime } from '../world.ts';

export async function relayProbe(visit: Visit): Promise<Response | null> {
  const header = visit.request.headers.get(PROBE_HEADER);
  const probe = header === null ? null : parseProbe(header);
  if (probe === null) return null;
  const { authority, target } = splitUrl(visit.request.url);
  const now = unixTime(visit.edge.world);
  for (const { probe: key } of visit.site.keys)
    if (await verifyProbe(key, probe, { host: authority, target }, now)) return passOn(visit);
  return null;
}
