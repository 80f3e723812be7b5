/** Hits of every way in beside what is the least that its entry can cost. */
import type { Loader } from '../measure/load.ts';
import { type Results, takeTurns } from '../measure/rounds.ts';
import type { Options } from '../options.ts';
import { ratio, type Table, whole } from '../report.ts';
import { type Arena, NAMES, urlOf } from '../sites/contestants.ts';
import { ENCODINGS } from '../sites/floor.ts';

/** First ÷ second, and what it should be. */
const RATIOS: readonly (readonly [string, string, string])[] = [
  [NAMES.dropIn, NAMES.floor, '≥ 0.9'],
  [NAMES.early, NAMES.bare, '≥ 0.8'],
];

export async function hits(load: Loader, arena: Arena, options: Options): Promise<Table[]> {
  const contestants = arena.sites.map((site) => ({ name: site.name, url: urlOf(site) }));
  const figures: string[][] = [];
  const ratios: string[][] = [];
  for (const encoding of ENCODINGS) {
    for (const connections of options.connections) {
      const how = { encoding, connections, seconds: options.seconds, rounds: options.rounds };
      const results = await takeTurns(load, contestants, how);
      const at = [encoding, String(connections)];
      for (const [name, { rate, cpu }] of results) figures.push([...at, name, whole(rate), whole(cpu)]);
      for (const row of rows(results, arena)) ratios.push([...at, ...row]);
      process.stderr.write(`  ${encoding}, ${connections} at once\n`);
    }
  }
  return [
    {
      title: 'Hits: ratios',
      note: 'By rate and by CPU per request.',
      head: ['body', 'at once', 'what', 'by rate', 'by CPU', 'aim'],
      rows: ratios,
    },
    {
      title: 'Hits: figures',
      note: 'Requests per second, and microseconds of CPU for one.',
      head: ['body', 'at once', 'who', 'requests/s', 'CPU µs'],
      rows: figures,
    },
  ];
}

function rows(results: Results, arena: Arena): string[][] {
  const known: readonly string[] = Object.values(NAMES);
  const peers = arena.sites.map(({ name }) => name).filter((name) => !known.includes(name));
  const fastest = peers.toSorted((a, b) => (results.get(b)?.rate ?? 0) - (results.get(a)?.rate ?? 0))[0];
  const all = fastest === undefined ? RATIOS : [...RATIOS, [NAMES.early, fastest, '≥ 1.7'] as const];
  return all.flatMap(([first, second, aim]) => {
    const [a, b] = [results.get(first), results.get(second)];
    if (a === undefined || b === undefined) return [];
    return [[`${first} ÷ ${second}`, ratio(a.rate / b.rate), ratio(b.cpu / a.cpu), aim]];
  });
}
