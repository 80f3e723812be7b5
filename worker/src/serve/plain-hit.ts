/**
 * The page for a plain visit (plain-visit.ts), where a fresh copy of it lies at hand: in memory, or in the colo, from where
 * it goes to the visitor as a stream. What is no such copy is left for the long way.
 */
import type { EntryFacts, Sendable } from '../cache/entry.ts';
import { judge } from '../cache/verdict.ts';
import type { Tier } from '../tiers/tier.ts';
import { unixTime } from '../world.ts';
import { plainHitResponse } from './answer.ts';
import type { Asked } from './asked.ts';
import { durableNames } from './durable.ts';
import type { Known } from './plain-visits.ts';

/** The page from memory, without a promise. */
export function memoryHit(asked: Asked, known: Known): Response | null {
  const { edge } = asked;
  const began = edge.world.now();
  const entry = edge.memory.peek(known.key);
  if (entry === null || !isShown(asked, known, entry)) return null;
  return answered(asked, known, { entry, tier: 'memory', began });
}

/**
 * The page from the colo, when this isolate has compared that copy lately and its memory has no place for it. The verdict
 * is taken once more after the copy was found: a purge may have become known meanwhile.
 */
export async function coloHit(asked: Asked, known: Known): Promise<Response | null> {
  const { edge } = asked;
  const began = edge.world.now();
  const facts = edge.colo.peek(known.key);
  if (facts === null || !isShown(asked, known, facts) || edge.memory.wants(facts)) return null;
  const entry = await edge.colo.pass(known.key);
  if (entry === null) return null;
  if (!isShown(asked, known, entry)) {
    if (entry.body instanceof ReadableStream) await entry.body.cancel();
    return null;
  }
  // Counted once it is certain that the long way will not do so; that memory lacks it took no time.
  edge.counters.searched(known.site.id, 'memory', { found: 'nothing', reason: 'cold' }, edge.world.now());
  return answered(asked, known, { entry, tier: 'cache-api', began });
}

/** Whether the copy may be shown now, and there is nothing else to do about it. */
function isShown({ edge, env }: Asked, { site, config }: Known, copy: Readonly<EntryFacts>): boolean {
  const view = edge.views.peek(site.id, config.view_max * 1000);
  if (view === null || copy.site !== site.id || copy.revision !== config.revision) return false;
  if (judge(copy, view, unixTime(edge.world)).use !== 'fresh') return false;
  // A copy that a durable tier lacks is offered to it on the long way.
  return durableNames(env, config).every((name) => edge.written[name].has(copy));
}

interface Hit {
  entry: Sendable;
  tier: Tier['name'];
  /** Milliseconds. */
  began: number;
}

function answered({ edge }: Asked, { site, config }: Known, { entry, tier, began }: Hit): Response {
  edge.counters.searched(site.id, tier, { found: 'entry' }, began);
  const response = plainHitResponse({ site, edge }, config, entry);
  edge.counters.answered({ site: site.id, route: 'zone', group: null }, response, began);
  return response;
}
