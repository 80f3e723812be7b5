/** The site measures what its visitors get here, and no visitor notices. */
import { deriveHmacKey, toHex } from '@dynamic-cache/contracts/canonical';
import {
  EDGE_PROBE_HEADER,
  type EdgeProbe,
  PROBE_INFO,
  signEdgeProbe,
} from '@dynamic-cache/contracts/edge-probe';
import {
  PROBE_HEADER,
  PROBED_HEADER,
  parseProbed,
  signProbe,
  verifyProbed,
} from '@dynamic-cache/contracts/probe';
import { beforeEach, describe, expect, it } from 'vitest';
import { Counters } from '../src/metrics/counters.ts';
import { onSchedule } from '../src/upkeep/schedule.ts';
import { type Answer, EDGE, openStand, type Stand, said } from './support/stand.ts';

type Fields = Partial<Omit<EdgeProbe, 'mac'>>;

let stand: Stand;

beforeEach(async () => {
  stand = await openStand();
  stand.wordpress.pages.set('/a/', { body: '<p>a</p>', tags: ['post:1'] });
});

const keyOf = (secret = stand.key.secret) => deriveHmacKey(secret, PROBE_INFO);

const nonceOf = () => toHex(crypto.getRandomValues(new Uint8Array(16)));

async function headerFor(target: string, changes: Fields = {}, secret?: string): Promise<string> {
  const fields = {
    kid: stand.key.kid,
    strategy: 'edge-r2' as const,
    tiers: 'all' as const,
    run: '00112233445566aa',
    space: 'page1',
    ts: String(Math.floor(stand.world.now() / 1000)),
    nonce: nonceOf(),
    ...changes,
  };
  return signEdgeProbe(await keyOf(secret), fields, { host: stand.wordpress.host, target });
}

async function probe(target: string, changes: Fields = {}, headers: Record<string, string> = {}) {
  const value = await headerFor(target, changes);
  return stand.edgeVisit(`/~${stand.wordpress.host}${target}`, {
    headers: { ...headers, [EDGE_PROBE_HEADER]: value },
  });
}

const probed = (answer: Answer) => parseProbed(answer.headers.get(PROBED_HEADER) ?? '');

