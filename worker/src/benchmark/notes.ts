/** What a recommendation stands on, in sentences. Pure. */
import type { HostBenchmark } from '@dynamic-cache/contracts/benchmark';
import type { Evaluation } from '@dynamic-cache/contracts/scoring/evaluate';
import type { StrategySamples } from '@dynamic-cache/contracts/scoring/shared-bonus';

/** A lead below this is within what a second measurement may change. */
const CLEAR_LEAD = 0.02;

export function notesOf(
  benchmark: HostBenchmark,
  { ranked, rejected }: Evaluation,
  samples: readonly StrategySamples[],
): string[] {
  const [best, second] = ranked;
  if (best === undefined) return [];
  const { strategy, ttl_seconds } = best.candidate;
  const notes = [`${strategy} for ${ttl_seconds} s is the best of ${ranked.length} that passed the gates.`];
  if (second !== undefined) {
    const lead = best.score - second.score;
    const rival = `${second.candidate.strategy} for ${second.candidate.ttl_seconds} s`;
    notes.push(
      lead < CLEAR_LEAD
        ? `${rival} is only ${lead.toFixed(3)} behind: another measurement may turn the two.`
        : `It is ${lead.toFixed(3)} ahead of ${rival}.`,
    );
  }
  for (const { strategy: name, hard_gate_failures } of rejected) {
    notes.push(`${name} was left out: ${hard_gate_failures.join(', ')}.`);
  }
  if (best.shared_bonus > 0) {
    const count = samples.find((one) => one.strategy === strategy)?.passing_samples ?? 0;
    notes.push(
      `${best.shared_bonus.toFixed(3)} of its score come from ${count} samples that testers shared.`,
    );
  }
  if (benchmark.current_strategy === strategy) notes.push('It is the strategy in use.');
  return notes;
}
