/** What a recommendation stands on: as codes with their values, and as English sentences. Pure. */
import type { HostBenchmark, Remark } from '@dynamic-cache/contracts/benchmark';
import type { Evaluation } from '@dynamic-cache/contracts/scoring/evaluate';
import type { StrategySamples } from '@dynamic-cache/contracts/scoring/shared-bonus';

/** A lead below this is within what a second measurement may change. */
const CLEAR_LEAD = 0.02;

export function remarksOf(
  benchmark: HostBenchmark,
  { ranked, rejected }: Evaluation,
  samples: readonly StrategySamples[],
): Remark[] {
  const [best, second] = ranked;
  if (best === undefined) return [];
  const { strategy, ttl_seconds } = best.candidate;
  const remarks: Remark[] = [{ code: 'best', strategy, ttl_seconds, passed: ranked.length }];
  if (second !== undefined) {
    const lead = best.score - second.score;
    const { strategy: rival, ttl_seconds: itsTtl } = second.candidate;
    const code = lead < CLEAR_LEAD ? 'close' : 'ahead';
    remarks.push({ code, strategy: rival, ttl_seconds: itsTtl, lead });
  }
  for (const { strategy: name, hard_gate_failures } of rejected)
    remarks.push({ code: 'left-out', strategy: name, failures: hard_gate_failures });
  if (best.shared_bonus > 0) {
    const count = samples.find((one) => one.strategy === strategy)?.passing_samples ?? 0;
    remarks.push({ code: 'shared', bonus: best.shared_bonus, samples: count });
  }
  if (benchmark.current_strategy === strategy) remarks.push({ code: 'in-use' });
  return remarks;
}

export function sentence(remark: Remark): string {
  switch (remark.code) {
    case 'best':
      return `${remark.strategy} for ${remark.ttl_seconds} s is the best of ${remark.passed} that passed the gates.`;
    case 'close':
      return `${remark.strategy} for ${remark.ttl_seconds} s is only ${remark.lead.toFixed(3)} behind: another measurement may turn the two.`;
    case 'ahead':
      return `It is ${remark.lead.toFixed(3)} ahead of ${remark.strategy} for ${remark.ttl_seconds} s.`;
    case 'left-out':
      return `${remark.strategy} was left out: ${remark.failures.join(', ')}.`;
    case 'shared':
      return `${remark.bonus.toFixed(3)} of its score come from ${remark.samples} samples that testers shared.`;
    case 'in-use':
      return 'It is the strategy in use.';
  }
}
