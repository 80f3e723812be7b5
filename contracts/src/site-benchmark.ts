/** `GET` and `POST /benchmark` of the plugin's REST API: measuring this host, and what came of it. */
import { z } from 'zod';
import { Metrics } from './benchmark.ts';
import { Gates } from './scoring/gates.ts';
import { Strategy } from './settings.ts';

export const BenchmarkState = z.enum(['running', 'done', 'cancelled', 'stopped']);
export type BenchmarkState = z.infer<typeof BenchmarkState>;

export const GateName = z.enum(['digest', 'leak', 'purge', 'collision']);
export type GateName = z.infer<typeof GateName>;

export const BenchmarkSchedule = z.enum(['off', 'daily', 'weekly']);
export type BenchmarkSchedule = z.infer<typeof BenchmarkSchedule>;

/** 16 hex digits. */
export const RunId = z.string().regex(/^[0-9a-f]{16}$/);

/**
 * `POST /benchmark`. `step` takes steps for about two seconds and answers where the run stands: a screen that is open
 * calls it again and again; where nobody does, cron goes on.
 */
export const BenchmarkAction = z.strictObject({
  do: z.enum(['start', 'step', 'cancel', 'resume', 'schedule', 'apply', 'undo']),
  /** `start`: which to measure; none = all that this host can run. */
  strategies: z.array(Strategy).max(4).optional(),
  /** `start`: how many of the site's top pages. */
  pages: z.int().min(1).max(10).optional(),
  /** `start`: work altogether; pauses do not count. */
  seconds: z.int().min(10).max(86_400).optional(),
  /** `start`: load average per processor above which it waits. */
  load: z.number().min(0.05).max(1000).optional(),
  /** `resume`, `apply`: which run. */
  run: RunId.optional(),
  /** `apply`: only a strategy that has passed all gates in that run. */
  strategy: Strategy.optional(),
  /** `apply`: another lifetime than the one that was measured. */
  ttl_seconds: z.int().min(60).max(2_592_000).optional(),
  /** `schedule`. */
  every: BenchmarkSchedule.optional(),
});
export type BenchmarkAction = z.infer<typeof BenchmarkAction>;

export const BenchmarkTrouble = z.object({
  word: z.string(),
  means: z.string(),
  fix: z.string(),
  detail: z.string(),
});

export const MeasuredCandidate = z.object({
  strategy: Strategy,
  ttl_seconds: z.int().min(0),
  /** Null until all of them were measured. */
  metrics: Metrics.nullable(),
  gates: Gates.nullable(),
  /** Gate by gate; null = not looked at yet. */
  passed: z.record(GateName, z.boolean().nullable()),
  /** Milliseconds of answers that WordPress had to render. */
  cold: z.object({ p50_ms: z.number(), p95_ms: z.number(), p99_ms: z.number() }).nullable(),
  /** Share of visits of known pages that the cache answered. */
  hit_ratio: z.number().min(0).max(1).nullable(),
  /** Why the run could not measure it, or not to the end; null = nothing kept it from that. */
  trouble: BenchmarkTrouble.nullable(),
  samples: z.object({ cold: z.int(), warm: z.int(), purge: z.int() }),
});
export type MeasuredCandidate = z.infer<typeof MeasuredCandidate>;

export const BenchmarkSummary = z.object({
  id: RunId,
  state: BenchmarkState,
  /** Unix seconds. */
  started_at: z.int(),
  fingerprint: z.string(),
  progress: z.object({
    done: z.int().min(0),
    of: z.int().min(0),
    /** The next step, as a sentence; empty when there is none. */
    what: z.string(),
    spent_ms: z.int().min(0),
    eta_seconds: z.int().min(0).nullable(),
  }),
  /** Why it does not go on, or why its last step failed. */
  trouble: BenchmarkTrouble.nullable(),
  candidates: z.array(MeasuredCandidate),
  /** What the Worker recommended; null = nobody has scored it, or there is no Worker. */
  verdict: z.record(z.string(), z.unknown()).nullable(),
});
export type BenchmarkSummary = z.infer<typeof BenchmarkSummary>;

/** One thing that a gate looked at. */
export const GateEvidence = z.object({
  strategy: Strategy,
  gate: GateName,
  case: z.string(),
  passed: z.boolean(),
  urls: z.array(z.string()),
  expected: z.string(),
  got: z.string(),
  /** The difference, or empty. */
  excerpt: z.string(),
  headers: z.record(z.string(), z.string()),
  ms: z.number(),
});
export type GateEvidence = z.infer<typeof GateEvidence>;

/** `GET /benchmark/{id}`. */
export const BenchmarkReport = z.object({
  ok: z.literal(true),
  run: BenchmarkSummary.extend({
    host: z.object({ php: z.string(), wordpress: z.string(), plugin: z.string(), object_cache: z.boolean() }),
    pages: z.array(z.string()),
    /** Seconds by layer in which an old page may still come after a purge. */
    windows: z.record(z.string(), z.number()),
    evidence: z.array(GateEvidence),
  }),
});
export type BenchmarkReport = z.infer<typeof BenchmarkReport>;

/** A measured strategy in use. */
export const AppliedProfile = z.object({
  run: RunId,
  /** Unix seconds. */
  at: z.int(),
  strategy: Strategy,
  ttl_seconds: z.int(),
  former_strategy: Strategy,
  former_ttl_seconds: z.int(),
  /** `owner`: the settings were changed since, and stay. */
  source: z.enum(['measured', 'owner']),
});

/** `GET /benchmark`, and the answer to every `POST /benchmark`. */
export const BenchmarkOverview = z.object({
  ok: z.literal(true),
  /** What the call came to: `worked`, `waiting` (the host is busy), `busy` (another process takes the steps), `idle`. */
  progress: z.enum(['worked', 'waiting', 'busy', 'idle']).nullable(),
  /** The run that is under way. */
  active: BenchmarkSummary.nullable(),
  /** The newest first, the active one among them. */
  runs: z.array(BenchmarkSummary),
  /** What this host can run now. */
  strategies: z.array(Strategy),
  /** What it cannot, and why. */
  not_measured: z.array(z.object({ strategy: Strategy, means: z.string(), fix: z.string() })),
  schedule: BenchmarkSchedule,
  applied: AppliedProfile.nullable(),
  /** Load average per processor now; null where the system does not tell. */
  load: z.number().nullable(),
});
export type BenchmarkOverview = z.infer<typeof BenchmarkOverview>;

/** `GET /benchmark/compare?before=&after=`. */
export const BenchmarkComparison = z.object({
  ok: z.literal(true),
  /** Whether both were measured on the same kind of host. */
  same_host: z.boolean(),
  rows: z.array(
    z.object({
      strategy: Strategy,
      metric: z.string(),
      before: z.number(),
      after: z.number(),
      /** Null where there was nothing to compare with. */
      change_percent: z.number().nullable(),
    }),
  ),
});
export type BenchmarkComparison = z.infer<typeof BenchmarkComparison>;
