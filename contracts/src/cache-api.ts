/** The management API of the edge cache, `/api/cache/*`: what is asked and what is answered. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { Latency, Ratio } from './measured.ts';
import { Reason } from './reason.ts';
import { RolloutFigures } from './rollout.ts';

/** Namespaces of what the Worker keeps of its own data. */
export const DataNamespace = z.enum(['content', 'user', 'config', 'media', 'api', 'session', 'site']);
export type DataNamespace = z.infer<typeof DataNamespace>;

/** What can happen to data of the control plane. */
export const DataEvent = z.enum([
  'content.publish',
  'content.update',
  'content.delete',
  'user.update',
  'user.delete',
  'config.update',
  'media.update',
  'plugin.activate',
  'plugin.deactivate',
]);
export type DataEvent = z.infer<typeof DataEvent>;

/** Path and query of a page of the site, as a signed target may spell them. */
export const PagePath = z
  .string()
  .max(2048)
  .regex(/^\/[A-Za-z0-9/_.~%=&?-]*$/);

const Site = { site_id: SiteId };

/** `namespace`, `namespace:*`, `namespace:entity:*` or `namespace:entity:id`. */
export const DataPattern = z
  .string()
  .max(256)
  .regex(
    /^(content|user|config|media|api|session|site)(:\*|:[a-z0-9-]{1,64}(:\*|:[A-Za-z0-9._~-]{1,128}(:\*)?)?)?$/,
    'namespace, namespace:*, namespace:entity:* or namespace:entity:id',
  );

export const InvalidateRequest = z
  .strictObject({
    ...Site,
    patterns: z.array(DataPattern).max(100).nullish(),
    events: z.array(DataEvent).max(20).nullish(),
  })
  .refine(({ patterns, events }) => (patterns?.length ?? 0) + (events?.length ?? 0) > 0, {
    path: ['patterns'],
    message: 'names nothing to invalidate',
  });
export type InvalidateRequest = z.infer<typeof InvalidateRequest>;

export const WarmRequest = z.strictObject({
  ...Site,
  paths: z.array(PagePath).min(1).max(200),
  /** Pages fetched at a time. */
  concurrent: z.int().min(1).max(5).nullish(),
  /** Kept and warmed again so often (cron trigger, and the start of an isolate); 0 forgets the list. Milliseconds. */
  warmingIntervalMs: z.union([z.literal(0), z.int().min(60_000).max(86_400_000)]).nullish(),
  /** Kept and warmed as often as the site's configuration says (`cache.warmingIntervalMs`). */
  keep: z.boolean().nullish(),
});
export type WarmRequest = z.infer<typeof WarmRequest>;

export const WarmAccepted = z.strictObject({
  ok: z.literal(true),
  accepted: z.int(),
  /** Null: this once. */
  warmingIntervalMs: z.int().nullable(),
});
export type WarmAccepted = z.infer<typeof WarmAccepted>;

export const OptimizeRequest = z.strictObject({ ...Site });
export const ResetRequest = z.strictObject({
  ...Site,
  /** Every page of the site is gone. */
  pages: z.boolean().nullish(),
  /** What the Worker keeps of the site's own data. */
  data: z.boolean().nullish(),
  metrics: z.boolean().nullish(),
});
export const ResetAnswer = z.strictObject({
  ok: z.literal(true),
  reset: z.array(z.enum(['pages', 'data', 'metrics'])),
});
export type ResetAnswer = z.infer<typeof ResetAnswer>;

export const MOST_BENCHMARK_REQUESTS = 1000;
export const BenchmarkRequest = z.strictObject({
  ...Site,
  paths: z.array(PagePath).min(1).max(20).nullish(),
  /** Requests per path. */
  iterations: z.int().min(1).max(200).nullish(),
  concurrent: z.int().min(1).max(20).nullish(),
  /** Ends after so long whatever is left. */
  durationMs: z.int().min(100).max(20_000).nullish(),
  /** Percent. */
  targetHitRate: z.number().min(0).max(100).nullish(),
  /** Asks each path once before it counts. */
  warmCache: z.boolean().nullish(),
});
export type BenchmarkRequest = z.infer<typeof BenchmarkRequest>;

/** `io-wait`: measured inside the Worker. What a visitor feels is measured by a client. */
const MeasuredBy = z.literal('io-wait');

export const RunResult = z.strictObject({
  path: z.string(),
  requests: z.int(),
  hits: z.int(),
  errors: z.int(),
  hit_ratio: Ratio,
  latency: Latency,
  reasons: z.record(z.string(), z.int()),
});
export type RunResult = z.infer<typeof RunResult>;

export const BenchmarkAnswer = z.strictObject({
  ok: z.literal(true),
  measured: MeasuredBy,
  routes: z.array(RunResult),
  total: RunResult,
  /** Whether everything was asked, or the time was over first. */
  complete: z.boolean(),
  target_hit_rate: z.number(),
  target_reached: z.boolean(),
});
export type BenchmarkAnswer = z.infer<typeof BenchmarkAnswer>;

