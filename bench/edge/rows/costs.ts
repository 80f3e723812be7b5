/** What each kind of request asks of the products that Cloudflare bills: counted before the bindings, in workerd. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Table } from '../../origin/report.ts';
import { Origin } from '../stand/origin.ts';
import { purge, register } from '../stand/site.ts';
import { BOOTSTRAP_SECRET, type Role, startWorkers, type Workers } from '../stand/workers.ts';

const Counts = z.record(z.string(), z.number());
type Counts = z.infer<typeof Counts>;

/** Longer than the writes of durable tiers are spread over, and shorter than metrics are written apart. */
const BEHIND = 4000;

interface Stand {
  workers: Workers;
  origin: Origin;
}

interface Kind {
  what: string;
  role: Role;
  /** Tiers that find nothing, so that the next one is asked. */
  blind: string;
  /** Brings the edge to where the request is of this kind. */
  before(stand: Stand, url: string): Promise<void>;
  request(stand: Stand, url: string): Promise<unknown>;
}

const visit = (_: Stand, url: string) => get(url);
const nothing = async () => {};
/** A durable tier is written on the second hit, and found from then on. */
const visits = (count: number) => async (_: Stand, url: string) => {
  for (let n = 0; n < count; n++) await get(url);
  await sleep(BEHIND);
};

const KINDS: Kind[] = [
  { what: 'hit from memory', role: 'counted', blind: '', before: visits(3), request: visit },
  { what: 'hit from the Cache API', role: 'counted-small', blind: '', before: visits(3), request: visit },
  { what: 'hit from KV', role: 'counted-small', blind: 'cache', before: visits(3), request: visit },
  { what: 'hit from R2', role: 'counted-small', blind: 'cache,kv', before: visits(3), request: visit },
  { what: 'miss: rendered and stored', role: 'counted', blind: '', before: nothing, request: visit },
  {
    what: 'second hit of a page: written to KV and R2',
    role: 'counted',
    blind: '',
    before: visits(2),
    request: visit,
  },
  {
    what: 'visit with a login cookie',
    role: 'counted',
    blind: '',
    before: ({ origin }, url) => bypass(url, origin.host),
    request: ({ origin }, url) => bypass(url, origin.host),
  },
  {
    what: 'purge of one tag',
    role: 'counted',
    blind: '',
    before: nothing,
    request: ({ workers, origin }) => purge(workers.address('counted'), origin, ['post:1']),
  },
];

/** Rows of one table: what is counted, kind by kind. */
export async function costs(): Promise<Table> {
  const origin = new Origin(BOOTSTRAP_SECRET);
  await origin.listen();
  const workers = await startWorkers(['counted', 'counted-small']);
  try {
    await register(workers.address('counted'), origin, 'edge-r2');
    const rows: string[][] = [];
    for (const [number, kind] of KINDS.entries())
      rows.push([kind.what, ...(await cost(kind, number, { workers, origin }))]);
    rows.push([
      'each second in which a data centre is visited: the view of the ledger, read by one isolate',
      ...(await viewRead({ workers, origin })),
    ]);
    const note =
      'Strategy `edge-r2`. A call to D1 is one round trip, whatever number of statements it has. What is done behind the answer is counted too; the view of the ledger, read at most once a second, is a row of its own.';
    return { title: 'What a request costs', note, head: ['request', ...COLUMNS], rows };
  } finally {
    await workers.stop();
    origin.close();
  }
}

const COLUMNS = [
  'origin fetches',
  'Cache API match / put',
  'KV read / write',
  'R2 class B / A',
  'D1 calls',
  'D1 rows read / written',
];

async function cost(kind: Kind, number: number, stand: Stand): Promise<string[]> {
  const base = stand.workers.address(kind.role);
  const url = `${base}/edge/cache/page/${number + 1}/`;
  await counts(base, '');
  await kind.before(stand, url);
  // The view is young then, so that the request itself does not read it.
  await get(`${base}/edge/cache/page/${1000 + number}/`);
  await sleep(200);
  await counts(base, kind.blind);
  await kind.request(stand, url);
  const counted = await counts(base, kind.blind);
  await sleep(BEHIND);
  return cells(add(counted, await counts(base, '')));
}

async function viewRead({ workers, origin }: Stand): Promise<string[]> {
  const base = workers.address('counted');
  const url = `${base}/edge/cache/page/1000/`;
  await visits(3)({ workers, origin }, url);
  await counts(base, '');
  await get(url);
  await sleep(200);
  return cells(await counts(base, ''));
}

function cells(counted: Counts): string[] {
  const of = (name: string) => counted[name] ?? 0;
  const rows = (what: string) => of(`CONTROL rows ${what}`) + of(`LEDGER rows ${what}`);
  return [
    String(of('origin fetch')),
    `${of('cache match')} / ${of('cache put')}`,
    `${of('kv get') + of('kv getWithMetadata')} / ${of('kv put')}`,
    `${of('r2 get') + of('r2 head')} / ${of('r2 put')}`,
    String(of('CONTROL calls') + of('LEDGER calls')),
    `${rows('read')} / ${rows('written')}`,
  ];
}

async function counts(base: string, blind: string): Promise<Counts> {
  return Counts.parse(await (await fetch(`${base}/__counts?blind=${blind}`)).json());
}

function add(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

async function get(url: string): Promise<void> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
}

/** A visit of somebody who is logged in, through the zone route: `fetch` would not let us name the host. */
async function bypass(url: string, host: string): Promise<void> {
  const target = new URL(url);
  const path = target.pathname.replace('/edge/cache', '');
  const headers = { Host: host, Cookie: 'wordpress_logged_in_1=somebody' };
  const sent = request({ host: target.hostname, port: target.port, path, headers }).end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  const said = answer?.headers['x-dynamic-cache'];
  answer?.resume();
  if (said !== 'bypass; reason=cookie') throw new Error(`${path} answered ${answer?.statusCode} ${said}`);
}
