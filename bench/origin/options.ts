/** What the command line asks for. */
import { parseArgs } from 'node:util';

export interface Options {
  rounds: number;
  seconds: number;
  connections: number[];
  /** How many pages lie in the store for the rows about its size. */
  stored: number[];
  /** A folder of other cache plugins, each in a folder of its own. */
  peers: string | null;
  /** Names of the parts to run. */
  parts: string[];
  keep: boolean;
}

export const PARTS = ['hits', 'direct', 'stored', 'miss', 'purge', 'memory'] as const;

export const HELP = `npm run bench:origin -- [options]
  --rounds N           rounds of each contestant (7)
  --seconds N          length of a round (2)
  --connections 1,8,64 how many visitors at once
  --stored 100,10000   pages in the store for the rows about its size (100,10000,100000)
  --peers FOLDER       other cache plugins to run beside it, one in each folder
  --parts hits,purge   of ${PARTS.join(', ')}
  --quick              3 rounds of 1 s, 8 visitors, up to 10,000 pages
  --keep               leaves the sites where they are
Writes bench/results/origin.md when all parts were run.`;

export function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ rounds: text, seconds: text, connections: text, stored: text, peers: text, parts: text },
      ...{ quick: flag, keep: flag, help: flag },
    },
  });
  if (values.help === true) return null;
  const quick = values.quick === true;
  return {
    rounds: Number(values.rounds ?? (quick ? 3 : 7)),
    seconds: Number(values.seconds ?? (quick ? 1 : 2)),
    connections: numbers(values.connections ?? (quick ? '8' : '1,8,64')),
    stored: numbers(values.stored ?? (quick ? '100,10000' : '100,10000,100000')),
    peers: values.peers ?? null,
    parts: values.parts?.split(',') ?? [...PARTS],
    keep: values.keep === true,
  };
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}