export const TestQuery = z.strictObject({
  iterations: z
    .string()
    .regex(/^[0-9]{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20),
});
export const TestAnswer = z.strictObject({
  ok: z.literal(true),
  measured: MeasuredBy,
  path: z.string(),
  /** The first request, whatever it found. */
  first: z.strictObject({ outcome: z.string(), reason: Reason.nullable(), status: z.int(), ms: z.number() }),
  /** The requests after it. */
  warm: RunResult,
  /** How each tier alone answered, and how fast; a tier that has no copy says why. */
  tiers: z.array(
    z.strictObject({ tier: z.string(), found: z.boolean(), reason: z.string().nullable(), ms: z.number() }),
  ),
});
export type TestAnswer = z.infer<typeof TestAnswer>;

export const KeysQuery = z.strictObject({
  /** Of what: pages of the site, or data that the Worker keeps of it. */
  of: z.enum(['pages', 'data']).default('pages'),
  prefix: z
    .string()
    .max(256)
    .regex(/^[\x21-\x7e]*$/)
    .default(''),
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50),
  /** The `next` of the page before. */
  after: z.string().max(512).default(''),
});
export const KeysAnswer = z.strictObject({
  ok: z.literal(true),
  /** What lies in the memory of the isolate that answered; other isolates and tiers hold more. */
  of: z.literal('isolate-memory'),
  total: z.int(),
  keys: z.array(
    z.strictObject({
      key: z.string(),
      tags: z.array(z.string()),
      bytes: z.int().nullable(),
      stored_at: z.int().nullable(),
      expires_at: z.int().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type KeysAnswer = z.infer<typeof KeysAnswer>;

export const MetricsQuery = z.strictObject({
  hours: z
    .string()
    .regex(/^[0-9]{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(720))
    .default(24),
});

export const RouteMetrics = z.strictObject({
  /** `zone`, `edge-path`, `general`, or `total`. */
  route: z.string(),
  requests: z.int(),
  hits: z.int(),
  misses: z.int(),
  stale: z.int(),
  bypasses: z.int(),
  errors: z.int(),
  collapsed: z.int(),
  refresh_failures: z.int(),
  /** Of bodies whose length was known. */
  bytes: z.int(),
  hit_ratio: Ratio,
  latency: Latency,
  /** `hit:fresh`, `bypass:cookie`, … → how often. */
  reasons: z.record(z.string(), z.int()),
});
export type RouteMetrics = z.infer<typeof RouteMetrics>;

export const TierMetrics = z.strictObject({
  tier: z.string(),
  hits: z.int(),
  misses: z.int(),
  faults: z.int(),
  hit_ratio: Ratio,
  latency: Latency,
});
export type TierMetrics = z.infer<typeof TierMetrics>;

export const HealthGrade = z.enum(['excellent', 'good', 'poor', 'critical', 'unknown']);
export const Health = z.strictObject({ score: z.int().min(0).max(100).nullable(), grade: HealthGrade });
export type Health = z.infer<typeof Health>;

export const MetricsAnswer = z.strictObject({
  ok: z.literal(true),
  measured: MeasuredBy,
  hours: z.int(),
  health: Health,
  total: RouteMetrics,
  routes: z.array(RouteMetrics),
  tiers: z.array(TierMetrics),
  /** Null: the site rolls nothing out. */
  rollout: RolloutFigures.nullable(),
  /** The Worker's own data, in the isolate that answered. */
  data: z.record(
    z.string(),
    z.strictObject({ hits: z.int(), misses: z.int(), sets: z.int(), entries: z.int() }),
  ),
});
export type MetricsAnswer = z.infer<typeof MetricsAnswer>;

/** What was found, why it is so, and what to do. */
export const Insight = z.strictObject({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  finding: z.string(),
  cause: z.string(),
  remedy: z.string(),
});
export type Insight = z.infer<typeof Insight>;
export const InsightsAnswer = z.strictObject({
  ok: z.literal(true),
  health: Health,
  insights: z.array(Insight),
});
export type InsightsAnswer = z.infer<typeof InsightsAnswer>;

export const Check = z.strictObject({
  check: z.string(),
  status: z.enum(['ok', 'warning', 'failed']),
  finding: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
});
export type Check = z.infer<typeof Check>;
export const DiagnosticsAnswer = z.strictObject({ ok: z.boolean(), checks: z.array(Check) });
export type DiagnosticsAnswer = z.infer<typeof DiagnosticsAnswer>;

export const OptimizeAnswer = z.strictObject({
  ok: z.literal(true),
  done: z.array(z.strictObject({ action: z.string(), count: z.int() })),
  suggestions: z.array(Insight),
});
export type OptimizeAnswer = z.infer<typeof OptimizeAnswer>;

export const HealthAnswer = z.strictObject({ ok: z.literal(true), status: z.enum(['healthy', 'degraded']) });
