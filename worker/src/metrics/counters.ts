/** What this isolate has counted since it last wrote it down. On the way of every hit: a few additions, no promise. */

import type { Found } from '../tiers/tier.ts';
import type { World } from '../world.ts';
import { BOUNDS, bucketOf } from './histogram.ts';

/** One number: of a site, of a route or tier (`route:zone`, `tier:memory`), by a name (`hit`, `why:hit:fresh`, `le:3`). */
export interface Count {
  site: string;
  subject: string;
  name: string;
  value: number;
}

/** Where a visitor was answered. */
export interface Place {
  site: string;
  route: string;
  /** Subject of the group of a rollout that the visitor belongs to. */
  group: string | null;
}

/** What a tier said, as far as it counts. */
type Searched = Pick<Found, 'found'> & { readonly reason?: string };

/** Between two names; no part contains it. */
const BREAK = '\n';

/** Sites are registered and names come from short lists, so this is never reached but by a fault. */
const MOST = 50_000;

/** Kinds of answers whose names are remembered: a few for each site. */
const MOST_KINDS = 5000;

const LATENCIES = [...BOUNDS, null].map((_, bucket) => `le:${bucket}`);

interface AnswerNames {
  how: string;
  subject: string;
  answer: string;
  reason: string;
  bytes: string;
}

export class Counters {
  readonly #world: World;
  #counts = new Map<string, number>();
  readonly #names = new Map<string, AnswerNames>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A visitor was answered. `began` in milliseconds. */
  answered({ site, route, group }: Place, response: Response, began: number): void {
    const names = this.#namesOf(site, route, response.headers.get('X-Dynamic-Cache') ?? '');
    const { subject, how } = names;
    this.#add(names.answer, 1);
    if (group !== null && how !== 'bypass') this.#answeredIn(site, group, { how, response, began });
    this.#add(names.reason, 1);
    this.#add(subject + LATENCIES[bucketOf(this.#world.now() - began)], 1);
    const length = Number(response.headers.get('Content-Length') ?? 0);
    if (length > 0) this.#add(names.bytes, length);
    if (response.status >= 500) this.#add(`${subject}error`, 1);
    if (how === 'miss' && response.headers.get('Cache-Status')?.includes('collapsed') === true)
      this.#add(`${subject}collapsed`, 1);
  }

  /** The names under which an answer counts: put together once for each kind of answer, not for each visit. */
  #namesOf(site: string, route: string, said: string): AnswerNames {
    const kind = `${site}${BREAK}${route}${BREAK}${said}`;
    const known = this.#names.get(kind);
    if (known !== undefined) return known;
    const end = said.indexOf(';');
    const how = end < 0 ? 'bypass' : said.slice(0, end);
    const why = end < 0 ? 'unknown' : said.slice(end + ';_reason='.length);
    const subject = `${site}${BREAK}route:${route}${BREAK}`;
    const reason = `${subject}why:${how}:${why}`;
    const names = { how, subject, answer: subject + how, reason, bytes: `${subject}bytes` };
    if (this.#names.size >= MOST_KINDS) this.#names.clear();
    this.#names.set(kind, names);
    return names;
  }

  /** The same for a group of a rollout: only what the cache could answer, and only what the groups are compared by. */
  #answeredIn(site: string, group: string, answer: { how: string; response: Response; began: number }): void {
    const subject = `${site}${BREAK}${group}${BREAK}`;
    this.#add(subject + answer.how, 1);
    this.#add(`${subject}le:${bucketOf(this.#world.now() - answer.began)}`, 1);
    if (answer.response.status >= 500) this.#add(`${subject}error`, 1);
  }

  /** A tier was asked for a page. */
  searched(site: string, tier: string, { found, reason }: Searched, began: number): void {
    const subject = `${site}${BREAK}tier:${tier}${BREAK}`;
    const isFault = found === 'nothing' && reason !== 'cold';
    this.#add(subject + (found === 'entry' ? 'hit' : isFault ? 'fault' : 'miss'), 1);
    this.#add(subject + LATENCIES[bucketOf(this.#world.now() - began)], 1);
  }

  /** A page could not be fetched anew behind a visitor's back. */
  refreshFailed(site: string, route: string): void {
    this.#add(`${site}${BREAK}route:${route}${BREAK}refresh-failed`, 1);
  }

  /** What was counted; stays. */
  ofSite(site: string): Count[] {
    return listOf(this.#counts).filter((count) => count.site === site);
  }

  /** What was counted, to be written down; begins anew. */
  take(): Count[] {
    const counts = this.#counts;
    this.#counts = new Map();
    return listOf(counts);
  }

  /** What could not be written down. */
  putBack(counts: readonly Count[]): void {
    for (const { site, subject, name, value } of counts) this.#add([site, subject, name].join(BREAK), value);
  }

  forget(site: string): void {
    for (const key of this.#counts.keys()) if (key.startsWith(site + BREAK)) this.#counts.delete(key);
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  #add(key: string, value: number): void {
    const known = this.#counts.get(key);
    if (known !== undefined) this.#counts.set(key, known + value);
    else if (this.#counts.size < MOST) this.#counts.set(key, value);
  }
}

function listOf(counts: ReadonlyMap<string, number>): Count[] {
  return [...counts].map(([key, value]) => {
    const [site = '', subject = '', name = ''] = key.split(BREAK);
    return { site, subject, name, value };
  });
}
