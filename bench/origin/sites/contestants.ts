/** Everybody who takes part in the rounds of hits, prepared and filled, with the servers that run them. */
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedSite } from '../machine/configs.ts';
import type { Programs } from '../machine/programs.ts';
import { type Redis, startRedis } from '../machine/redis.ts';
import { type Servers, startServers } from '../machine/servers.ts';
import { directSite, filled } from './direct.ts';
import { type Answer, ask, bareRedisSite, bareSite, type Encoding, staticSite, writeFloor } from './floor.ts';
import { judge, type Peer, peerSites } from './peers.ts';
import { copySite, switchOn, type Template, UnableToPrepare } from './sites.ts';

export interface Arena {
  servers: Servers;
  /** Null where there is none: the rows about it are left out. */
  redis: Redis | null;
  sites: ServedSite[];
  peers: Peer[];
  page: Answer;
  gzip: Answer;
}

/** The words by which the tables name them. */
export const NAMES = {
  static: 'nginx, a static file',
  bare: 'bare PHP script',
  floor: 'drop-in that only sends',
  dropIn: 'drop-in',
  early: 'early start',
  bareRedis: 'bare PHP script, one GET from Redis',
  redis: 'early start, pages in Redis',
  direct: 'direct mode',
} as const;

export async function openArena(
  programs: Programs,
  folder: string,
  template: Template,
  peers: string | null,
): Promise<Arena> {
  const dropIn = { ...(await copySite(template, folder, 'drop-in')), name: NAMES.dropIn };
  const early = { ...(await copySite(template, folder, 'early')), name: NAMES.early };
  const floor = { ...(await copySite(template, folder, 'floor')), name: NAMES.floor };
  await switchOn(dropIn);
  await switchOn(early, { early_start: true });
  const redis = programs.redis === null ? null : await startRedis(programs.redis, folder);
  const given = peers === null ? [] : await peerSites(template, folder, peers);
  const answers = await answersOf(programs, folder, dropIn);
  await writeFloor(`${floor.root}/wp-content/advanced-cache.php`, answers);
  await defineWpCache(floor);
  const bare = { ...(await bareSite(folder, 'bare', answers)), name: NAMES.bare };
  const still = { ...(await staticSite(folder, answers)), name: NAMES.static };
  const inRedis = redis === null ? [] : await redisSites(template, folder, answers, redis);
  const sites = [still, bare, early, floor, dropIn, ...inRedis];
  // Beside nobody else it has a table of its own (rows/direct.ts).
  const direct = given.length === 0 ? [] : [{ ...(await directSite(template, folder)), name: NAMES.direct }];
  const others = given.flatMap(({ site }) => (site === null ? [] : [site]));
  const servers = await startServers(programs, folder, [...sites, ...direct, ...others]);
  try {
    for (const site of [dropIn, early, ...inRedis.slice(1)]) await warm(site);
    for (const site of direct) await filled(urlOf(site));
    const judged: Peer[] = [];
    for (const peer of given) judged.push(await judge(peer));
    const taking = judged.flatMap(({ site, absence }) => (site === null || absence !== null ? [] : [site]));
    return {
      ...{ servers, redis, peers: judged, sites: [...sites, ...direct, ...taking] },
      ...{ page: answers.identity, gzip: answers.gzip },
    };
  } catch (thrown) {
    await servers.stop();
    await redis?.stop();
    throw thrown;
  }
}

/** The least that a hit in Redis can cost, and ours. */
async function redisSites(
  template: Template,
  folder: string,
  answers: Readonly<Record<Encoding, Answer>>,
  redis: Redis,
): Promise<ServedSite[]> {
  const bare = { ...(await bareRedisSite(folder, answers, redis.port)), name: NAMES.bareRedis };
  const ours = { ...(await copySite(template, folder, 'redis')), name: NAMES.redis };
  await switchOn(ours, {
    early_start: true,
    strategy: 'object-cache',
    redis: { host: '127.0.0.1', port: redis.port },
  });
  return [bare, ours];
}

export function urlOf(site: ServedSite): string {
  return `http://127.0.0.1:${site.port}/`;
}

/** Until hits come by the short way; the first visits change the site (core makes a menu). */
export async function warm(site: ServedSite): Promise<void> {
  for (let visit = 0; visit < 4; visit++) {
    for (const encoding of ['gzip', 'identity'] as const) await ask(urlOf(site), encoding);
    await sleep(600);
  }
  const { headers } = await ask(urlOf(site), 'gzip');
  if (!headers.includes('X-Dynamic-Cache: hit; reason=fresh')) {
    throw new UnableToPrepare(`${site.name} gives no hit:\n${headers.join('\n')}`);
  }
}

async function answersOf(
  programs: Programs,
  folder: string,
  site: ServedSite,
): Promise<Record<Encoding, Answer>> {
  const servers = await startServers(programs, folder, [site]);
  try {
    await warm(site);
    return { gzip: await ask(urlOf(site), 'gzip'), identity: await ask(urlOf(site), 'identity') };
  } finally {
    await servers.stop();
  }
}

async function defineWpCache(site: ServedSite): Promise<void> {
  const file = `${site.root}/wp-config.php`;
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('<?php\n', "<?php\ndefine( 'WP_CACHE', true );\n"),
  );
}
