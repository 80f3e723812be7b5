/** A call of the public client happens once, in its time, and only with all that it needs. */
import { SandboxRequested } from '@dynamic-cache/contracts/sandbox';
import { describe, expect, it } from 'vitest';
import { type Caller, call, done, GATES, METRICS, rowsOf, sharedCaller } from '../support/control-call.ts';
import { requestOf } from '../support/signed-request.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { SwitchedD1 } from '../support/switched-d1.ts';
import { BEGIN } from '../support/world.ts';

const open = async () => sharedCaller(await openStand(), `plugin-${crypto.randomUUID()}`);
const REQUEST = { site_id: 'site-1', requested_by_agent: 'alice' };
const queued = (caller: Caller) =>
  caller.stand.env.CONTROL.prepare('SELECT count(*) AS n FROM sandbox_requests WHERE plugin_id = ?1')
    .bind(caller.signing.pluginId ?? '')
    .first('n');

describe('SIG-14 an exact replay', () => {
  it('is executed once, one after the other and 20 at once', async () => {
    const caller = await open();
    const prepared = await caller.stand.prepare(
      'POST',
      '/plugin/wp/sandbox/request',
      REQUEST,
      caller.signing,
    );
    prepared.headers['X-Capability-Token'] = caller.capability ?? '';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => caller.stand.send(requestOf(prepared))),
    );
    answers.push(await caller.stand.send(requestOf(prepared)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 20 }, () => 409),
    ]);
    expect(await queued(caller)).toBe(1);
  });

  it.each(['loadtests/shared', 'sandbox/conflicts/list'])(
    'of %s, which only reads, is refused as well',
    async (path) => {
      const caller = await open();
      const nonce = crypto.randomUUID();
      const send = () => call(caller, path, { site_id: 'site-1' }, { nonce });
      expect((await send()).status).toBe(200);
      const again = await send();
      expect([again.status, errorOf(again)]).toEqual([409, 'replayed_nonce']);
    },
  );

  it('of a profile, which is a GET, is answered again', async () => {
    const caller = await open();
    const nonce = crypto.randomUUID();
    const send = () => call(caller, 'cache/profile?site_id=site-1', undefined, { nonce });
    expect([(await send()).status, (await send()).status]).toEqual([404, 404]);
  });
});

describe('SIG-16 the same nonce with another body', () => {
  it('is 409 and has no effect', async () => {
    const caller = await open();
    const nonce = crypto.randomUUID();
    await call(caller, 'sandbox/request', REQUEST, { nonce });
    const answer = await call(caller, 'sandbox/request', { ...REQUEST, priority_base: 5 }, { nonce });
    expect([answer.status, errorOf(answer)]).toEqual([409, 'replayed_nonce']);
    expect(await queued(caller)).toBe(1);
  });

  it('also after a refusal that was found out inside the transaction', async () => {
    const caller = await open();
    const nonce = crypto.randomUUID();
    const first = await call(caller, 'sandbox/claim', { agent_id: 'a' }, { nonce });
    await done(caller, 'sandbox/request', REQUEST, SandboxRequested);
    const answer = await call(caller, 'sandbox/claim', { agent_id: 'a' }, { nonce });
    expect([errorOf(first), errorOf(answer)]).toEqual(['no_sandbox_request_available', 'replayed_nonce']);
  });
});

describe('SIG-17, API-20 a retry under its key', () => {
  it('gets the first answer again and has no second effect', async () => {
    const caller = await open();
    const send = () => call(caller, 'sandbox/request', REQUEST, { idempotencyKey: 'try-1' });
    const first = await send();
    caller.stand.world.pass(30);
    expect((await send()).text).toBe(first.text);
    expect(await queued(caller)).toBe(1);
  });

  it('with another body is a conflict', async () => {
    const caller = await open();
    await call(caller, 'sandbox/request', REQUEST, { idempotencyKey: 'try-1' });
    const answer = await call(
      caller,
      'sandbox/request',
      { ...REQUEST, priority_base: 5 },
      { idempotencyKey: 'try-1' },
    );
    expect([answer.status, errorOf(answer)]).toEqual([409, 'idempotency_key_conflict']);
    expect(await queued(caller)).toBe(1);
  });

  it('is its own for each plugin and each route, and forgotten after a day', async () => {
    const caller = await open();
    const idempotencyKey = 'try-1';
    await call(caller, 'sandbox/request', REQUEST, { idempotencyKey });
    const other = sharedCaller(caller.stand, `plugin-${crypto.randomUUID()}`);
    expect((await call(other, 'sandbox/request', REQUEST, { idempotencyKey })).status).toBe(201);
    expect((await call(caller, 'sandbox/claim', { agent_id: 'a' }, { idempotencyKey })).status).toBe(200);
    caller.stand.world.pass(86_401);
    await call(caller, 'sandbox/request', REQUEST, { idempotencyKey });
    expect(await queued(caller)).toBe(2);
  });
});

describe('SIG-12, SIG-25 a clock that is wrong', () => {
  it.each([-301, 301, -600, 86_400])('by %i seconds is refused, and nothing is stored', async (seconds) => {
    const caller = await open();
    const before = await rowsOf(caller.stand);
    const answer = await call(caller, 'sandbox/request', REQUEST, { timestamp: String(BEGIN + seconds) });
    expect([answer.status, errorOf(answer)]).toEqual([401, 'timestamp_out_of_window']);
    expect(await rowsOf(caller.stand)).toEqual(before);
  });
});

describe('SIG-18, R-27 a database that fails', () => {
  it('closes the route with 503 and a time to try again; afterwards all is as before', async () => {
    const caller = await open();
    const database = new SwitchedD1(caller.stand.env.CONTROL);
    caller.stand.env = { ...caller.stand.env, CONTROL: database };
    database.mode = 'down';
    const answer = await call(caller, 'sandbox/request', REQUEST);
    expect([answer.status, errorOf(answer)]).toEqual([503, 'storage_unavailable']);
    expect(answer.headers.get('Retry-After')).not.toBeNull();
    database.mode = 'up';
    expect(await queued(caller)).toBe(0);
    expect((await call(caller, 'sandbox/request', REQUEST)).status).toBe(201);
  });
});

describe('the capability token', () => {
  it.each([
    [null, 'missing_capability_token'],
    ['', 'missing_capability_token'],
    ['capability-token-of-somebody', 'invalid_capability_token'],
  ])('%j is %s on every sandbox route', async (capability, code) => {
    const caller = { ...(await open()), capability };
    for (const path of [
      'request',
      'list',
      'vote',
      'claim',
      'release',
      'conflicts/report',
      'conflicts/list',
      'conflicts/resolve',
    ]) {
      const answer = await call(caller, `sandbox/${path}`, {});
      expect([answer.status, errorOf(answer)]).toEqual([403, code]);
    }
  });

  it('is not asked for outside of the sandbox', async () => {
    const caller = { ...(await open()), capability: null };
    const body = {
      site_id: 'site-1',
      worker_id: 'w',
      page_tests: [{ page_path: '/', metrics: METRICS, gates: GATES }],
    };
    expect((await call(caller, 'loadtests/report', body)).status).toBe(201);
  });
});
