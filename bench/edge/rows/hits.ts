/** What a hit costs: beside a Worker that does nothing but send the same bytes from the same place. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { ratio, type Table, whole } from '../../origin/report.ts';
import type { Options } from '../options.ts';
import { ask, CONNECTIONS, load, median, type Round, tool } from '../stand/load.ts';
import { Origin } from '../stand/origin.ts';
import { register } from '../stand/site.ts';
import { BOOTSTRAP_SECRET, type Role, startWorkers } from '../stand/workers.ts';

const PAIRS: { what: string; ours: Role; yardstick: Role; aim: string }[] = [
  { what: 'hit from memory ÷ bare Worker', ours: 'ours', yardstick: 'bare', aim: '≥ 0.8' },
  {
    what: 'hit from Cache API ÷ bare `caches.default.match`',
    ours: 'small',
    yardstick: 'bare-cache',
    aim: '≥ 0.9',
  },
];

export async function hits({ rounds, seconds }: Options): Promise<Table> {
  const origin = new Origin(BOOTSTRAP_SECRET);
  await origin.listen();
  const workers = await startWorkers(['ours', 'small', 'bare', 'bare-cache']);
  try {
    // `origin-disk` has no durable tiers: nothing is written beside what is measured.
    await register(workers.address('ours'), origin, 'origin-disk');
    const rows: string[][] = [];
    for (const { what, ours, yardstick, aim } of PAIRS) {
      // As a visitor of the site comes: by its own address.
      const hit = `${workers.address(ours)}/page/1/`;
      await assertHit(hit, origin.host);
      const yard = `${workers.address(yardstick)}/page/1/`;
      const pair = await inTurns({ ours: hit, yardstick: yard, host: origin.host }, rounds, seconds);
      rows.push([what, ...figures(pair.ours), ...figures(pair.yardstick), ...ratios(pair), aim]);
    }
    const note = `${await tool()}, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s in turn, 70 KB; medians. Each in an isolate of its own, in one workerd.`;
    const head = [
      'what',
      'requests/s',
      'CPU µs',
      'yardstick requests/s',
      'CPU µs',
      'by rate',
      'by CPU',
      'aim',
    ];
    return { title: 'Hits', note, head, rows };
  } finally {
    await workers.stop();
    origin.close();
  }
}

async function assertHit(url: string, host: string): Promise<void> {
  const agent = new Agent();
  for (const _ of [1, 2]) await ask(url, agent, host);
  const sent = request(url, { headers: { Host: host } }).end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  answer?.resume();
  const said = answer?.headers['x-dynamic-cache'];
  if (said !== 'hit; reason=fresh') throw new Error(`${url} is no hit: ${answer?.statusCode} ${said}`);
}

type Pair = { ours: Round[]; yardstick: Round[] };
type Sides = { ours: string; yardstick: string; host: string };

async function inTurns({ ours, yardstick, host }: Sides, rounds: number, seconds: number): Promise<Pair> {
  const using = await tool();
  const pair: Pair = { ours: [], yardstick: [] };
  for (let round = 0; round <= rounds; round++) {
    const second = await load(using, yardstick, seconds, host);
    const first = await load(using, ours, seconds, host);
    // The first round warms both up.
    if (round === 0) continue;
    pair.yardstick.push(second);
    pair.ours.push(first);
  }
  return pair;
}

function figures(rounds: Round[]): string[] {
  return [whole(median(rounds.map(({ rate }) => rate))), whole(median(rounds.map(({ cpu }) => cpu)))];
}

function ratios({ ours, yardstick }: Pair): string[] {
  const of = (name: keyof Round) =>
    median(ours.map((one, i) => one[name] / (yardstick[i]?.[name] ?? Number.NaN)));
  return [ratio(of('rate')), ratio(1 / of('cpu'))];
}
