/** `POST /plugin/wp/cache/benchmark`: a host tells what it measured, and is told what is best for it. */
import {
  BenchmarkRecommendation,
  HostBenchmark,
  type StrategyProfile,
} from '@dynamic-cache/contracts/benchmark';
import { type Evaluation, evaluate, type Scored } from '@dynamic-cache/contracts/scoring/evaluate';
import type { StrategySamples } from '@dynamic-cache/contracts/scoring/shared-bonus';
import type { Context } from 'hono';
import { remarksOf, sentence } from '../../benchmark/notes.ts';
import { StrategyProfiles } from '../../benchmark/profiles.ts';
import { LoadtestSamples } from '../../benchmark/samples.ts';
import type { App } from '../../context.ts';
import { behind } from '../../control/behind.ts';
import { ApiFailure } from '../../failure.ts';
import { RegisteredSites } from '../../sites/registered-sites.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyAboutSite } from './asked.ts';

export async function hostBenchmark(c: Context<App>): Promise<Response> {
  const { body, owner } = await bodyAboutSite(c, HostBenchmark, { candidates: 'missing_candidates' });
  const { tenant } = owner;
  const samples = await new LoadtestSamples(c.env.CONTROL).passing(tenant, body.site_id);
  const evaluation = evaluate(body.candidates, samples);
  const [best] = evaluation.ranked;
  if (best === undefined) {
    throw new ApiFailure('no_candidate_passed_hard_gates', undefined, evaluation.rejected);
  }
  const measured = answerOf(body, { evaluation, best, samples }, unixTime(c.get('edge').world));
  const profiles = new StrategyProfiles(c.env.CONTROL);
  const { recommended_strategy, ttl_seconds, score } = measured;
  const answer = await once(c, {
    action: 'cache.benchmark.store',
    detail: {
      plugin_id: c.get('signed').pluginId,
      site_id: body.site_id,
      recommended_strategy,
      ttl_seconds,
      score,
    },
    effect: profiles.store(tenant, measured.profile),
    answer: { built: profiles.told(tenant, measured.profile, measured) },
    schema: BenchmarkRecommendation,
  });
  await obey(c, tenant);
  return c.json(answer, 200, NO_STORE);
}

interface Judged {
  evaluation: Evaluation;
  best: Scored;
  samples: StrategySamples[];
}

/** The answer as far as the measurement alone decides it. */
function answerOf(body: HostBenchmark, judged: Judged, now: number): BenchmarkRecommendation {
  const { evaluation, best } = judged;
  const { strategy, ttl_seconds, metrics } = best.candidate;
  const { site_id, vps_fingerprint } = body;
  const remarks = remarksOf(body, judged.evaluation, judged.samples);
  const notes = remarks.map(sentence);
  const profile: StrategyProfile = {
    site_id,
    vps_fingerprint,
    strategy,
    ttl_seconds,
    recommended_strategy: strategy,
    recommended_ttl_seconds: ttl_seconds,
    score: best.score,
    components: best.components,
    metrics,
    notes,
    source: 'measured',
    persisted_at: now,
  };
  return {
    ok: true,
    site_id,
    vps_fingerprint,
    recommended_strategy: strategy,
    ttl_seconds,
    score: best.score,
    components: best.components,
    shared_bonus: best.shared_bonus,
    strategy_shared_bonuses: evaluation.bonuses,
    notes,
    remarks,
    rejected_candidates: evaluation.rejected,
    profile,
  };
}

/** Pages of a registered site are kept by the new profile from now on, in every isolate. */
async function obey(c: Context<App>, tenant: string): Promise<void> {
  if (c.get('signed').siteId === null) return;
  const hosts = await new RegisteredSites(c.env.CONTROL).hostsOf(tenant);
  await c.get('edge').sites.changed(tenant, hosts, c.env, behind(c));
}
