/** `POST /api/plugin/testers`: a key for somebody who tests this site, told once. */

import { toHex } from '@dynamic-cache/contracts/canonical';
import { TesterInvite, TesterInvited } from '@dynamic-cache/contracts/testers';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { newSecret } from '../../sites/new-secret.ts';
import { TesterKeys } from '../../sites/tester-keys.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once, ownBody } from '../manage/signed-body.ts';

export async function inviteTester(c: Context<App>): Promise<Response> {
  const { site_id, name } = ownBody(c, TesterInvite);
  const { world } = c.get('edge');
  const now = unixTime(world);
  const pluginId = `tester-${toHex(world.random(8))}`;
  const tester = { pluginId, siteId: site_id, secret: newSecret(world), capabilityToken: newSecret(world) };
  const { secret, capabilityToken } = tester;
  const answer = await once<TesterInvited>(c, {
    action: 'tester.invite',
    detail: { plugin_id: pluginId },
    effect: new TesterKeys(c.env.CONTROL).issue(tester, name, now),
    answer: {
      ok: true,
      tester: { plugin_id: pluginId, name, created_at: now, revoked_at: null },
      secret,
      capability_token: capabilityToken,
    },
    schema: TesterInvited,
  });
  return c.json(answer, 201, NO_STORE);
}
