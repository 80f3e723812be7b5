/**
 * Which strategy a visitor has while a new one is rolled out. Drawn from a hash of the client and the rollout's name, so
 * that the same visitor keeps it without a cookie, and nothing of the visitor is kept anywhere. Pure.
 */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Rollout } from '@dynamic-cache/contracts/rollout';
import type { Visit } from '../serve/visit.ts';
import type { Site } from '../sites/site.ts';

export type Group = 'current' | 'next';

/** Names one attempt to go from one strategy to another: what is counted and what was decided belongs to it alone. */
export function nameOf({ strategy }: EdgeConfig, rollout: Rollout): string {
  return `${rollout.salt}:${strategy}:${rollout.strategy}`;
}

/** Under which figures of a group are counted. */
export function subjectOf(name: string, group: Group): string {
  return `rollout:${name}:${group}`;
}

export type RolloutState = 'running' | 'stepped-back' | 'idle';

/** `idle`: the site has that strategy for everybody by now. */
export function stateOf(site: Site, config: EdgeConfig, rollout: Rollout): RolloutState {
  if (rollout.strategy === config.strategy) return 'idle';
  return site.stopped === nameOf(config, rollout) ? 'stepped-back' : 'running';
}

/** From 0 to 99, evenly: FNV-1a with the last mixing of MurmurHash3, both in the public domain. */
export function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}

export function groupOf(client: string, { salt, percent }: Rollout): Group {
  return bucketOf(`${salt}\n${client}`) < percent ? 'next' : 'current';
}

/** The visit with the strategy that this visitor has, and the subject of its group; null when nothing is rolled out. */
export function drawn(visit: Visit): { visit: Visit; group: string | null } {
  const { site, request } = visit;
  const { config } = site;
  const rollout = config?.cache.rollout;
  if (config === null || rollout === undefined || stateOf(site, config, rollout) !== 'running')
    return { visit, group: null };
  // What the Worker asks of itself is nobody's visit: it stays with the current strategy until everybody has the new one.
  const isNext =
    visit.isProbe === true ? rollout.percent === 100 : groupOf(clientOf(request), rollout) === 'next';
  const group = subjectOf(nameOf(config, rollout), isNext ? 'next' : 'current');
  if (!isNext) return { visit, group };
  const changed = { ...site, config: { ...config, strategy: rollout.strategy } };
  return { visit: { ...visit, site: changed }, group };
}

/** Chooses a strategy and nothing else, so it does no harm that a client may say of itself what it likes. */
function clientOf({ headers }: Request): string {
  return `${headers.get('CF-Connecting-IP') ?? ''}\n${headers.get('User-Agent') ?? ''}`;
}
