/** What states, parts of a score and figures are called. Complete by type. */
import type { Components, Metrics } from '@dynamic-cache/contracts/benchmark';
import type { BenchmarkSchedule, BenchmarkState } from '@dynamic-cache/contracts/site-benchmark';
import { __ } from '@wordpress/i18n';
import { count, milliseconds, percent } from '../../components/format.ts';

export const STATES: Record<BenchmarkState, () => string> = {
  running: () => __('Under way', 'ai-wp-dynamic-cache'),
  done: () => __('Finished', 'ai-wp-dynamic-cache'),
  cancelled: () => __('Cancelled', 'ai-wp-dynamic-cache'),
  stopped: () => __('Interrupted', 'ai-wp-dynamic-cache'),
};

export const SCHEDULES: Record<BenchmarkSchedule, () => string> = {
  off: () => __('Only when somebody asks for it', 'ai-wp-dynamic-cache'),
  daily: () => __('Every day', 'ai-wp-dynamic-cache'),
  weekly: () => __('Every week', 'ai-wp-dynamic-cache'),
};

export const PART_NAMES: Record<keyof Components, () => string> = {
  latency: () => __('Speed', 'ai-wp-dynamic-cache'),
  origin_load: () => __('Load of this host', 'ai-wp-dynamic-cache'),
  cache_hit_quality: () => __('Hits at the edge', 'ai-wp-dynamic-cache'),
  purge_mttr: () => __('Speed of purges', 'ai-wp-dynamic-cache'),
};

type Metric = { name: () => string; spoken: (value: number) => string };

const cpu = (value: number) => percent(value / 100);

export const METRICS: Record<keyof Metrics, Metric> = {
  p50_latency_ms: {
    name: () => __('Half of the visits are faster than', 'ai-wp-dynamic-cache'),
    spoken: milliseconds,
  },
  p95_latency_ms: {
    name: () => __('95 % of the visits are faster than', 'ai-wp-dynamic-cache'),
    spoken: milliseconds,
  },
  p99_latency_ms: {
    name: () => __('99 % of the visits are faster than', 'ai-wp-dynamic-cache'),
    spoken: milliseconds,
  },
  origin_cpu_pct: { name: () => __('Processor during a render', 'ai-wp-dynamic-cache'), spoken: cpu },
  origin_query_count: { name: () => __('Queries of a render', 'ai-wp-dynamic-cache'), spoken: count },
  edge_hit_ratio: { name: () => __('Visits that the edge answered', 'ai-wp-dynamic-cache'), spoken: percent },
  r2_hit_ratio: { name: () => __('Visits that R2 answered', 'ai-wp-dynamic-cache'), spoken: percent },
  purge_mttr_ms: {
    name: () => __('From a change until it is everywhere', 'ai-wp-dynamic-cache'),
    spoken: milliseconds,
  },
};

/** A figure by the name that it has on the wire; one that this screen does not know is shown as it is. */
export function figure(metric: string): Metric {
  const known = Object.entries(METRICS).find(([name]) => name === metric);
  return known?.[1] ?? { name: () => metric, spoken: count };
}
