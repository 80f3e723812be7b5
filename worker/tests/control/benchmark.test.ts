/** A host tells what it measured, and what is best for it counts from then on. */
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { BenchmarkRecommendation, ProfileAnswer } from '@dynamic-cache/contracts/benchmark';
import { evaluate } from '@dynamic-cache/contracts/scoring/evaluate';
import { describe, expect, it } from 'vitest';
import {
  benchmarkBody,
  type Caller,
  call,
  candidate,
  done,
  GATES,
  METRICS,
  sharedCaller,
  siteCaller,
} from '../support/control-call.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { BEGIN } from '../support/world.ts';

const SLOW = { ...METRICS, p50_latency_ms: 500, p95_latency_ms: 1200, p99_latency_ms: 2000 };

const open = async () => siteCaller(await openStand());
const bench = (caller: Caller, candidates: unknown[], more: object = {}) =>
  done(
    caller,
    'cache/benchmark',
    { ...benchmarkBody(caller.stand.siteId, candidates), ...more },
    BenchmarkRecommendation,
  );
const profileOf = async (caller: Caller, query = '') => {
  const answer = await call(caller, `cache/profile?site_id=${caller.stand.siteId}${query}`);
  return ProfileAnswer.parse(JSON.parse(answer.text)).profile;
};

describe('a benchmark', () => {
  it('is answered with the best candidate, scored by the shared formula', async () => {
    const caller = await open();
    const candidates = [candidate(), candidate({ strategy: 'origin-disk', metrics: SLOW, ttl_seconds: 600 })];
    const answer = await bench(caller, candidates, {
      current_strategy: 'edge-balanced',
      current_ttl_seconds: 60,
    });
    const [best] = evaluate(candidates, []).ranked;
    expect(answer).toMatchObject({
      site_id: caller.stand.siteId,
      vps_fingerprint: 'vps-1',
      recommended_strategy: 'edge-balanced',
      ttl_seconds: 300,
      score: best?.score,
      components: best?.components,
      shared_bonus: 0,
      rejected_candidates: [],
    });
    expect(answer.notes.join(' ')).toMatch(/best of 2.*ahead of origin-disk.*strategy in use/);
    expect(answer.remarks?.map(({ code }) => code)).toEqual(['best', 'ahead', 'in-use']);
    expect(answer.profile).toEqual({
      site_id: caller.stand.siteId,
      vps_fingerprint: 'vps-1',
      strategy: 'edge-balanced',
      ttl_seconds: 300,
      recommended_strategy: 'edge-balanced',
      recommended_ttl_seconds: 300,
      score: best?.score,
      components: best?.components,
      metrics: METRICS,
      notes: answer.notes,
      source: 'measured',
      persisted_at: BEGIN,
    });
  });

  it('accepts what is optional as null, and the other names', async () => {
    const caller = await open();
    const { r2_hit_ratio: _, ...without } = METRICS;
    const nothing = {
      current_strategy: null,
      current_ttl: null,
      ai_summary: null,
      wp_version: null,
      php_version: null,
    };
    const candidates = [candidate({ metrics: { ...without, r2_hit_ratio: null } })];
    const { components } = await bench(caller, candidates, { ...nothing, object_cache_enabled: true });
    expect(components.cache_hit_quality).toBeCloseTo(0.88, 12);
  });

  it('names the gates that kept a candidate out, and does not recommend it', async () => {
    const caller = await open();
    const unsafe = { ...GATES, purge_within_window: false, digest_mismatch: true };
    const answer = await bench(caller, [
      candidate({ strategy: 'edge-r2', gates: unsafe }),
      candidate({ strategy: 'origin-disk', metrics: SLOW }),
    ]);
    expect(answer.recommended_strategy).toBe('origin-disk');
    expect(answer.rejected_candidates).toEqual([
      { strategy: 'edge-r2', hard_gate_failures: ['digest_mismatch', 'purge_exceeded_window'] },
    ]);
  });

  it('without a candidate that passed is 409, says why, and leaves the profile as it was', async () => {
    const caller = await open();
    await bench(caller, [candidate()]);
    const before = await profileOf(caller);
    const failing = [candidate({ gates: { ...GATES, personalized_cache_leak: true } })];
    const answer = await call(caller, 'cache/benchmark', benchmarkBody(caller.stand.siteId, failing));
    expect([answer.status, ApiError.parse(JSON.parse(answer.text))]).toEqual([
      409,
      {
        ok: false,
        error: 'no_candidate_passed_hard_gates',
        evaluated: [{ strategy: 'edge-balanced', hard_gate_failures: ['personalized_cache_leak'] }],
      },
    ]);
    expect(await profileOf(caller)).toEqual(before);
  });

  it('sent again under its key is answered as the first time', async () => {
    const caller = await open();
    const body = benchmarkBody(caller.stand.siteId);
    const send = () => call(caller, 'cache/benchmark', body, { idempotencyKey: 'run-1' });
    const first = await send();
    caller.stand.world.pass(50);
    expect((await send()).text).toBe(first.text);
    expect((await profileOf(caller)).persisted_at).toBe(BEGIN);
  });

  it('by holders of the shared secret is theirs, and of no registered site', async () => {
    const stand = await openStand();
    const shared = sharedCaller(stand);
    const siteId = `site-${crypto.randomUUID().slice(0, 8)}`;
    await done(shared, 'cache/benchmark', benchmarkBody(siteId), BenchmarkRecommendation);
    const mine = await call(sharedCaller(stand, 'another-plugin'), `cache/profile?site_id=${siteId}`);
    expect(mine.status).toBe(200);
    const posing = await call(shared, 'cache/benchmark', benchmarkBody(stand.siteId));
    expect([posing.status, errorOf(posing)]).toEqual([403, 'not_authorised_for_site']);
    expect(errorOf(await call(siteCaller(stand), `cache/profile?site_id=${siteId}`))).toBe(
      'not_authorised_for_site',
    );
  });
});

