/** `POST /api/plugin/people/records`: what the sandbox of the site knows of one person. */
import {
  MOST_RECORDS,
  PersonQuery,
  PersonRecord,
  type PersonRecords,
} from '@dynamic-cache/contracts/sandbox-people';
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../../context.ts';
import { readOnce } from '../../control/mutation.ts';
import { SandboxPeople } from '../../sandbox/people.ts';
import { NO_STORE, ownBody } from '../manage/signed-body.ts';

export async function personRecords(c: Context<App>): Promise<Response> {
  const { site_id, agent_id, offset } = ownBody(c, PersonQuery);
  const records = new SandboxPeople(c.env.CONTROL).records(site_id, agent_id, offset ?? 0);
  const [rows] = await readOnce(c.env.CONTROL, c.get('edge').world, c.get('signed'), [records]);
  const found = z.array(PersonRecord).parse(rows ?? []);
  const answer: PersonRecords = {
    ok: true,
    records: found.slice(0, MOST_RECORDS),
    more: found.length > MOST_RECORDS,
  };
  return c.json(answer, 200, NO_STORE);
}
