/** The queue of the sandbox as it is listed. */
import * as sandbox from '@dynamic-cache/contracts/sandbox';
import { describe, expect, it } from 'vitest';
import { type Caller, done, sharedCaller } from '../support/control-call.ts';
import { openStand } from '../support/stand.ts';

/** Every test has a queue of its own: a plugin id that nobody else has. */
const open = async () => sharedCaller(await openStand(), `plugin-${crypto.randomUUID()}`);

const ask = (caller: Caller, more: object = {}) =>
  done(
    caller,
    'sandbox/request',
    { site_id: 'site-1', requested_by_agent: 'alice', ...more },
    sandbox.SandboxRequested,
  ).then(({ request }) => request);
const vote = (caller: Caller, request_id: string, agent_id: string, value: number) =>
  done(caller, 'sandbox/vote', { request_id, agent_id, vote: value }, sandbox.SandboxVoted);
const claim = (caller: Caller, more: object = {}) =>
  done(caller, 'sandbox/claim', { agent_id: 'bob', ...more }, sandbox.SandboxClaimed);
const release = (caller: Caller, request_id: string, more: object = {}) =>
  done(
    caller,
    'sandbox/release',
    { request_id, agent_id: 'bob', outcome: 'completed', ...more },
    sandbox.SandboxReleased,
  );

describe('the list', () => {
  const list = (caller: Caller, more: object = {}) =>
    done(caller, 'sandbox/list', more, sandbox.SandboxListed).then(({ requests }) => requests);
  const ids = (listed: sandbox.ListedRequest[]) => listed.map(({ request }) => request.id);

  it('has what is claimed first, then what waits in the order in which it will be claimed', async () => {
    const caller = await open();
    const [urgent, usual, loved] = [
      await ask(caller, { priority_base: 5 }),
      await ask(caller),
      await ask(caller),
    ];
    await claim(caller, { sandbox_id: 'box-1' });
    await vote(caller, loved.id, 'carol', 2);
    await vote(caller, loved.id, 'dave', 1);
    const listed = await list(caller);
    expect(ids(listed)).toEqual([urgent.id, loved.id, usual.id]);
    expect(listed.map(({ votes }) => votes)).toEqual([0, 2, 0]);
    expect(listed.map(({ allocation }) => allocation?.agent_id ?? null)).toEqual(['bob', null, null]);
    expect(listed[0]?.allocation).toMatchObject({
      sandbox_id: 'box-1',
      status: 'active',
      request_id: urgent.id,
    });
  });

  it('has what is over only when it is asked for, the newest first', async () => {
    const caller = await open();
    for (const outcome of ['completed', 'failed']) {
      await ask(caller);
      const { selected_request } = await claim(caller);
      await release(caller, selected_request.id, { outcome });
    }
    expect(await list(caller)).toEqual([]);
    const all = await list(caller, { status: 'all' });
    expect(all.map(({ request }) => request.status)).toEqual(['failed', 'completed']);
    expect(await list(caller, { status: 'failed', limit: 1 })).toHaveLength(1);
  });

  it('has nothing of another owner, and is no longer than what was asked for', async () => {
    const [one, other] = [await open(), await open()];
    await ask(one);
    await ask(one);
    expect(await list(other, { status: 'all' })).toEqual([]);
    expect(await list(one, { limit: 1 })).toHaveLength(1);
  });
});
