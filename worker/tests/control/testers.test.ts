/** Testers have keys of their own: for one site, for its sandbox and load tests, until they are revoked. */
import { LoadtestReported, LoadtestsShared } from '@dynamic-cache/contracts/loadtests';
import { SandboxClaimed, SandboxRequested } from '@dynamic-cache/contracts/sandbox';
import { TesterInvited, TesterRevoked, TestersListed } from '@dynamic-cache/contracts/testers';
import { describe, expect, it } from 'vitest';
import {
  benchmarkBody,
  type Caller,
  call,
  done,
  GATES,
  METRICS,
  siteCaller,
} from '../support/control-call.ts';
import { errorOf, openStand, type Stand } from '../support/stand.ts';

const invite = async (stand: Stand, name = 'Ada') => {
  const answer = await stand.signed('POST', '/api/plugin/testers', { site_id: stand.siteId, name });
  expect(answer.status).toBe(201);
  return TesterInvited.parse(JSON.parse(answer.text));
};
const callerOf = (stand: Stand, invited: TesterInvited): Caller => ({
  stand,
  signing: { key: { shared: invited.secret }, pluginId: invited.tester.plugin_id },
  capability: invited.capability_token,
});
const revoke = (stand: Stand, plugin_id: string) =>
  stand.signed('POST', '/api/plugin/testers/revoke', { site_id: stand.siteId, plugin_id });
const list = async (stand: Stand) =>
  TestersListed.parse(JSON.parse((await stand.signed('GET', '/api/plugin/testers')).text)).testers;
const request = (stand: Stand) => ({ site_id: stand.siteId, requested_by_agent: 'ada' });
const REPORT = { worker_id: 'w', page_tests: [{ page_path: '/', metrics: METRICS, gates: GATES }] };

describe('a tester', () => {
  it('works in the sandbox of the site, and shares samples with it', async () => {
    const stand = await openStand();
    const [ada, bob] = [callerOf(stand, await invite(stand)), callerOf(stand, await invite(stand, 'Bob'))];
    const { request: asked } = await done(ada, 'sandbox/request', request(stand), SandboxRequested);
    const claimed = await done(bob, 'sandbox/claim', { agent_id: 'bob' }, SandboxClaimed);
    expect([claimed.selected_request.id, asked.plugin_id]).toEqual([asked.id, stand.siteId]);
    await done(ada, 'loadtests/report', { site_id: stand.siteId, ...REPORT }, LoadtestReported);
    const seen = await done(
      siteCaller(stand),
      'loadtests/shared',
      { site_id: stand.siteId },
      LoadtestsShared,
    );
    expect(seen.shared_page_profiles).toHaveLength(1);
  });

  it('is in the audit log with the key that was used', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    await done(callerOf(stand, invited), 'sandbox/request', request(stand), SandboxRequested);
    const { results } = await stand.env.CONTROL.prepare(
      'SELECT action, kid, detail FROM audit_log WHERE site_id = ?1 ORDER BY id DESC LIMIT 2',
    )
      .bind(stand.siteId)
      .all();
    expect(results.map(({ action, kid }) => [action, kid])).toEqual([
      ['sandbox.request', invited.tester.plugin_id],
      ['tester.invite', stand.key.kid],
    ]);
    expect(JSON.stringify(results)).not.toContain(invited.secret);
  });

  it('may not benchmark, read a profile, nor speak for another site', async () => {
    const stand = await openStand();
    const tester = callerOf(stand, await invite(stand));
    const other = await openStand();
    for (const answer of [
      await call(tester, 'cache/benchmark', benchmarkBody(stand.siteId)),
      await call(tester, `cache/profile?site_id=${stand.siteId}`),
      await call(tester, 'sandbox/request', request(other)),
      await call(tester, 'loadtests/report', { site_id: other.siteId, ...REPORT }),
      await call(tester, 'loadtests/shared', { site_id: 'site-1' }),
    ]) {
      expect([answer.status, errorOf(answer)]).toEqual([403, 'not_authorised_for_site']);
    }
    const purge = await stand.signed(
      'POST',
      '/api/cache/purge',
      { site_id: stand.siteId, tags: ['a'] },
      tester.signing,
    );
    expect([purge.status, errorOf(purge)]).toEqual([401, 'signature_mismatch']);
  });

  it('needs a capability token: its own or the Worker’s, and no other tester’s', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    const other = await invite(stand, 'Bob');
    const tester = callerOf(stand, invited);
    const tried = async (capability: string | null) => {
      const answer = await call({ ...tester, capability }, 'sandbox/request', request(stand));
      return answer.status === 201 ? 'done' : errorOf(answer);
    };
    expect(await tried(null)).toBe('missing_capability_token');
    expect(await tried(other.capability_token)).toBe('invalid_capability_token');
    expect(await tried(invited.secret)).toBe('invalid_capability_token');
    expect(await tried(invited.capability_token)).toBe('done');
    expect(await tried(stand.env.CAP_TOKEN_SANDBOX_WRITE ?? '')).toBe('done');
  });
});

