/** What the command line asks for. */
import { parseArgs } from 'node:util';

export interface Options {
  /** Runs of the benchmark, each with a quiet stretch of the same length beside it. */
  rounds: number;
  /** Pages that a run measures. */
  pages: number;
  /** Milliseconds between two visits. */
  every: number;
  /** Load average per processor above which a run waits: without a limit, the worst case is measured. */
  load: number;
}

export const HELP = `npm run bench:benchmark -- [options]
  --rounds N   runs of the benchmark, each beside a quiet stretch of the same length (5)
  --pages N    pages that a run measures (2)
  --every MS   a visitor comes every so many milliseconds (100)
  --load N     load average per processor above which a run waits (1000: never)
Writes bench/results/benchmark-overhead.md.`;

export function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { rounds: text, pages: text, every: text, load: text, help: { type: 'boolean' } },
  });
  if (values.help === true) return null;
  return {
    rounds: Number(values.rounds ?? 5),
    pages: Number(values.pages ?? 2),
    every: Number(values.every ?? 100),
    load: Number(values.load ?? 1000),
  };
}
