/** What is asked about measuring this host. */
import {
  type BenchmarkAction,
  BenchmarkComparison,
  BenchmarkOverview,
  BenchmarkReport,
} from '@dynamic-cache/contracts/site-benchmark';
import { request } from './request.ts';

/** What is under way, what was measured before, what can be measured. */
export const readBenchmarks = () => request({ path: '/benchmark', answer: BenchmarkOverview });

/** Begins, continues, ends or applies; answers where things stand afterwards. A `step` works for about two seconds. */
export const driveBenchmark = (action: BenchmarkAction) =>
  request({ path: '/benchmark', method: 'POST', data: action, answer: BenchmarkOverview });

/** One run with everything that its gates saw. */
export const readRun = (id: string) => request({ path: `/benchmark/${id}`, answer: BenchmarkReport });

/** Two runs, figure by figure. */
export const compareRuns = (before: string, after: string) =>
  request({ path: `/benchmark/compare?before=${before}&after=${after}`, answer: BenchmarkComparison });
