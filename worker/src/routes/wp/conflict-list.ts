/** `POST /plugin/wp/sandbox/conflicts/list`. */
import { Conflict, ConflictList, type ConflictsListed } from '@dynamic-cache/contracts/sandbox-conflicts';
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { readOnce } from '../../control/mutation.ts';
import { ownerFor, ownerOf } from '../../control/owner.ts';
import { SandboxConflicts } from '../../sandbox/conflicts.ts';
import { NO_STORE } from '../manage/signed-body.ts';
import { bodyOf } from './asked.ts';

const Rows = z.array(z.object({ conflict: z.string() }));

export async function conflictList(c: Context<App>): Promise<Response> {
  const body = bodyOf(c, ConflictList);
  const signed = c.get('signed');
  const { CONTROL } = c.env;
  const owner = body.site_id == null ? ownerOf(signed) : await ownerFor(signed, body.site_id, CONTROL);
  const query = new SandboxConflicts(CONTROL, owner).list(body);
  const [rows] = await readOnce(CONTROL, c.get('edge').world, signed, [query]);
  const conflicts = Rows.parse(rows).map(({ conflict }) => Conflict.parse(JSON.parse(conflict)));
  const answer: z.infer<typeof ConflictsListed> = { ok: true, count: conflicts.length, conflicts };
  return c.json(answer, 200, NO_STORE);
}
