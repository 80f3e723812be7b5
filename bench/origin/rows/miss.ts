/** What the plugin adds to a render that is not in the store: until the last byte is there, and in CPU. */

import { request } from 'node:http';
import { median } from '../../edge/load.ts';
import type { ServedSite } from '../machine/configs.ts';
import { cpuSeconds } from '../machine/cpu.ts';
import type { Programs } from '../machine/programs.ts';
import { type Servers, startServers } from '../machine/servers.ts';
import type { Options } from '../options.ts';
import type { Table } from '../report.ts';
import { urlOf } from '../sites/contestants.ts';
import { copySite, switchOn } from '../sites/sites.ts';

const VISITS = 40;

interface Figures {
  ms: number;
  cpu: number;
}

export async function miss(
  programs: Programs,
  template: string,
  folder: string,
  options: Options,
): Promise<Table> {
  const without = { ...(await copySite(template, folder, 'without')), name: 'without the plugin' };
  const withIt = {
    ...(await copySite(template, folder, 'with')),
    name: 'with the plugin, each visit a miss that is stored',
  };
  await switchOn(withIt);
  const servers = await startServers(programs, folder, [without, withIt]);
  const all = new Map<string, Figures[]>([without, withIt].map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < options.rounds * 2 + 1; round++) {
      const order = round % 2 === 0 ? [without, withIt] : [withIt, without];
      for (const site of order) {
        const figures = await visits(site, servers, round);
        // The first round is not counted: opcode caches fill.
        if (round > 0) all.get(site.name)?.push(figures);
      }
    }
  } finally {
    await servers.stop();
  }
  return table(all, without.name, withIt.name);
}

function table(all: ReadonlyMap<string, Figures[]>, without: string, withIt: string): Table {
  const of = (name: string, pick: (one: Figures) => number) => median((all.get(name) ?? []).map(pick));
  const ms = [of(without, (one) => one.ms), of(withIt, (one) => one.ms)];
  const cpu = [of(without, (one) => one.cpu), of(withIt, (one) => one.cpu)];
  const added = ([a = 0, b = 0]: number[]) => `${(((b - a) / a) * 100).toFixed(1)} %`;
  return {
    title: 'A page that is not stored',
    note: `One visitor; medians of rounds of ${VISITS} visits, each to another address of the front page. SQLite stands in for MySQL.`,
    head: ['', 'ms to the last byte', 'CPU ms'],
    rows: [
      [without, ...[ms[0], cpu[0]].map((value) => (value ?? 0).toFixed(2))],
      [withIt, ...[ms[1], cpu[1]].map((value) => (value ?? 0).toFixed(2))],
      ['added', added(ms), added(cpu)],
      ['aim', '≤ 3 %', '≤ 6 %'],
    ],
  };
}

async function visits(site: ServedSite, servers: Servers, round: number): Promise<Figures> {
  const parents = [servers.nginx, servers.fpm];
  const before = await cpuSeconds(parents);
  const times: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const began = performance.now();
    await read(`${urlOf(site)}?n=${round}-${visit}`);
    times.push(performance.now() - began);
  }
  return { ms: median(times), cpu: (((await cpuSeconds(parents)) - before) / VISITS) * 1000 };
}

function read(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
}
