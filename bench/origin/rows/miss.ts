/** What the plugin adds to a render that is not in the store: until the last byte is there, and in CPU. */

import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../edge/stand/load.ts';
import type { ServedSite } from '../machine/configs.ts';
import { cpuSeconds } from '../machine/cpu.ts';
import type { Programs } from '../machine/programs.ts';
import { type Servers, startServers } from '../machine/servers.ts';
import type { Options } from '../options.ts';
import type { Table } from '../report.ts';
import { urlOf } from '../sites/contestants.ts';
import { copySite, switchOn, type Template } from '../sites/sites.ts';

/** Of each site, for each round that is asked for. */
const VISITS = 80;

/** Not counted: the opcode caches of four processes fill. */
const WARM_UP = 12;
const SETTLE_MS = 60;

/** The front page with ten posts, and one post. */
const PAGES = ['/', '/post-3/'];

/** The plugin is there, and no page is recorded. */
const NOTHING = { exclude: { paths: ['/*'] } };

interface Contestant {
  site: ServedSite;
  servers: Servers;
}

interface Figures {
  ms: number;
  cpu: number;
}

/** Who is measured: the first is what the others are compared with. */
const SITES = [
  { folder: 'without', name: 'without the plugin' },
  { folder: 'excluded', name: 'with the plugin, a page excluded from the cache', settings: NOTHING },
  { folder: 'with', name: 'with the plugin, each visit a miss that is stored', settings: {} },
] as const;

export async function miss(
  programs: Programs,
  template: Template,
  folder: string,
  options: Options,
): Promise<Table> {
  const contestants: Contestant[] = [];
  const rows: string[][] = [];
  try {
    for (const one of SITES) {
      const site = { ...(await copySite(template, folder, one.folder)), name: one.name };
      if ('settings' in one) await switchOn(site, one.settings);
      // Processes of its own, as a site has: what PHP keeps from request to request fits the one that it serves.
      const place = `${folder}/${one.folder}-servers`;
      await mkdir(place);
      contestants.push({ site, servers: await startServers(programs, place, [site]) });
    }
    for (const page of PAGES)
      rows.push(...(await compare(contestants, template.server?.pid, page, options.rounds)));
  } finally {
    await Promise.all(contestants.map(({ servers }) => servers.stop()));
  }
  return {
    title: 'A page that is not stored',
    note: `One visitor; medians of ${options.rounds * VISITS} visits to each in turn, each to another address of the page, when the one before is through. The excluded page shows what loading the plugin costs where nothing watches the render; CPU counts what is done behind the answer too.${template.server === null ? ' SQLite stands in for MySQL.' : ' On MariaDB, whose CPU is counted, too.'}`,
    head: ['page', '', 'ms to the last byte', 'added', 'CPU ms', 'added'],
    rows: [...rows, ['', 'aim', '', '≤ 3 %', '', '≤ 6 %']],
  };
}

/** One visit of each in turn: what the machine does besides changes within seconds, and would be taken for one of them. */
async function compare(
  contestants: readonly Contestant[],
  database: number | undefined,
  page: string,
  rounds: number,
): Promise<string[][]> {
  const all = new Map<string, Figures[]>(contestants.map(({ site }) => [site.name, []]));
  for (let turn = 0; turn < WARM_UP + rounds * VISITS; turn++) {
    for (const { site, servers } of turn % 2 === 0 ? contestants : contestants.toReversed()) {
      const parents = [servers.nginx, servers.fpm, ...(database === undefined ? [] : [database])];
      const figures = await visit(site, page, turn, parents);
      if (turn >= WARM_UP) all.get(site.name)?.push(figures);
    }
  }
  const figures = [...all].map(([name, visits]) => ({ name, ...middle(visits) }));
  const [first] = figures;
  const added = (value: number, base = 0) => `${((value / base - 1) * 100).toFixed(1)} %`;
  return figures.map((one) => [
    page,
    one.name,
    one.ms.toFixed(2),
    one === first ? '' : added(one.ms, first?.ms),
    one.cpu.toFixed(2),
    one === first ? '' : added(one.cpu, first?.cpu),
  ]);
}

function middle(visits: readonly Figures[]): Figures {
  return { ms: median(visits.map(({ ms }) => ms)), cpu: median(visits.map(({ cpu }) => cpu)) };
}

async function visit(site: ServedSite, page: string, turn: number, parents: number[]): Promise<Figures> {
  const before = await cpuSeconds(parents);
  const began = performance.now();
  await read(`${new URL(page, urlOf(site))}?n=${turn}`);
  const ms = performance.now() - began;
  // What is done behind the answer counts, and would take its time from the next visit: cores, and the database.
  await sleep(SETTLE_MS);
  return { ms, cpu: ((await cpuSeconds(parents)) - before) * 1000 };
}

function read(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
}
