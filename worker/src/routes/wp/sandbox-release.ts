/** `POST /plugin/wp/sandbox/release`: the work on a request ends, one way or another. */
import { SandboxRelease, SandboxReleased } from '@dynamic-cache/contracts/sandbox';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ownerOf } from '../../control/owner.ts';
import { requeueExpired, SandboxAllocations } from '../../sandbox/allocations.ts';
import { SandboxQueue } from '../../sandbox/queue.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyOf } from './asked.ts';

export async function sandboxRelease(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, SandboxRelease);
  const signed = c.get('signed');
  const owner = ownerOf(signed);
  const now = unixTime(c.get('edge').world);
  const allocations = new SandboxAllocations(c.env.CONTROL, owner);
  const answer = await once(c, {
    action: 'sandbox.release',
    detail: { plugin_id: signed.pluginId, request_id: body.request_id, outcome: body.outcome },
    before: requeueExpired(c.env.CONTROL, now),
    refusal: allocations.notReleasable(new SandboxQueue(c.env.CONTROL, owner), body),
    effect: allocations.release(body, now),
    answer: { built: allocations.released(body.request_id) },
    schema: SandboxReleased,
  });
  return c.json(answer, 200, NO_STORE);
}
