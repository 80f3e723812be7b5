/** Whether a hit costs more when more pages are stored: visitors walk through all of them. */
import { writeFile } from 'node:fs/promises';
import { median } from '../../edge/stand/load.ts';
import type { Loader } from '../measure/load.ts';
import type { Options } from '../options.ts';
import { ratio, type Table, whole } from '../report.ts';
import { type Arena, NAMES, urlOf } from '../sites/contestants.ts';
import { inSite } from '../sites/sites.ts';

export async function stored(load: Loader, arena: Arena, options: Options, folder: string): Promise<Table> {
  const site = arena.sites.find(({ name }) => name === NAMES.early);
  const rows: string[][] = [];
  let first = 0;
  if (site === undefined) throw new Error('There is no site with early start.');
  const script = `${folder}/walk.lua`;
  const how = { url: urlOf(site), encoding: 'gzip', connections: 8, script } as const;
  for (const count of options.stored) {
    await inSite('store-pages.php', site.root, String(count));
    // Every page once, so that it carries its seal.
    for (let visited = 0; visited < count; ) {
      await writeFile(script, walk(count, String(visited)));
      visited += Math.floor((await load({ ...how, seconds: 5 })).rate * 5);
    }
    await writeFile(script, walk(count, `math.random(${count})`));
    const rounds = [];
    for (let round = 0; round < options.rounds; round++)
      rounds.push(await load({ ...how, seconds: options.seconds }));
    const cpu = median(rounds.map((one) => one.cpu));
    first = first === 0 ? cpu : first;
    rows.push([
      count.toLocaleString('en'),
      whole(median(rounds.map(({ rate }) => rate))),
      whole(cpu),
      ratio(first / cpu),
    ]);
    process.stderr.write(`  ${count} pages\n`);
  }
  const note =
    'Early start, gzip, 8 visitors at once, each asking for one page after the other; pages of about 1 KB.';
  return {
    title: 'Hits by number of stored pages',
    note,
    head: ['pages', 'requests/s', 'CPU µs', '÷ first row, by CPU'],
    rows,
  };
}

/** wrk asks for /stored-1/, /stored-2/ and so on. */
function walk(count: number, from: string): string {
  return `math.randomseed(os.time())
local at = ${from}
request = function()
  at = at % ${count} + 1
  return wrk.format(nil, "/stored-" .. at .. "/")
end
`;
}
