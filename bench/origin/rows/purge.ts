/** One tag that is on 10,000 pages is purged: how long until none of them is served. */
import { z } from 'zod';
import { median } from '../../edge/stand/load.ts';
import type { Options } from '../options.ts';
import type { Table } from '../report.ts';
import { copySite, inSite, switchOn, type Template } from '../sites/sites.ts';

const PAGES = 10_000;
const Outcome = z.object({ ms: z.number(), served: z.number(), before: z.number() });

export async function purge(template: Template, folder: string, options: Options): Promise<Table> {
  const site = await copySite(template, folder, 'purge');
  await switchOn(site);
  const times: number[] = [];
  let served = 0;
  for (let round = 0; round < options.rounds; round++) {
    await inSite('store-pages.php', site.root, String(PAGES));
    const outcome = Outcome.parse(JSON.parse(await inSite('purge-tag.php', site.root, String(PAGES))));
    if (outcome.before !== PAGES)
      throw new Error(`Only ${outcome.before} of ${PAGES} pages were served before the purge.`);
    times.push(outcome.ms);
    served = Math.max(served, outcome.served);
  }
  return {
    title: 'Purge of one tag on 10,000 pages',
    note: 'From the call until it has returned; every page is then asked for, and none may be served.',
    head: ['median ms', 'longest ms', 'pages still served', 'aim'],
    rows: [[median(times).toFixed(2), Math.max(...times).toFixed(2), String(served), '≤ 50 ms, 0']],
  };
}
