/** `POST /plugin/wp/sandbox/conflicts/resolve`: settled, or none at all. */
import { ConflictResolve, ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ownerOf } from '../../control/owner.ts';
import { SandboxConflicts } from '../../sandbox/conflicts.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyOf } from './asked.ts';

export async function conflictResolve(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, ConflictResolve);
  const signed = c.get('signed');
  const conflicts = new SandboxConflicts(c.env.CONTROL, ownerOf(signed));
  const answer = await once(c, {
    action: 'sandbox.conflict.resolve',
    detail: { plugin_id: signed.pluginId, conflict_id: body.conflict_id },
    refusal: conflicts.notOpen(body.conflict_id),
    effect: conflicts.resolve(body, unixTime(c.get('edge').world)),
    answer: { built: conflicts.told(body.conflict_id) },
    schema: ConflictTold,
  });
  return c.json(answer, 200, NO_STORE);
}
