/** `POST /plugin/wp/sandbox/list`: who works on what, and what comes next. */
import { ListedRequest, SandboxList, type SandboxListed } from '@dynamic-cache/contracts/sandbox';
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { readOnce } from '../../control/mutation.ts';
import { ownerFor, ownerOf } from '../../control/owner.ts';
import { SandboxQueue } from '../../sandbox/queue.ts';
import { NO_STORE } from '../manage/signed-body.ts';
import { bodyOf } from './asked.ts';

const Rows = z.array(z.object({ listed: z.string() }));

export async function sandboxList(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, SandboxList);
  const signed = c.get('signed');
  const { CONTROL } = c.env;
  const owner = body.site_id == null ? ownerOf(signed) : await ownerFor(signed, body.site_id, CONTROL);
  const query = new SandboxQueue(CONTROL, owner).list(body);
  const [rows] = await readOnce(CONTROL, c.get('edge').world, signed, [query]);
  const requests = Rows.parse(rows).map(({ listed }) => ListedRequest.parse(JSON.parse(listed)));
  const answer: SandboxListed = { ok: true, count: requests.length, requests };
  return c.json(answer, 200, NO_STORE);
}
