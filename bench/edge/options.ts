/** What the command line asks for. */
import { parseArgs } from 'node:util';

export const PARTS = ['hits', 'costs', 'memory', 'replay'] as const;

export interface Options {
  /** Rounds of each contestant; the first one more warms up. */
  rounds: number;
  /** Length of a round. */
  seconds: number;
  parts: readonly string[];
}

export const HELP = `npm run bench:edge -- [options]
  --rounds N           rounds of each contestant (7)
  --seconds N          length of a round (2)
  --parts hits,costs   of ${PARTS.join(', ')}
  --quick              3 rounds of 1 s
Writes bench/results/edge.md when all parts were run.`;

export function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args,
    options: { rounds: text, seconds: text, parts: text, quick: flag, help: flag },
  });
  if (values.help === true) return null;
  const quick = values.quick === true;
  return {
    rounds: Number(values.rounds ?? (quick ? 3 : 7)),
    seconds: Number(values.seconds ?? (quick ? 1 : 2)),
    parts: values.parts?.split(',') ?? PARTS,
  };
}
