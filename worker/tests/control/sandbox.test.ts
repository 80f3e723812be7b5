/** The sandbox: a queue that several workers share. */
import * as sandbox from '@dynamic-cache/contracts/sandbox';
import { describe, expect, it } from 'vitest';
import { createEdge } from '../../src/edge.ts';
import { onSchedule } from '../../src/upkeep/schedule.ts';
import { type Caller, call, done, sharedCaller, siteCaller } from '../support/control-call.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { BEGIN } from '../support/world.ts';

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

describe('a request', () => {
  it('waits with what is usual where nothing else is said, null being nothing', async () => {
    const caller = await open();
    const nothing = {
      task_type: null,
      priority_base: null,
      estimated_minutes: null,
      earliest_start_at: null,
      context: null,
    };
    for (const more of [{}, nothing]) {
      expect(await ask(caller, more)).toEqual({
        id: expect.stringMatching(/^request-[0-9a-f]{32}$/),
        site_id: 'site-1',
        plugin_id: caller.signing.pluginId,
        requested_by_agent: 'alice',
        task_type: 'generic',
        priority_base: 3,
        estimated_minutes: 30,
        earliest_start_at: null,
        context: null,
        status: 'queued',
        score: 30,
        created_at: BEGIN,
      });
    }
  });

  it('keeps its context as it was given, text or object', async () => {
    const caller = await open();
    const context = { branch: "x'); DROP TABLE sandbox_requests; --", deep: { list: [1, 2.5, null] } };
    expect((await ask(caller, { context })).context).toEqual(context);
    expect((await ask(caller, { context: 'a text with "quotes"' })).context).toBe('a text with "quotes"');
  });

  it('is answered with 201', async () => {
    const body = { site_id: 'site-1', requested_by_agent: 'alice' };
    expect((await call(await open(), 'sandbox/request', body)).status).toBe(201);
  });
});

describe('votes', () => {
  it('count once for each agent, the last one of it', async () => {
    const caller = await open();
    const { id } = await ask(caller, { priority_base: 2 });
    expect(await vote(caller, id, 'bob', 5)).toEqual({ ok: true, request_id: id, votes: 1, score: 25 });
    expect(await vote(caller, id, 'carol', -2)).toEqual({ ok: true, request_id: id, votes: 2, score: 23 });
    expect(await vote(caller, id, 'bob', -5)).toEqual({ ok: true, request_id: id, votes: 2, score: 13 });
  });

  it('are refused for what is over', async () => {
    const caller = await open();
    const { id } = await ask(caller);
    await claim(caller);
    await release(caller, id);
    const answer = await call(caller, 'sandbox/vote', { request_id: id, agent_id: 'bob', vote: 1 });
    expect([answer.status, errorOf(answer)]).toEqual([409, 'sandbox_request_closed']);
  });
});

describe('a claim', () => {
  it('takes the highest score, and of equal ones the oldest', async () => {
    const caller = await open();
    const old = await ask(caller, { priority_base: 3 });
    const later = await ask(caller, { priority_base: 3 });
    const urgent = await ask(caller, { priority_base: 4 });
    const voted = await ask(caller, { priority_base: 3 });
    for (const agent of ['a', 'b', 'c']) await vote(caller, voted.id, agent, 5);
    const order = [];
    for (const _ of [1, 2, 3, 4]) order.push((await claim(caller)).selected_request.id);
    expect(order).toEqual([voted.id, urgent.id, old.id, later.id]);
  });

  it('tells what was taken, by whom and for how long', async () => {
    const caller = await open();
    const { id } = await ask(caller);
    expect(await claim(caller, { slot_minutes: 45, sandbox_id: 'box-1' })).toEqual({
      ok: true,
      selected_request: expect.objectContaining({ id, status: 'claimed' }),
      selected_score: 30,
      allocation: {
        id: expect.stringMatching(/^allocation-/),
        request_id: id,
        agent_id: 'bob',
        sandbox_id: 'box-1',
        status: 'active',
        start_at: BEGIN,
        end_at: BEGIN + 45 * 60,
        released_at: null,
        note: null,
      },
    });
  });

  it.each([
    ['seconds', BEGIN + 60],
    ['a date', new Date((BEGIN + 60) * 1000).toISOString()],
  ])('does not take what may not begin yet, told as %s', async (_, earliest_start_at) => {
    const caller = await open();
    const { id } = await ask(caller, { earliest_start_at });
    const early = await call(caller, 'sandbox/claim', { agent_id: 'bob' });
    expect([early.status, errorOf(early)]).toEqual([409, 'no_sandbox_request_available']);
    caller.stand.world.pass(60);
    expect((await claim(caller)).selected_request.id).toBe(id);
  });

  it('that found nothing is free to be tried again under its key', async () => {
    const caller = await open();
    const idempotencyKey = 'claim-1';
    const again = () => call(caller, 'sandbox/claim', { agent_id: 'bob' }, { idempotencyKey });
    expect(errorOf(await again())).toBe('no_sandbox_request_available');
    await ask(caller);
    const [first, second] = [await again(), await again()];
    expect([first.status, second.text]).toEqual([200, first.text]);
  });

  it('of a sandbox that is in use is a conflict, until it is released', async () => {
    const caller = await open();
    const [first, second] = [await ask(caller), await ask(caller)];
    await claim(caller, { sandbox_id: 'box-1' });
    const refused = await call(caller, 'sandbox/claim', { agent_id: 'carol', sandbox_id: 'box-1' });
    expect([refused.status, errorOf(refused)]).toEqual([409, 'sandbox_claim_conflict']);
    await release(caller, first.id);
    expect((await claim(caller, { sandbox_id: 'box-1' })).selected_request.id).toBe(second.id);
  });
});