describe('SIG-19 the key of a tester', () => {
  it('is not the shared secret, nor another tester’s; nor does its secret open another id', async () => {
    const stand = await openStand();
    const [ada, bob] = [await invite(stand), await invite(stand, 'Bob')];
    const shared = stand.env.WP_PLUGIN_SHARED_SECRET ?? '';
    const wrong: [string, string][] = [
      [ada.tester.plugin_id, shared],
      [ada.tester.plugin_id, bob.secret],
      ['tester-0000000000000000', shared],
      ['sandbox-1', ada.secret],
      [stand.siteId, ada.secret],
    ];
    for (const [pluginId, secret] of wrong) {
      const caller = { ...callerOf(stand, ada), signing: { key: { shared: secret }, pluginId } };
      const answer = await call(caller, 'loadtests/report', { site_id: stand.siteId, ...REPORT });
      expect([answer.status, errorOf(answer)]).toEqual([401, 'signature_mismatch']);
    }
  });

  it('ends at once when it is revoked; a second revocation changes nothing', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    const id = invited.tester.plugin_id;
    const { tester } = TesterRevoked.parse(JSON.parse((await revoke(stand, id)).text));
    expect(tester.revoked_at).not.toBeNull();
    const answer = await call(callerOf(stand, invited), 'sandbox/request', request(stand));
    expect([answer.status, errorOf(answer)]).toEqual([401, 'signature_mismatch']);
    stand.world.pass(10);
    expect(TesterRevoked.parse(JSON.parse((await revoke(stand, id)).text)).tester).toEqual(tester);
    expect(await list(stand)).toEqual([tester]);
  });

  it('is revoked by its own site alone', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    const other = await openStand();
    const foreign = await revoke(other, invited.tester.plugin_id);
    expect([foreign.status, errorOf(foreign)]).toEqual([404, 'tester_not_found']);
    expect(await list(other)).toEqual([]);
    expect((await call(callerOf(stand, invited), 'sandbox/request', request(stand))).status).toBe(201);
  });

  it('goes with its site', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    const { CONTROL } = stand.env;
    await done(callerOf(stand, invited), 'sandbox/request', request(stand), SandboxRequested);
    await done(
      callerOf(stand, invited),
      'loadtests/report',
      { site_id: stand.siteId, ...REPORT },
      LoadtestReported,
    );
    expect((await stand.signed('DELETE', '/api/plugin/site')).status).toBe(200);
    const answer = await call(callerOf(stand, invited), 'sandbox/request', request(stand));
    expect(errorOf(answer)).toBe('signature_mismatch');
    for (const sql of [
      'SELECT count(*) AS n FROM tester_keys WHERE site_id = ?1',
      'SELECT count(*) AS n FROM sandbox_requests WHERE tenant = ?1',
      'SELECT count(*) AS n FROM loadtest_samples WHERE tenant = ?1',
    ]) {
      expect(await CONTROL.prepare(sql).bind(stand.siteId).first('n')).toBe(0);
    }
  });
});

describe('an invitation', () => {
  it('tells its secrets once', async () => {
    const stand = await openStand();
    const { secret, capability_token, tester } = await invite(stand);
    expect(await list(stand)).toEqual([tester]);
    const listed = (await stand.signed('GET', '/api/plugin/testers')).text;
    expect(listed).not.toContain(secret);
    expect(listed).not.toContain(capability_token);
  });

  it('is not for testers and not for holders of the shared secret', async () => {
    const stand = await openStand();
    const invited = await invite(stand);
    for (const signing of [
      callerOf(stand, invited).signing,
      { key: { shared: stand.env.WP_PLUGIN_SHARED_SECRET ?? '' } },
    ]) {
      const body = { site_id: stand.siteId, name: 'Eve' };
      expect((await stand.signed('POST', '/api/plugin/testers', body, signing)).status).toBe(401);
    }
  });
});
