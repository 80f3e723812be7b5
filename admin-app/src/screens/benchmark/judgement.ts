/**
 * Which strategy a run recommends, and what each part gave to the score. The Worker's word counts where it has given
 * one, because it knows what testers share; else the same module scores here (contracts/src/scoring).
 */
import {
  BenchmarkRecommendation,
  type Candidate,
  type Components,
  type Metrics,
  type Remark,
} from '@dynamic-cache/contracts/benchmark';
import { evaluate } from '@dynamic-cache/contracts/scoring/evaluate';
import { type HardGate, hardGateFailures } from '@dynamic-cache/contracts/scoring/gates';
import { baseScore, componentsOf, WEIGHTS } from '@dynamic-cache/contracts/scoring/score';
import type { Strategy } from '@dynamic-cache/contracts/settings';
import type { BenchmarkSummary, MeasuredCandidate } from '@dynamic-cache/contracts/site-benchmark';

export type Part = keyof Components;
export const PARTS: readonly Part[] = ['latency', 'origin_load', 'cache_hit_quality', 'purge_mttr'];

/** A candidate of which every figure and every gate is known. */
export type Scored = {
  strategy: Strategy;
  ttl: number;
  metrics: Metrics;
  failures: HardGate[];
  /** What each part adds to the score; their sum and the bonus are the score. */
  given: Components;
  bonus: number;
  /** Null where a gate failed: such a candidate is not scored. */
  score: number | null;
};

export type Judgement = {
  /** Null when none passed all gates, or none was measured completely. */
  best: Scored | null;
  /** The best first, then those that failed. */
  rows: Scored[];
  /** Measured in part: nothing takes the place of what is missing. */
  incomplete: MeasuredCandidate[];
  by: 'worker' | 'here';
  /** What the Worker's answer stands on. */
  remarks: readonly Remark[];
  /** The same in English, of a Worker that knew no codes yet. */
  notes: readonly string[];
  /** Why the Worker did not score it, as its own word; null = it did, or nobody asked. */
  refused: string | null;
};

/** What the run comes to. */
export function judge(run: BenchmarkSummary): Judgement {
  const told = BenchmarkRecommendation.safeParse(run.verdict);
  const bonuses = told.success ? told.data.strategy_shared_bonuses : null;
  const complete = run.candidates.flatMap(candidateOf);
  const { ranked } = evaluate(complete, []);
  const order = ranked.map(({ candidate }) => candidate);
  const failed = complete.filter(({ gates }) => hardGateFailures(gates).length > 0);
  const rows = [...order, ...failed].map((one) => scored(one, bonuses?.[one.strategy] ?? 0));
  // With a bonus the order may be another. Sorting is stable: equal ones stay as the module has ordered them.
  rows.sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const chosen = told.success ? told.data.recommended_strategy : rows[0]?.strategy;
  const best = rows.find(({ strategy, score }) => score !== null && strategy === chosen) ?? null;
  return {
    best,
    rows,
    incomplete: run.candidates.filter((one) => candidateOf(one).length === 0),
    by: told.success ? 'worker' : 'here',
    remarks: told.success ? (told.data.remarks ?? []) : [],
    notes: told.success && told.data.remarks === undefined ? told.data.notes : [],
    refused: told.success ? null : wordOf(run.verdict),
  };
}

function candidateOf({ strategy, ttl_seconds, metrics, gates }: MeasuredCandidate): Candidate[] {
  return metrics === null || gates === null ? [] : [{ strategy, ttl_seconds, metrics, gates }];
}

function scored({ strategy, ttl_seconds, metrics, gates }: Candidate, bonus: number): Scored {
  const components = componentsOf(metrics);
  const failures = hardGateFailures(gates);
  return {
    strategy,
    ttl: ttl_seconds,
    metrics,
    failures,
    given: {
      latency: WEIGHTS.latency * components.latency,
      origin_load: WEIGHTS.origin_load * components.origin_load,
      cache_hit_quality: WEIGHTS.cache_hit_quality * components.cache_hit_quality,
      purge_mttr: WEIGHTS.purge_mttr * components.purge_mttr,
    },
    bonus,
    score: failures.length === 0 ? baseScore(components) + bonus : null,
  };
}

function wordOf(verdict: BenchmarkSummary['verdict']): string | null {
  const word = verdict?.error;
  return typeof word === 'string' ? word : null;
}
