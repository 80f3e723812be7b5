/** `POST /api/plugin/people/erase`: the name of a person goes out of the sandbox of the site. */
import { toHex } from '@dynamic-cache/contracts/canonical';
import { PersonErase, PersonErased } from '@dynamic-cache/contracts/sandbox-people';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { SandboxPeople } from '../../sandbox/people.ts';
import { NO_STORE, once, ownBody } from '../manage/signed-body.ts';

export async function erasePerson(c: Context<App>): Promise<Response> {
  const { site_id, agent_id } = ownBody(c, PersonErase);
  const people = new SandboxPeople(c.env.CONTROL);
  const nobody = `erased-${toHex(c.get('edge').world.random(8))}`;
  const answer = await once(c, {
    // The audit log is not told whose name it was.
    action: 'person.erase',
    detail: { nobody },
    effect: people.erase(site_id, agent_id, nobody),
    answer: { built: people.erased(site_id, nobody) },
    schema: PersonErased,
  });
  return c.json(answer, 200, NO_STORE);
}
