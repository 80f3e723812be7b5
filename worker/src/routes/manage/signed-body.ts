/** What the routes of the management API have in common: whose site it is, and a nonce that is spent once. */
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { audit } from '../../control/audit.ts';
import { behind } from '../../control/behind.ts';
import { type Change, mutateOnce } from '../../control/mutation.ts';
import { ApiFailure } from '../../failure.ts';
import { parseAs, parseJson } from '../../json-body.ts';
import type { Isolate } from '../../upkeep/isolate.ts';
import { unixTime } from '../../world.ts';

export const NO_STORE = { 'Cache-Control': 'no-store' };

/** The site that the signature stands for. */
export function ownSite(c: Context<App>): string {
  const { siteId } = c.get('signed');
  if (siteId === null) throw new ApiFailure('not_authorised_for_site');
  return siteId;
}

/** The body in the form of its schema; of the signer's own site, or 403. */
export function ownBody<T extends { site_id: string }>(c: Context<App>, schema: z.ZodType<T>): T {
  const body = parseAs(schema, parseJson(c.get('signed').body));
  if (body.site_id !== ownSite(c)) throw new ApiFailure('not_authorised_for_site');
  return body;
}

/** The query in the form of its schema; a parameter that is not known, or stands twice, is refused. */
export function queryOf<T>(c: Context<App>, schema: z.ZodType<T>): T {
  const twice = Object.entries(c.req.queries()).filter(([, values]) => values.length > 1);
  if (twice.length > 0) {
    throw new ApiFailure(
      'invalid_body',
      twice.map(([path]) => ({ path, message: 'stands twice' })),
    );
  }
  return parseAs(schema, c.req.query());
}

/** Happens once, with its line in the audit log; a repetition gets the first answer. */
export function once<T>(
  c: Context<App>,
  { action, detail, ...change }: Change<T> & { action: string; detail: object },
): Promise<T> {
  const { world } = c.get('edge');
  const signed = c.get('signed');
  const entry = { at: unixTime(world), siteId: signed.siteId, kid: signed.kid, action, detail };
  return mutateOnce(c.env.CONTROL, world, signed, {
    ...change,
    effect: (guard) => [...change.effect(guard), audit(c.env.CONTROL, entry, guard)],
  });
}

/** Spends the nonce of a POST that only measures. */
export async function spendNonce(c: Context<App>, action: string): Promise<void> {
  const schema = z.strictObject({ ok: z.literal(true) });
  await once(c, { action, detail: {}, effect: () => [], answer: { ok: true }, schema });
}

export function isolateOf(c: Context<App>): Isolate {
  return { edge: c.get('edge'), env: c.env, background: behind(c), chain: c.get('chain') };
}
