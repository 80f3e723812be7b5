/** `POST /plugin/wp/sandbox/vote`: what should come first. */
import { SandboxVote, SandboxVoted } from '@dynamic-cache/contracts/sandbox';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ownerOf } from '../../control/owner.ts';
import { SandboxQueue } from '../../sandbox/queue.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyOf } from './asked.ts';

export async function sandboxVote(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, SandboxVote);
  const signed = c.get('signed');
  const queue = new SandboxQueue(c.env.CONTROL, ownerOf(signed));
  const answer = await once(c, {
    action: 'sandbox.vote',
    detail: { plugin_id: signed.pluginId, request_id: body.request_id, vote: body.vote },
    refusal: queue.notOpen(body.request_id),
    effect: queue.vote(body, unixTime(c.get('edge').world)),
    answer: { built: queue.voted(body.request_id) },
    schema: SandboxVoted,
  });
  return c.json(answer, 200, NO_STORE);
}
