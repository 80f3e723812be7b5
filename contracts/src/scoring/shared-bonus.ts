/** What samples that testers shared add to the score of a strategy. */
import { Strategy } from '../settings.ts';

/** The passing samples of one site under one strategy. */
export interface StrategySamples {
  strategy: Strategy;
  passing_samples: number;
  avg_p95_latency_ms: number;
}

export type SharedBonuses = Record<Strategy, number>;

const MOST = 0.12;
/** From so many samples on a strategy gets all of it. */
const ENOUGH_SAMPLES = 40;
/** Strategies that are closer than this, in milliseconds, are equally fast. */
const LEAST_SPREAD = 1;

/** The bonus of every strategy: 0 without samples, and for all where fewer than two can be compared. */
export function sharedBonuses(samples: readonly StrategySamples[]): SharedBonuses {
  const bonuses: SharedBonuses = { 'origin-disk': 0, 'object-cache': 0, 'edge-balanced': 0, 'edge-r2': 0 };
  const measured = Strategy.options.flatMap((name) =>
    samples.filter(({ strategy, passing_samples }) => strategy === name && passing_samples > 0),
  );
  if (measured.length < 2) return bonuses;
  const averages = measured.map(({ avg_p95_latency_ms }) => avg_p95_latency_ms);
  const [fastest, slowest] = [Math.min(...averages), Math.max(...averages)];
  if (slowest - fastest < LEAST_SPREAD) return bonuses;
  for (const { strategy, passing_samples, avg_p95_latency_ms } of measured) {
    bonuses[strategy] =
      MOST *
      Math.min(1, passing_samples / ENOUGH_SAMPLES) *
      ((slowest - avg_p95_latency_ms) / (slowest - fastest));
  }
  return bonuses;
}
