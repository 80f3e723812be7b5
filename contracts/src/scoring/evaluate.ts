/** Which of the measured candidates is best. Pure: the same candidates give the same answer in any order. */
import type { Candidate, Components, Rejected } from '../benchmark.ts';
import { Strategy } from '../settings.ts';
import { hardGateFailures } from './gates.ts';
import { baseScore, componentsOf } from './score.ts';
import { type SharedBonuses, type StrategySamples, sharedBonuses } from './shared-bonus.ts';

export interface Scored {
  candidate: Candidate;
  components: Components;
  base: number;
  shared_bonus: number;
  score: number;
}

export interface Evaluation {
  /** Best first. */
  ranked: Scored[];
  rejected: Rejected[];
  bonuses: SharedBonuses;
}

/** Gates first, then scores, then the order: score, lower p95, the order of strategies, the shorter life. */
export function evaluate(candidates: readonly Candidate[], samples: readonly StrategySamples[]): Evaluation {
  const bonuses = sharedBonuses(samples);
  const judged = candidates.map((candidate) => ({ candidate, failures: hardGateFailures(candidate.gates) }));
  const ranked = judged
    .filter(({ failures }) => failures.length === 0)
    .map(({ candidate }) => scored(candidate, bonuses))
    .sort(better);
  const rejected = judged
    .filter(({ failures }) => failures.length > 0)
    .map(({ candidate, failures }) => ({ strategy: candidate.strategy, hard_gate_failures: failures }))
    .sort((a, b) => place(a.strategy) - place(b.strategy) || compareTexts(textOf(a), textOf(b)));
  return { ranked, rejected, bonuses };
}

function scored(candidate: Candidate, bonuses: SharedBonuses): Scored {
  const components = componentsOf(candidate.metrics);
  const base = baseScore(components);
  const shared_bonus = bonuses[candidate.strategy];
  return { candidate, components, base, shared_bonus, score: base + shared_bonus };
}

function better(a: Scored, b: Scored): number {
  const [one, other] = [a.candidate, b.candidate];
  return (
    b.score - a.score ||
    one.metrics.p95_latency_ms - other.metrics.p95_latency_ms ||
    place(one.strategy) - place(other.strategy) ||
    one.ttl_seconds - other.ttl_seconds ||
    // Twice the same strategy and life: which of the measurements is kept must not depend on their order either.
    compareTexts(textOf(one.metrics), textOf(other.metrics))
  );
}

function place(strategy: Strategy): number {
  return Strategy.options.indexOf(strategy);
}

function textOf(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => compareTexts(a, b)));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