describe('an allocation whose time is over', () => {
  it('is in the queue again at the next claim', async () => {
    const caller = await open();
    const { id } = await ask(caller);
    await claim(caller, { slot_minutes: 5 });
    caller.stand.world.pass(299);
    expect(errorOf(await call(caller, 'sandbox/claim', { agent_id: 'eve' }))).toBe(
      'no_sandbox_request_available',
    );
    caller.stand.world.pass(1);
    const { selected_request, allocation } = await claim(caller, { agent_id: 'eve' });
    expect([selected_request.id, allocation.agent_id]).toEqual([id, 'eve']);
    const late = await call(caller, 'sandbox/release', {
      request_id: id,
      agent_id: 'bob',
      outcome: 'completed',
    });
    expect([late.status, errorOf(late)]).toEqual([403, 'not_claimer_or_requester']);
  });

  it('is in the queue again by the schedule, without a claim', async () => {
    const caller = await open();
    const { stand } = caller;
    const { id } = await ask(caller);
    await claim(caller, { slot_minutes: 5 });
    stand.world.pass(300);
    const isolate = {
      edge: createEdge(stand.world),
      env: stand.env,
      background: () => {},
      chain: async () => null,
    };
    await onSchedule(isolate);
    const row = await stand.env.CONTROL.prepare(
      `SELECT r.status, a.status AS allocation FROM sandbox_requests r JOIN sandbox_allocations a ON a.request_id = r.id
       WHERE r.id = ?1`,
    )
      .bind(id)
      .first();
    expect(row).toEqual({ status: 'queued', allocation: 'expired' });
  });
});

describe('a release', () => {
  it.each([
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['requeue', 'queued'],
  ])('as %s leaves the request %s', async (outcome, status) => {
    const caller = await open();
    const { id } = await ask(caller);
    await claim(caller);
    caller.stand.world.pass(10);
    const { request, allocation } = await release(caller, id, { outcome, note: 'so it went' });
    expect([request.status, allocation.status, allocation.note, allocation.released_at]).toEqual([
      status,
      outcome,
      'so it went',
      BEGIN + 10,
    ]);
    const next = await call(caller, 'sandbox/claim', { agent_id: 'bob' });
    expect(next.status).toBe(status === 'queued' ? 200 : 409);
  });

  it('is for the claimer and the requester, and for nobody else', async () => {
    const caller = await open();
    const { id } = await ask(caller);
    await claim(caller);
    const stranger = await call(caller, 'sandbox/release', {
      request_id: id,
      agent_id: 'eve',
      outcome: 'failed',
    });
    expect([stranger.status, errorOf(stranger)]).toEqual([403, 'not_claimer_or_requester']);
    expect((await release(caller, id, { agent_id: 'alice' })).request.status).toBe('completed');
  });

  it('of what nobody has claimed, or of what is not there, is refused', async () => {
    const caller = await open();
    const { id } = await ask(caller);
    const body = { agent_id: 'alice', outcome: 'completed' };
    const queued = await call(caller, 'sandbox/release', { ...body, request_id: id });
    expect([queued.status, errorOf(queued)]).toEqual([409, 'sandbox_request_not_claimed']);
    const unknown = await call(caller, 'sandbox/release', { ...body, request_id: 'request-0' });
    expect([unknown.status, errorOf(unknown)]).toEqual([404, 'sandbox_request_not_found']);
  });
});

describe('rows of another plugin', () => {
  it('are neither found, claimed, voted on nor released', async () => {
    const mine = await open();
    const other = sharedCaller(mine.stand, `plugin-${crypto.randomUUID()}`);
    const { id } = await ask(mine);
    const calls: [string, object, string][] = [
      ['vote', { request_id: id, agent_id: 'eve', vote: 5 }, 'sandbox_request_not_found'],
      ['claim', { agent_id: 'eve' }, 'no_sandbox_request_available'],
      ['release', { request_id: id, agent_id: 'alice', outcome: 'failed' }, 'sandbox_request_not_found'],
    ];
    for (const [path, body, code] of calls) {
      expect(errorOf(await call(other, `sandbox/${path}`, body))).toBe(code);
    }
    const { selected_request } = await claim(mine);
    expect([selected_request.id, selected_request.score]).toEqual([id, 30]);
  });

  it('a registered site has a queue of its own, and speaks for no other site', async () => {
    const shared = await open();
    const site = siteCaller(shared.stand);
    await ask(shared);
    expect(errorOf(await call(site, 'sandbox/claim', { agent_id: 'eve' }))).toBe(
      'no_sandbox_request_available',
    );
    const foreign = { site_id: 'site-1', requested_by_agent: 'eve' };
    expect(errorOf(await call(site, 'sandbox/request', foreign))).toBe('not_authorised_for_site');
    const posing = { site_id: shared.stand.siteId, requested_by_agent: 'eve' };
    expect(errorOf(await call(shared, 'sandbox/request', posing))).toBe('not_authorised_for_site');
  });
});
