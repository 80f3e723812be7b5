/** Visitors beside a run against visitors of a quiet site, round by round. Pure. */
import { percentile } from '../../scripts/sandbox/page-tests.ts';
import { median } from '../edge/stand/load.ts';
import type { Table } from '../origin/report.ts';
import { KINDS, type Kind, type Times } from './visitors.ts';

export interface Round {
  quiet: Times;
  busy: Times;
  /** Seconds that the run took. */
  seconds: number;
}

const SHARES = [0.5, 0.95] as const;

/** A row for each kind of visit and percentile; the ratio is the median of the rounds' own. */
export function overhead(rounds: readonly Round[]): Table {
  const rows = KINDS.flatMap((kind) => SHARES.map((share) => row(rounds, kind, share)));
  const seconds = median(rounds.map((round) => round.seconds));
  const visits = (of: 'quiet' | 'busy') =>
    rounds.reduce((sum, round) => sum + KINDS.reduce((all, kind) => all + round[of][kind].length, 0), 0);
  return {
    title: 'Visitors while the site is measured',
    note: `${rounds.length} runs of ${seconds.toFixed(0)} s each, in turns with quiet stretches of the same length; ${visits('busy')} visits beside runs, ${visits('quiet')} without. Milliseconds to the last byte; figures and ratios are medians of the rounds.`,
    head: ['visit', 'percentile', 'ms without a run', 'ms beside a run', 'ratio'],
    rows,
  };
}

function row(rounds: readonly Round[], kind: Kind, share: number): string[] {
  const pairs = rounds.map(({ quiet, busy }) => [at(quiet[kind], share), at(busy[kind], share)] as const);
  const middle = (values: number[]) => median(values).toFixed(2);
  return [
    kind,
    `p${share * 100}`,
    middle(pairs.map(([quiet]) => quiet)),
    middle(pairs.map(([, busy]) => busy)),
    middle(pairs.map(([quiet, busy]) => busy / quiet)),
  ];
}

function at(times: readonly number[], share: number): number {
  return (
    percentile(
      times.toSorted((a, b) => a - b),
      share,
    ) ?? Number.NaN
  );
}
