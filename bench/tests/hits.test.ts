/** The table of ratios: who is compared with whom, and what it says of those who are not there. */
import { describe, expect, it } from 'vitest';
import type { Loader } from '../origin/measure/load.ts';
import { hits } from '../origin/rows/hits.ts';
import type { Arena } from '../origin/sites/contestants.ts';
import type { Peer } from '../origin/sites/peers.ts';

/** Requests per second by port; CPU is their inverse. */
const RATES = [100, 80, 90, 70, 40, 20, 400];
const SITES = [
  ...['bare PHP script', 'early start', 'drop-in that only sends', 'drop-in', 'quick', 'slow', 'direct mode'],
].map((name, port) => ({ name, port, root: '' }));
const load: Loader = async ({ url }) => {
  const rate = RATES[Number(url.split(':')[2]?.slice(0, -1))] ?? 1;
  return { rate, cpu: 1_000 / rate };
};
const options = {
  ...{ rounds: 1, seconds: 1, connections: [8], stored: [], peers: null, parts: [] },
  keep: false,
};

describe('ratios', () => {
  it('compares the best of ours with the fastest of the others', async () => {
    const [ratios] = await hits(load, arena(6, [peer('quick', null), peer('slow', null)]), options);
    expect(ratios?.rows).toContainEqual(['gzip', '8', 'early start ÷ quick', '2.00', '2.00', '≥ 1.7']);
    expect(ratios?.rows).toContainEqual([
      'gzip',
      '8',
      'early start ÷ bare PHP script',
      '0.80',
      '0.80',
      '≥ 0.8',
    ]);
    expect(ratios?.note).not.toContain('left out, because none was given');
  });

  it('sets no aim for what PHP serves of ours where nginx serves the pages by itself', async () => {
    const [ratios] = await hits(load, arena(7, [peer('quick', null), peer('slow', null)]), options);
    expect(ratios?.rows).toContainEqual(['gzip', '8', 'direct mode ÷ quick', '10.00', '10.00', '≥ 1.7']);
    expect(ratios?.rows).toContainEqual(['gzip', '8', 'early start ÷ quick', '2.00', '2.00', '']);
  });

  it('says that no other plugin was given, and leaves the row out', async () => {
    const [ratios] = await hits(load, arena(4, []), options);
    expect(ratios?.rows.map((row) => row[5])).not.toContain('≥ 1.7');
    expect(ratios?.note).toContain('none was given (`--peers FOLDER`)');
  });

  it('says why one that was given takes no part', async () => {
    const absence = 'installed, not configured: WordPress still renders every visit';
    const [ratios] = await hits(load, arena(4, [peer('idle', absence)]), options);
    expect(ratios?.note).toContain(`idle: ${absence}.`);
  });

  it('says that Redis is missing', async () => {
    const [ratios] = await hits(load, arena(4, []), options);
    expect(ratios?.note).toContain('Redis: left out');
  });
});

function peer(name: string, absence: string | null): Peer {
  return { name, site: null, absence };
}

function arena(sites: number, peers: Peer[]): Arena {
  const answer = { status: 200, headers: [], body: new Uint8Array() };
  const servers = { nginx: 0, fpm: 0, stop: async () => undefined };
  return { servers, redis: null, sites: SITES.slice(0, sites), peers, page: answer, gzip: answer };
}
