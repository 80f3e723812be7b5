/**
 * A site whose theme prints whatever reaches it, address and headers, into every page and into a header: what an
 * attacker sends and is not taken out shows. And the protocol by which an attack is tried.
 */

import { KeysAnswer } from '@dynamic-cache/contracts/cache-api';
import { FILL_HEADER } from '@dynamic-cache/contracts/fill';
import { expect } from 'vitest';
import { get } from './management-call.ts';
import { type Answer, openStand, type Stand } from './stand.ts';
import type { SitePage } from './wordpress.ts';

/** Of each request to WordPress, and of no visitor. */
const OURS = [FILL_HEADER.toLowerCase(), 'cdn-loop'];

export const CANARY = 'canary31337';

type Config = Parameters<typeof openStand>[0];

export async function carelessStand(changes: Config = {}, page: Partial<SitePage> = {}): Promise<Stand> {
  const stand = await openStand(changes);
  const { wordpress, world } = stand;
  world.answer(wordpress.host, (request) => {
    const url = new URL(request.url);
    const shown = [...request.headers].filter(([name]) => !OURS.includes(name));
    const text = JSON.stringify([request.method, url.href, shown]);
    const headers = { Link: `<${encodeURI(url.href)}>; rel=canonical`, ...page.headers };
    wordpress.pages.set(url.pathname + url.search, { tags: ['post:1'], ...page, body: text, headers });
    return wordpress.answer(request);
  });
  return stand;
}

/** How many pages of the site lie in the isolate's memory. */
export async function stored(stand: Stand): Promise<number> {
  return (await get(stand, 'keys', KeysAnswer)).total;
}

/**
 * The attack, six times; then two clean visitors, with and without a compressed answer, read what a site that was never
 * attacked says. Again with the victim first, and with the page past its life, so that its renewal is what is attacked.
 */
export async function staysClean(
  attack: (stand: Stand) => Promise<unknown>,
  victim = '/a/',
  stand?: Stand,
): Promise<void> {
  const careless = stand ?? (await carelessStand());
  const site = careless.wordpress.host;
  const truth = textOf(await careless.isolate().visit(victim), site);
  await careless.purge({ everything: true });
  for (const moment of ['cold', 'stored', 'past its life'] as const) {
    if (moment === 'past its life') careless.world.pass(604_801);
    const before = await stored(careless);
    for (let i = 0; i < 6; i++) await attack(careless);
    for (const headers of [{}, { 'Accept-Encoding': 'br' }]) {
      const answer = await careless.visit(victim, { headers });
      expect([moment, answer.status, textOf(answer, site)]).toEqual([moment, 200, truth]);
      expect(JSON.stringify([...answer.headers])).not.toContain(CANARY);
    }
    // The victim's page, and at most one of the attacker's own.
    expect((await stored(careless)) - before).toBeLessThanOrEqual(2);
  }
}

function textOf({ text }: Answer, host: string): string {
  return text.replaceAll(host, 'HOST');
}
