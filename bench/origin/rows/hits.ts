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
  [NAMES.redis, NAMES.bareRedis, '≥ 0.8'],
];

/** Of ours, in the order of the tables. */
const OURS = [NAMES.dropIn, NAMES.early, NAMES.redis, NAMES.direct] as const;

/** Of those, the ones that PHP serves as it does the peers. */
const BY_PHP = [NAMES.dropIn, NAMES.early] as const;

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
      note: ['By rate and by CPU per request.', ...absences(arena)].join('\n\n'),
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
  const fastest = fastestOf(results, peers);
  const best = fastestOf(results, OURS);
  const byPhp = fastestOf(results, BY_PHP);
  const compared: readonly (readonly [string | undefined, string | undefined, string])[] = [
    [best, fastest, '≥ 1.7'],
    [byPhp === best ? undefined : byPhp, fastest, ''],
  ];
  return [...RATIOS, ...compared].flatMap(([first, second, aim]) => {
    const [a, b] = [results.get(first ?? ''), results.get(second ?? '')];
    if (a === undefined || b === undefined) return [];
    return [[`${first} ÷ ${second}`, ratio(a.rate / b.rate), ratio(b.cpu / a.cpu), aim]];
  });
}

function fastestOf(results: Results, names: readonly string[]): string | undefined {
  const known = names.filter((name) => results.has(name));
  return known.toSorted((a, b) => (results.get(b)?.rate ?? 0) - (results.get(a)?.rate ?? 0))[0];
}

/** What is not in the table, and why. */
function absences(arena: Arena): string[] {
  const redis =
    arena.redis === null ? ['Redis: left out, because redis-server or the PHP extension is missing.'] : [];
  const none = 'Other cache plugins: left out, because none was given (`--peers FOLDER`).';
  const peers =
    arena.peers.length === 0
      ? [none]
      : arena.peers.flatMap(({ name, absence }) => (absence === null ? [] : [`${name}: ${absence}.`]));
  return [...redis, ...peers];
}
