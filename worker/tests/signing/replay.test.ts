/** A request happens once, and only in its time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PURGE, PurgeCall, purgesOf } from '../support/purge-call.ts';
import { requestOf } from '../support/signed-request.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { BEGIN } from '../support/world.ts';

let call: PurgeCall;
beforeAll(async () => {
  call = await PurgeCall.open();
});

describe('SIG-01 a valid signature', () => {
  it('is executed once', async () => {
    const fresh = await openStand();
    const answer = await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['post:12'] });
    expect(answer.status).toBe(200);
    expect(await purgesOf(fresh)).toBe(1);
  });
});

describe('SIG-12 the window', () => {
  it.each([
    [-301, 401],
    [-300, 200],
    [-299, 200],
    [299, 200],
    [300, 200],
    [301, 401],
  ])('a clock off by %i seconds is %i', async (seconds, status) => {
    const fresh = await openStand();
    const timestamp = String(BEGIN + seconds);
    const answer = await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] }, { timestamp });
    expect(answer.status).toBe(status);
    if (status === 401) expect(errorOf(answer)).toBe('timestamp_out_of_window');
  });

  it('a wrong signature is told before a wrong time', async () => {
    const answer = await call.stand.signed('POST', PURGE, call.body, {
      timestamp: String(BEGIN - 9999),
      key: { kid: call.stand.key.kid, secret: 'n'.repeat(43) },
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });
});

describe('SIG-13 the timestamp is strict', () => {
  it.each([
    'abc',
    '1.5',
    '1e9',
    '-1',
    '+1795000000',
    '01795000000',
    '1'.repeat(20),
    '1795000000000',
    '1795000000junk',
    '1795000000, 1795000000',
  ])('%s is invalid_timestamp', async (timestamp) => {
    const answer = await call.stand.signed('POST', PURGE, call.body, { timestamp });
    expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_timestamp']);
  });

  it.each(['not-a-uuid', '00000000-0000-1000-8000-000000000000', '3d6f4a52-9a0e-4f3b-8a63-5f0f5b8a2c1'])(
    'and so is the nonce: %s is invalid_nonce',
    async (nonce) => {
      expect(errorOf(await call.stand.signed('POST', PURGE, call.body, { nonce }))).toBe('invalid_nonce');
    },
  );
});

describe('SIG-14 an exact replay', () => {
  it('is executed once, one after the other and 20 at once', async () => {
    const fresh = await openStand();
    const prepared = await fresh.prepare('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fresh.send(requestOf(prepared))));
    answers.push(await fresh.send(requestOf(prepared)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 20 }, () => 409)]);
    expect(await purgesOf(fresh)).toBe(1);
  });

  it('of a configuration is 409, and nothing is written a second time', async () => {
    const fresh = await openStand();
    const prepared = await fresh.prepare('PUT', '/api/plugin/config', {
      ...fresh.config,
      revision: 'a'.repeat(16),
    });
    expect((await fresh.send(requestOf(prepared))).status).toBe(200);
    const again = await fresh.send(requestOf(prepared));
    expect([again.status, errorOf(again)]).toEqual([409, 'replayed_nonce']);
  });
});

describe('SIG-15 a nonce', () => {
  it('is remembered for longer than its timestamp can stay valid', async () => {
    const fresh = await openStand();
    const now = Math.floor(fresh.world.now() / 1000);
    const config = { ...fresh.config, revision: 'b'.repeat(16) };
    const prepared = await fresh.prepare('PUT', '/api/plugin/config', config, {
      timestamp: String(now + 300),
    });
    expect((await fresh.send(requestOf(prepared))).status).toBe(200);
    fresh.world.pass(600);
    expect(errorOf(await fresh.send(requestOf(prepared)))).toBe('replayed_nonce');
    fresh.world.pass(1);
    expect(errorOf(await fresh.send(requestOf(prepared)))).toBe('timestamp_out_of_window');
  });
});

describe('SIG-16 the same nonce with another body', () => {
  it('is 409 and has no effect', async () => {
    const fresh = await openStand();
    const nonce = crypto.randomUUID();
    await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] }, { nonce });
    const answer = await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['b'] }, { nonce });
    expect([answer.status, errorOf(answer)]).toEqual([409, 'replayed_nonce']);
    expect(await purgesOf(fresh)).toBe(1);
  });
});

describe('SIG-17 an honest retry', () => {
  it('gets the first answer again and has no second effect', async () => {
    const fresh = await openStand();
    const idempotencyKey = 'outbox-17';
    const send = () =>
      fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] }, { idempotencyKey });
    const first = await send();
    await fresh.purge({ tags: ['b'] });
    fresh.world.pass(30);
    expect((await send()).text).toBe(first.text);
    expect(await purgesOf(fresh)).toBe(2);
  });

  it('with another body under the same key is a conflict', async () => {
    const fresh = await openStand();
    const idempotencyKey = 'outbox-17';
    await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] }, { idempotencyKey });
    const answer = await fresh.signed(
      'POST',
      PURGE,
      { site_id: fresh.siteId, tags: ['b'] },
      { idempotencyKey },
    );
    expect([answer.status, errorOf(answer)]).toEqual([409, 'idempotency_key_conflict']);
    expect(await purgesOf(fresh)).toBe(1);
  });

  it('of a configuration gets the first answer, with another body a conflict', async () => {
    const fresh = await openStand();
    const put = (revision: string) =>
      fresh.signed('PUT', '/api/plugin/config', { ...fresh.config, revision }, { idempotencyKey: 'c-1' });
    const first = await put('c'.repeat(16));
    expect((await put('c'.repeat(16))).text).toBe(first.text);
    expect(errorOf(await put('d'.repeat(16)))).toBe('idempotency_key_conflict');
  });
});
