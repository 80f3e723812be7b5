/** `POST /api/plugin/testers/revoke`: a tester's key ends at once. */
import { TesterRevoke, TesterRevoked } from '@dynamic-cache/contracts/testers';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { TesterKeys } from '../../sites/tester-keys.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once, ownBody } from '../manage/signed-body.ts';

export async function revokeTester(c: Context<App>): Promise<Response> {
  const { site_id, plugin_id } = ownBody(c, TesterRevoke);
  const testers = new TesterKeys(c.env.CONTROL);
  const answer = await once(c, {
    action: 'tester.revoke',
    detail: { plugin_id },
    refusal: testers.notOf(site_id, plugin_id),
    effect: testers.revoke(site_id, plugin_id, unixTime(c.get('edge').world)),
    answer: { built: testers.told(plugin_id) },
    schema: TesterRevoked,
  });
  return c.json(answer, 200, NO_STORE);
}