describe('a probe of the site', () => {
  it('is answered from WordPress, then from the edge, with proof and figures', async () => {
    const nonce = nonceOf();
    const cold = await probe('/a/', { nonce });
    const warm = await probe('/a/');
    expect([said(cold), said(warm)]).toEqual(['miss; reason=cold', 'hit; reason=fresh']);
    expect(probed(cold)).toMatchObject({ nonce, wall: '2000', cpu: '1000', queries: '34' });
    expect(probed(warm)).toMatchObject({ wall: '0', cpu: '0', queries: '-' });
    const proof = probed(cold);
    expect(proof !== null && (await verifyProbed(await keyOf(), proof, nonce))).toBe(true);
    expect(warm.headers.get('Cache-Control')).toBe('private, no-store');
    expect(stand.wordpress.asked('/a/')).toHaveLength(1);
  });

  it('leaves nothing that a visitor is served, and is served nothing of theirs', async () => {
    await probe('/a/');
    await probe('/a/');
    stand.wordpress.pages.set('/a/', { body: '<p>later</p>', tags: ['post:1'] });
    const visitor = await stand.visit('/a/');
    expect([visitor.text, said(visitor)]).toEqual(['<p>later</p>', 'miss; reason=cold']);
    expect(visitor.headers.get(PROBED_HEADER)).toBeNull();
    expect((await probe('/a/')).text).toBe('<p>a</p>');
    expect(said(await probe('/a/', { space: 'page2' }))).toBe('miss; reason=cold');
    expect(said(await probe('/a/', { run: 'ffffffffffffffff' }))).toBe('miss; reason=cold');
    // The short way of visitors was not taught by probes either.
    expect((await stand.visit('/a/')).text).toBe('<p>later</p>');
  });

  it('says the key of the page as a visitor has it', async () => {
    const [one, same, other] = [await probe('/a/'), await probe('/a/?utm_source=x'), await probe('/a/?b=1')];
    expect(probed(one)?.key).toMatch(/^[0-9a-f]{64}$/);
    expect(probed(same)?.key).toBe(probed(one)?.key);
    expect(probed(other)?.key).not.toBe(probed(one)?.key);
  });

  it('is a visit with its own cookies, which WordPress sees on what passes the cache by', async () => {
    const cookie = { Cookie: 'wordpress_logged_in_0123=canary' };
    const answer = await probe('/a/', {}, cookie);
    expect([said(answer), probed(answer)?.key]).toEqual(['bypass; reason=cookie', '-']);
    const [asked] = stand.wordpress.asked('/a/');
    expect(asked?.headers.get('Cookie')).toBe('wordpress_logged_in_0123=canary');
    expect(asked?.headers.get(PROBE_HEADER)).toMatch(/^v1;run=00112233445566aa;space=page1;/);
    expect(asked?.headers.get(EDGE_PROBE_HEADER)).toBeNull();
  });

  it('sees a purge as visitors do', async () => {
    await probe('/a/');
    stand.wordpress.pages.set('/a/', { body: '<p>new</p>', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'] });
    const answer = await probe('/a/');
    expect([answer.text, said(answer)]).toEqual(['<p>new</p>', 'miss; reason=purged']);
  });

  it('is answered by the strategy that it names, whatever the site has', async () => {
    await stand.configure({ strategy: 'origin-disk' });
    for (let visit = 0; visit < 4; visit++) await probe('/a/');
    expect(said(await probe('/a/', { tiers: 'r2' }))).toBe('hit; reason=fresh');
    for (let visit = 0; visit < 4; visit++) await probe('/a/', { strategy: 'edge-balanced', space: 'b' });
    const balanced = await probe('/a/', { strategy: 'edge-balanced', space: 'b', tiers: 'r2' });
    expect([balanced.status, said(balanced)]).toEqual([504, 'miss; reason=cold']);
  });

  it('of R2 alone never asks WordPress', async () => {
    const answer = await probe('/a/', { tiers: 'r2' });
    expect([answer.status, said(answer)]).toEqual([504, 'miss; reason=cold']);
    expect(stand.wordpress.requests).toHaveLength(0);
  });

  it('is not counted as a visit, nor its look-ups', async () => {
    let counted = 0;
    const [answered, searched] = [Counters.prototype.answered, Counters.prototype.searched];
    Counters.prototype.answered = () => void counted++;
    Counters.prototype.searched = () => void counted++;
    try {
      await probe('/a/');
      await probe('/a/');
      expect(counted).toBe(0);
      await stand.visit('/a/');
      expect(counted).toBeGreaterThan(0);
    } finally {
      [Counters.prototype.answered, Counters.prototype.searched] = [answered, searched];
    }
  });

  it('proves nothing when what came from WordPress was not its answer to a probe', async () => {
    stand.wordpress.isDeafToProbes = true;
    const answer = await probe('/a/');
    expect([answer.status, answer.headers.get(PROBED_HEADER)]).toEqual([200, null]);
  });

  it('leaves pages in R2 that upkeep takes away when their life is over', async () => {
    for (let visit = 0; visit < 4; visit++) await probe('/a/');
    const names = async (prefix: string) => (await stand.env.CACHE_R2?.list({ prefix }))?.objects.length;
    const [before, pages] = [await names('probe/1/'), await names('page/1/')];
    expect(before).toBeGreaterThan(0);
    const isolate = { ...(await isolateOf()), env: stand.env };
    await onSchedule(isolate);
    expect(await names('probe/1/')).toBe(before);
    // R2 has the real time; the clock of the test stands in another year.
    isolate.edge.world.now = () => Date.now() + 1_000_000;
    await onSchedule(isolate);
    expect([await names('probe/1/'), await names('page/1/')]).toEqual([0, pages]);
  });
});

async function isolateOf() {
  const { createEdge } = await import('../src/edge.ts');
  const { TestWorld } = await import('./support/world.ts');
  const world = new TestWorld();
  const chain = async () => null;
  return { edge: createEdge(world), background: () => {}, chain };
}

describe('what is no genuine probe is an ordinary visit', () => {
  it.each<[string, () => Promise<string>]>([
    ['signed with another secret', () => headerFor('/a/', {}, 'another-secret-another-secret-another')],
    ['for another page', () => headerFor('/b/')],
    ['of another minute', () => headerFor('/a/', { ts: String(Math.floor(stand.world.now() / 1000) - 61) })],
    ['of a key that nobody has', () => headerFor('/a/', { kid: 'nobody' })],
    ['of another form', async () => 'v1'],
  ])('%s', async (_, header) => {
    const value = await header();
    const answer = await stand.edgeVisit(`/~${stand.wordpress.host}/a/`, {
      headers: { [EDGE_PROBE_HEADER]: value, Cookie: 'wordpress_logged_in_0123=canary' },
    });
    expect([said(answer), answer.headers.get(PROBED_HEADER)]).toEqual(['miss; reason=cold', null]);
    expect(stand.wordpress.asked('/a/')[0]?.headers.get(PROBE_HEADER)).toBeNull();
  });

  it('on the zone of the site, where no such probe is taken', async () => {
    const answer = await stand.visit('/a/', { headers: { [EDGE_PROBE_HEADER]: await headerFor('/a/') } });
    expect([said(answer), answer.headers.get(PROBED_HEADER)]).toEqual(['miss; reason=cold', null]);
  });
});

describe('a probe of the origin that comes through the zone', () => {
  const fields = () => ({
    run: '00112233445566aa',
    space: 'page1',
    ts: String(Math.floor(stand.world.now() / 1000)),
    nonce: nonceOf(),
  });
  const ofOrigin = async (secret?: string) =>
    stand.visit('/a/', {
      headers: {
        [PROBE_HEADER]: await signProbe(await keyOf(secret), fields(), {
          host: stand.wordpress.host,
          target: '/a/',
        }),
      },
    });

  it('is passed on and back as it is, past every copy', async () => {
    await stand.visit('/a/');
    await stand.visit('/a/');
    stand.wordpress.pages.set('/a/', {
      body: '<p>b</p>',
      headers: { 'X-Dynamic-Cache': 'hit; reason=fresh' },
    });
    const answer = await ofOrigin();
    expect([answer.text, said(answer), probed(answer)?.queries]).toEqual([
      '<p>b</p>',
      'hit; reason=fresh',
      '34',
    ]);
    expect((await stand.visit('/a/')).text).toBe('<p>a</p>');
  });

  it('is an ordinary visit when it is not genuine', async () => {
    await stand.visit('/a/');
    expect(said(await ofOrigin('another-secret-another-secret-another'))).toBe('hit; reason=fresh');
  });

  it('is not what the Worker’s own hostname takes', async () => {
    const header = await signProbe(await keyOf(), fields(), {
      host: new URL(EDGE).host,
      target: '/edge/cache/a/',
    });
    const answer = await stand.edgeVisit('/a/', { headers: { [PROBE_HEADER]: header } });
    expect([said(answer), answer.headers.get(PROBED_HEADER)]).toEqual(['miss; reason=cold', null]);
  });
});
