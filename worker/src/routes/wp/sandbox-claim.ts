/** `POST /plugin/wp/sandbox/claim`: the best request that waits is this worker's now. */
import { SandboxClaim, SandboxClaimed } from '@dynamic-cache/contracts/sandbox';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ownerOf } from '../../control/owner.ts';
import { requeueExpired, SandboxAllocations } from '../../sandbox/allocations.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyOf, newId } from './asked.ts';

export async function sandboxClaim(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, SandboxClaim);
  const signed = c.get('signed');
  const { world } = c.get('edge');
  const now = unixTime(world);
  const allocations = new SandboxAllocations(c.env.CONTROL, ownerOf(signed));
  const id = newId(world, 'allocation');
  const answer = await once(c, {
    action: 'sandbox.claim',
    detail: { plugin_id: signed.pluginId, allocation_id: id },
    before: requeueExpired(c.env.CONTROL, now),
    refusal: allocations.nothingToClaim(body.sandbox_id ?? null, now),
    effect: allocations.claim(id, body, now),
    answer: { built: allocations.claimed(id) },
    schema: SandboxClaimed,
  });
  return c.json(answer, 200, NO_STORE);
}
