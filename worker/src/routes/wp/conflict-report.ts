/** `POST /plugin/wp/sandbox/conflicts/report`: somebody was in the way. */
import { ConflictReport, ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { SandboxConflicts } from '../../sandbox/conflicts.ts';
import { SandboxQueue } from '../../sandbox/queue.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyAboutSite, newId } from './asked.ts';

export async function conflictReport(c: Context<App>): Promise<Response> {
  const { body, owner } = await bodyAboutSite(c, ConflictReport);
  const { world } = c.get('edge');
  const conflicts = new SandboxConflicts(c.env.CONTROL, owner);
  const id = newId(world, 'conflict');
  const about = body.request_id ?? null;
  const answer = await once(c, {
    action: 'sandbox.conflict.report',
    detail: { plugin_id: c.get('signed').pluginId, site_id: body.site_id, conflict_id: id },
    ...(about === null ? {} : { refusal: new SandboxQueue(c.env.CONTROL, owner).notThere(about) }),
    effect: conflicts.add(id, body, unixTime(world)),
    answer: { built: conflicts.told(id) },
    schema: ConflictTold,
  });
  return c.json(answer, 201, NO_STORE);
}
