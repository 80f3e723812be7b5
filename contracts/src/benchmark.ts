/** `POST /plugin/wp/cache/benchmark` and `GET …/profile`: what a host measured, and what is recommended for it. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { freeText } from './free-text.ts';
import { Gates, HardGate } from './scoring/gates.ts';
import { Strategy } from './settings.ts';

const Milliseconds = z.number().min(0);
const Ratio = z.number().min(0).max(1);

/** What was measured under one strategy. None has a default: a figure that nobody measured is no figure. */
export const METRICS = {
  p50_latency_ms: Milliseconds,
  p95_latency_ms: Milliseconds,
  p99_latency_ms: Milliseconds,
  /** Percent of one CPU for a render; may pass 100 on several. */
  origin_cpu_pct: z.number().min(0),
  /** Database queries of a render. */
  origin_query_count: z.number().min(0),
  edge_hit_ratio: Ratio,
  /** Absent where no R2 is in use; a measured 0 counts as 0. */
  r2_hit_ratio: Ratio.nullish(),
  /** From a change until every layer is fresh. */
  purge_mttr_ms: Milliseconds,
};
export const Metrics = z.strictObject(METRICS);
export type Metrics = z.infer<typeof Metrics>;

/** The bounds of `ttl.page` in the settings. */
export const ProfileTtl = z.int().min(1).max(2_592_000);

export const Candidate = z.strictObject({
  strategy: Strategy,
  ttl_seconds: ProfileTtl,
  metrics: Metrics,
  gates: Gates,
});
export type Candidate = z.infer<typeof Candidate>;

/** Names a kind of host, see `Benchmark/` in the plugin: a hash, no serial number and no secret. */
export const Fingerprint = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/);

export const MOST_CANDIDATES = 40;

export const HostBenchmark = z.strictObject({
  site_id: SiteId,
  site_url: z
    .string()
    .max(2048)
    .regex(/^https?:\/\/[^\x00-\x20\x7f]+$/)
    .nullish(),
  vps_fingerprint: Fingerprint,
  current_strategy: Strategy.nullish(),
  current_ttl: ProfileTtl.nullish(),
  /** Another name of `current_ttl`. */
  current_ttl_seconds: ProfileTtl.nullish(),
  wp_version: freeText(40).nullish(),
  php_version: freeText(40).nullish(),
  object_cache_enabled: z.boolean().nullish(),
  ai_summary: freeText(4000).nullish(),
  candidates: z.array(Candidate).min(1).max(MOST_CANDIDATES),
});
export type HostBenchmark = z.infer<typeof HostBenchmark>;

/** The parts of a score, each 0..1; how much each counts is in scoring/score.ts. */
export const Components = z.strictObject({
  latency: z.number(),
  origin_load: z.number(),
  cache_hit_quality: z.number(),
  purge_mttr: z.number(),
});
export type Components = z.infer<typeof Components>;

export const Rejected = z.strictObject({ strategy: Strategy, hard_gate_failures: z.array(HardGate).min(1) });
export type Rejected = z.infer<typeof Rejected>;

/** Who decided what the profile says: the measurement, or the owner who set something else since. */
export const ProfileSource = z.enum(['measured', 'owner']);

export const StrategyProfile = z.strictObject({
  site_id: SiteId,
  vps_fingerprint: Fingerprint,
  /** What Worker and plugin obey. */
  strategy: Strategy,
  ttl_seconds: ProfileTtl,
  /** What was measured to be best; differs from the two above once the owner chose otherwise. */
  recommended_strategy: Strategy,
  recommended_ttl_seconds: ProfileTtl,
  score: z.number(),
  components: Components,
  metrics: Metrics,
  notes: z.array(z.string()),
  source: ProfileSource,
  /** Unix seconds. */
  persisted_at: z.int(),
});
export type StrategyProfile = z.infer<typeof StrategyProfile>;

const Bonus = z.number();

/** What a recommendation stands on, as a code with its values: whoever shows it says it in their language. */
export const Remark = z.discriminatedUnion('code', [
  /** Of `passed` candidates that passed the gates. */
  z.strictObject({ code: z.literal('best'), strategy: Strategy, ttl_seconds: ProfileTtl, passed: z.int() }),
  /** The second is so little behind that another measurement may turn the two. */
  z.strictObject({ code: z.literal('close'), strategy: Strategy, ttl_seconds: ProfileTtl, lead: z.number() }),
  z.strictObject({ code: z.literal('ahead'), strategy: Strategy, ttl_seconds: ProfileTtl, lead: z.number() }),
  z.strictObject({ code: z.literal('left-out'), strategy: Strategy, failures: z.array(HardGate) }),
  /** Part of the score that comes from samples which testers shared. */
  z.strictObject({ code: z.literal('shared'), bonus: z.number(), samples: z.int() }),
  z.strictObject({ code: z.literal('in-use') }),
]);
export type Remark = z.infer<typeof Remark>;

export const BenchmarkRecommendation = z.strictObject({
  ok: z.literal(true),
  site_id: SiteId,
  vps_fingerprint: Fingerprint,
  recommended_strategy: Strategy,
  ttl_seconds: ProfileTtl,
  score: z.number(),
  components: Components,
  /** Part of the score that comes from samples which testers shared. */
  shared_bonus: Bonus,
  strategy_shared_bonuses: z.strictObject({
    'origin-disk': Bonus,
    'object-cache': Bonus,
    'edge-balanced': Bonus,
    'edge-r2': Bonus,
  }),
  /** `remarks` as English sentences. */
  notes: z.array(z.string()),
  /** Left out by a Worker of before. */
  remarks: z.array(Remark).exactOptional(),
  rejected_candidates: z.array(Rejected),
  profile: StrategyProfile,
});
export type BenchmarkRecommendation = z.infer<typeof BenchmarkRecommendation>;

/** `GET /plugin/wp/cache/profile`; without a fingerprint the latest of the site. */
export const ProfileQuery = z.strictObject({ site_id: SiteId, vps_fingerprint: Fingerprint.nullish() });
export type ProfileQuery = z.infer<typeof ProfileQuery>;

export const ProfileAnswer = z.strictObject({ ok: z.literal(true), profile: StrategyProfile });
export type ProfileAnswer = z.infer<typeof ProfileAnswer>;
