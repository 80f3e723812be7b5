/** `GET /plugin/wp/cache/profile`: what was measured to be best, and what counts. */
import { type ProfileAnswer, ProfileQuery } from '@dynamic-cache/contracts/benchmark';
import type { Context } from 'hono';
import { StrategyProfiles } from '../../benchmark/profiles.ts';
import type { App } from '../../context.ts';
import { ownerFor } from '../../control/owner.ts';
import { ApiFailure } from '../../failure.ts';
import { NO_STORE, queryOf } from '../manage/signed-body.ts';
import { refuseMissing } from './asked.ts';

export async function profile(c: Context<App>): Promise<Response> {
  refuseMissing(c.req.query(), { site_id: 'missing_site_id' });
  const query = queryOf(c, ProfileQuery);
  const { tenant } = await ownerFor(c.get('signed'), query.site_id, c.env.CONTROL);
  const found = await new StrategyProfiles(c.env.CONTROL).find(tenant, query);
  if (found === null) throw new ApiFailure('profile_not_found');
  const answer: ProfileAnswer = { ok: true, profile: found };
  return c.json(answer, 200, NO_STORE);
}
