/**
 * An origin's error (5xx) to a fetch that was made for nobody in particular. Visitors who waited for it are told it too,
 * because an origin that fails is not helped by two hundred more requests; it is not stored, so the next visitor asks
 * anew. In general mode a fetch carries the client's own fields and its error may be due to them: there each asks for
 * itself (gateway/miss.ts).
 */
import { boundedBody } from '../tiers/bounded-body.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import type { Found } from '../tiers/tier.ts';
import { originResponse } from './answer.ts';
import type { SharedError } from './flights.ts';
import type { Visit } from './visit.ts';

/** Longer ones are for the first visitor alone, in bytes. */
const LONGEST = 65_536;

/** What was said of the bytes on their way here. */
const OF_THE_WAY = ['Content-Length', 'Content-Encoding', 'Transfer-Encoding'];

/** The same answer, and what can be told to others of it; null when it is no error, or too long. */
export async function withError(found: Found): Promise<{ found: Found; error: SharedError | null }> {
  if (found.found !== 'response' || found.response.status < 500) return { found, error: null };
  const { response, reason } = found;
  const body = await boundedBody(response.body, LONGEST).catch(() => {
    throw new OriginUnreachable('cut off');
  });
  if (!body.isWhole)
    return { found: { ...found, response: new Response(body.stream, response) }, error: null };
  const { status, statusText } = response;
  const own = new Headers(response.headers);
  for (const name of OF_THE_WAY) own.delete(name);
  const headers = [...own].filter(([name]) => name !== 'set-cookie');
  const whole = new Response(body.bytes, { status, statusText, headers: own });
  return { found: { ...found, response: whole }, error: { status, headers, body: body.bytes, reason } };
}

export function errorResponse(visit: Visit, { status, headers, body, reason }: SharedError): Response {
  const handling = { how: 'miss', stored: false, collapsed: true, status, reason } as const;
  return originResponse(visit, new Response(body, { status, headers }), handling);
}