describe('a profile', () => {
  it('is kept for each kind of host, and the latest is told without one', async () => {
    const caller = await open();
    await bench(caller, [candidate({ ttl_seconds: 300 })]);
    caller.stand.world.pass(60);
    await bench(caller, [candidate({ ttl_seconds: 900 })], { vps_fingerprint: 'vps-2' });
    expect((await profileOf(caller)).ttl_seconds).toBe(900);
    expect((await profileOf(caller, '&vps_fingerprint=vps-1')).ttl_seconds).toBe(300);
    await bench(caller, [candidate({ ttl_seconds: 60 })]);
    expect((await profileOf(caller, '&vps_fingerprint=vps-1')).ttl_seconds).toBe(60);
  });

  it('that was never measured is 404, and one of no site is 400', async () => {
    const caller = await open();
    const unknown = await call(caller, `cache/profile?site_id=${caller.stand.siteId}`);
    expect([unknown.status, errorOf(unknown)]).toEqual([404, 'profile_not_found']);
    for (const query of ['', '?site_id=', '?vps_fingerprint=vps-1']) {
      const answer = await call(caller, `cache/profile${query}`);
      expect([answer.status, errorOf(answer)]).toEqual([400, 'missing_site_id']);
    }
  });

  it.each([
    ['of two sites', '&site_id=site-2', 'site_id'],
    ['with a parameter that is not known', '&spare=1', 'spare'],
    ['of a fingerprint that is none', '&vps_fingerprint=a%20b', 'vps_fingerprint'],
  ])('%s is invalid_body with its path', async (_, more, path) => {
    const caller = await open();
    const answer = await call(caller, `cache/profile?site_id=${caller.stand.siteId}${more}`);
    const { error, details } = ApiError.parse(JSON.parse(answer.text));
    expect([answer.status, error, details?.map((one) => one.path)]).toEqual([400, 'invalid_body', [path]]);
  });
});
