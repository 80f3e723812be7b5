/** Contestants under load in turns, each going first as often as the others; medians of their rounds. */
import { median } from '../../edge/stand/load.ts';
import type { Load, Loader, Round } from './load.ts';

export interface Contestant {
  name: string;
  url: string;
}

export type Results = ReadonlyMap<string, Round>;

export async function takeTurns(
  load: Loader,
  contestants: readonly Contestant[],
  how: Omit<Load, 'url'> & { rounds: number },
): Promise<Results> {
  const { rounds, ...one } = how;
  const all = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  // What is not counted: opcode caches fill, and the kernel learns the files.
  for (const { url } of contestants) await load({ ...one, url, seconds: 1 });
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, i) => contestants[(i + round) % contestants.length]);
    for (const contestant of order) {
      if (contestant !== undefined)
        all.get(contestant.name)?.push(await load({ ...one, url: contestant.url }));
    }
  }
  return new Map([...all].map(([name, of]) => [name, middle(of)]));
}

function middle(rounds: readonly Round[]): Round {
  return { rate: median(rounds.map(({ rate }) => rate)), cpu: median(rounds.map(({ cpu }) => cpu)) };
}
