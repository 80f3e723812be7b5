/** Conflicts in the sandbox are told, found and settled. */
import { QueuedRequest, SandboxRequested } from '@dynamic-cache/contracts/sandbox';
import { ConflictsListed, ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import { describe, expect, it } from 'vitest';
import { type Caller, call, done, sharedCaller } from '../support/control-call.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { BEGIN } from '../support/world.ts';

const open = async () => sharedCaller(await openStand(), `plugin-${crypto.randomUUID()}`);
const REPORT = { site_id: 'site-1', agent_id: 'alice', severity: 2, summary: 'The fixtures are gone' };

const report = (caller: Caller, more: object = {}) =>
  done(caller, 'sandbox/conflicts/report', { ...REPORT, ...more }, ConflictTold).then(
    ({ conflict }) => conflict,
  );
const list = (caller: Caller, more: object = {}) =>
  done(caller, 'sandbox/conflicts/list', more, ConflictsListed);
const resolve = (caller: Caller, conflict_id: string, more: object = {}) =>
  call(caller, 'sandbox/conflicts/resolve', { conflict_id, agent_id: 'bob', ...more });

describe('a report', () => {
  it('is kept with its details as they were given, text or object', async () => {
    const caller = await open();
    const details = { expected: 3, found: [1, 2], by: "'; DELETE FROM sandbox_conflicts; --" };
    expect(await report(caller, { details })).toEqual({
      id: expect.stringMatching(/^conflict-/),
      site_id: 'site-1',
      request_id: null,
      reported_by_agent: 'alice',
      severity: 2,
      summary: 'The fixtures are gone',
      details,
      status: 'open',
      created_at: BEGIN,
      resolved_by_agent: null,
      resolution_note: null,
      resolved_at: null,
    });
    expect((await report(caller, { details: 'in words' })).details).toBe('in words');
  });

  it('about a request needs one of this plugin', async () => {
    const caller = await open();
    const body = { site_id: 'site-1', requested_by_agent: 'alice' };
    const { request } = await done(caller, 'sandbox/request', body, SandboxRequested);
    expect(QueuedRequest.parse(request).status).toBe('queued');
    expect((await report(caller, { request_id: request.id })).request_id).toBe(request.id);
    const other = sharedCaller(caller.stand, 'other-plugin');
    const foreign = await call(other, 'sandbox/conflicts/report', { ...REPORT, request_id: request.id });
    expect([foreign.status, errorOf(foreign)]).toEqual([404, 'sandbox_request_not_found']);
  });
});

describe('the list', () => {
  it('has the open ones, the newest first, and others when they are asked for', async () => {
    const caller = await open();
    const [first, second, third] = [
      await report(caller),
      await report(caller),
      await report(caller, { site_id: 'site-2' }),
    ];
    await resolve(caller, second.id, { resolution: 'dismissed' });
    const ids = async (more: object) => (await list(caller, more)).conflicts.map(({ id }) => id);
    expect(await ids({})).toEqual([third.id, first.id]);
    expect(await ids({ status: 'dismissed' })).toEqual([second.id]);
    expect(await ids({ status: 'resolved' })).toEqual([]);
    expect(await ids({ status: 'all', site_id: 'site-1' })).toEqual([second.id, first.id]);
    expect(await ids({ limit: 1, request_id: null })).toEqual([third.id]);
    expect((await list(caller)).count).toBe(2);
  });

  it('has none of another plugin', async () => {
    const caller = await open();
    await report(caller);
    expect((await list(await open(), { status: 'all' })).conflicts).toEqual([]);
  });

  it('spends its nonce', async () => {
    const caller = await open();
    const nonce = crypto.randomUUID();
    const send = () => call(caller, 'sandbox/conflicts/list', {}, { nonce });
    expect([(await send()).status, errorOf(await send())]).toEqual([200, 'replayed_nonce']);
  });
});

describe('a resolution', () => {
  it('says who, when and how; a second one is 409', async () => {
    const caller = await open();
    const { id } = await report(caller);
    caller.stand.world.pass(5);
    const { conflict } = ConflictTold.parse(
      JSON.parse((await resolve(caller, id, { note: 'restored' })).text),
    );
    expect(conflict).toMatchObject({
      status: 'resolved',
      resolved_by_agent: 'bob',
      resolution_note: 'restored',
      resolved_at: BEGIN + 5,
    });
    const again = await resolve(caller, id);
    expect([again.status, errorOf(again)]).toEqual([409, 'sandbox_conflict_not_open']);
  });

  it('of what is another plugin’s, or of nothing, is 404', async () => {
    const caller = await open();
    const { id } = await report(caller);
    for (const answer of [await resolve(await open(), id), await resolve(caller, 'conflict-0')]) {
      expect([answer.status, errorOf(answer)]).toEqual([404, 'sandbox_conflict_not_found']);
    }
  });
});
