/** `POST /plugin/wp/sandbox/request`: somebody needs the sandbox. */
import { SandboxRequest, SandboxRequested } from '@dynamic-cache/contracts/sandbox';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { SandboxQueue } from '../../sandbox/queue.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyAboutSite, newId } from './asked.ts';

export async function sandboxRequest(c: Context<App>): Promise<Response> {
  const { body, owner } = await bodyAboutSite(c, SandboxRequest);
  const { world } = c.get('edge');
  const queue = new SandboxQueue(c.env.CONTROL, owner);
  const id = newId(world, 'request');
  const answer = await once(c, {
    action: 'sandbox.request',
    detail: { plugin_id: c.get('signed').pluginId, site_id: body.site_id, request_id: id },
    effect: queue.add(id, body, unixTime(world)),
    answer: { built: queue.told(id) },
    schema: SandboxRequested,
  });
  return c.json(answer, 201, NO_STORE);
}
