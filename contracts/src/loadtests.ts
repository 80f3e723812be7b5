/** `POST /plugin/wp/loadtests/{report,shared}`: samples that testers share, and what they say by page and strategy. */
import { z } from 'zod';
import { METRICS, type Metrics, ProfileTtl } from './benchmark.ts';
import { SiteId } from './config.ts';
import { ActorName } from './free-text.ts';
import { Gates } from './scoring/gates.ts';
import { Strategy } from './settings.ts';

export const DEFAULT_STRATEGY = 'edge-balanced';
export const MOST_PAGE_TESTS = 500;

const absentMetrics = Object.fromEntries(
  Object.entries(METRICS).map(([name, schema]) => [name, schema.nullish()]),
);

/**
 * One page as a load generator reports it. What else its summary carries is left alone; `pageSample()` says what of it
 * counts, and names each figure that is missing.
 */
export const PageTest = z.looseObject({
  url: z.string().max(4096).nullish(),
  page_url: z.string().max(4096).nullish(),
  page_path: z.string().max(2048).nullish(),
  /** The figures; they may also stand beside it. */
  metrics: z.looseObject(absentMetrics).nullish(),
  ...absentMetrics,
  gates: z.looseObject(Gates.partial().shape).nullish(),
  ttl_seconds: ProfileTtl.nullish(),
});

export const LoadtestReport = z.strictObject({
  site_id: SiteId,
  /** Who measured; `agent_id` is another name of it. */
  worker_id: ActorName.nullish(),
  agent_id: ActorName.nullish(),
  strategy: Strategy.nullish(),
  page_tests: z.array(PageTest).min(1).max(MOST_PAGE_TESTS).nullish(),
  /** Another name of `page_tests`. */
  samples: z.array(PageTest).min(1).max(MOST_PAGE_TESTS).nullish(),
});

/** A page test that can be scored. */
export interface PageSample {
  page_path: string;
  ttl_seconds: number | null;
  metrics: Metrics;
  gates: Gates;
}

export const LoadtestReported = z.strictObject({
  ok: z.literal(true),
  site_id: SiteId,
  worker_id: z.string(),
  inserted: z.int(),
  /** How many of them failed a hard gate: kept, but no part of any average. */
  hard_gate_failed: z.int(),
});
export type LoadtestReported = z.infer<typeof LoadtestReported>;

export const MOST_SHARED = 500;
export const DEFAULT_SHARED = 100;

export const LoadtestShared = z.strictObject({
  site_id: SiteId,
  strategy: Strategy.nullish(),
  page_path: z.string().max(2048).nullish(),
  /** True unless it says otherwise: samples that failed a hard gate are in no figure but the pass ratio. */
  only_passing: z.boolean().nullish(),
  limit: z.int().min(1).max(MOST_SHARED).nullish(),
});
export type LoadtestShared = z.infer<typeof LoadtestShared>;

const figures = {
  strategy: Strategy,
  sample_count: z.int(),
  avg_p95_latency_ms: z.number(),
  avg_edge_hit_ratio: z.number(),
  /** Null where nobody measured one. */
  avg_r2_hit_ratio: z.number().nullable(),
  /** Of the samples that passed the gates; null when none did. */
  avg_score: z.number().nullable(),
  /** Of all samples, whatever `only_passing` says. */
  pass_ratio: z.number(),
  /** Unix seconds. */
  last_seen_at: z.int(),
};

export const SharedPageProfile = z.strictObject({ page_path: z.string(), ...figures });
export type SharedPageProfile = z.infer<typeof SharedPageProfile>;
export const LeaderboardEntry = z.strictObject({
  rank: z.int(),
  ...figures,
  /** How many different testers and days the figures come from. */
  worker_count: z.int(),
  day_count: z.int(),
  /** What these samples add to the score of the strategy. */
  shared_bonus: z.number(),
});
export type LeaderboardEntry = z.infer<typeof LeaderboardEntry>;

export const LoadtestsShared = z.strictObject({
  ok: z.literal(true),
  site_id: SiteId,
  shared_page_profiles: z.array(SharedPageProfile),
  strategy_leaderboard: z.array(LeaderboardEntry),
});
export type LoadtestsShared = z.infer<typeof LoadtestsShared>;
