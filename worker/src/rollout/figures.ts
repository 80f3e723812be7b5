/** How the two groups of a rollout have fared, from what all isolates have counted. */

import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Rollout, RolloutFigures, RolloutGroup } from '@dynamic-cache/contracts/rollout';
import { z } from 'zod';
import type { Count } from '../metrics/counters.ts';
import { latencyOf } from '../metrics/histogram.ts';
import { MetricsStore } from '../metrics/metrics-store.ts';
import { bucketsOf, hitRatio, sumOf } from '../metrics/summary.ts';
import type { Site } from '../sites/site.ts';
import type { World } from '../world.ts';
import { compare } from './compare.ts';
import { type Group, nameOf, stateOf, subjectOf } from './draw.ts';

const StoppedAt = z.int().nullable();

/** `unwritten`: what is not in the database yet. Null when the site rolls nothing out. */
export async function figuresOf(
  control: D1Database,
  world: World,
  site: Site,
  unwritten: readonly Count[],
): Promise<RolloutFigures | null> {
  const { config } = site;
  const rollout = config?.cache.rollout;
  if (config === null || rollout === undefined) return null;
  const name = nameOf(config, rollout);
  const written = await new MetricsStore(control, world).ofSubjects(site.id, `rollout:${name}:`);
  const [current, next] = groupsOf([...written, ...unwritten], config, rollout);
  const state = stateOf(site, config, rollout);
  const { salt, percent, minRequests } = rollout;
  return {
    salt,
    percent,
    state,
    stepped_back_at: state === 'stepped-back' ? await stoppedAt(control, site.id) : null,
    ...compare(current, next, minRequests),
    groups: [current, next],
  };
}

function groupsOf(
  counts: readonly Count[],
  config: EdgeConfig,
  rollout: Rollout,
): [RolloutGroup, RolloutGroup] {
  const name = nameOf(config, rollout);
  const of = (group: Group) => counts.filter(({ subject }) => subject === subjectOf(name, group));
  return [
    groupFigures('current', config.strategy, of('current')),
    groupFigures('next', rollout.strategy, of('next')),
  ];
}

function groupFigures(
  group: Group,
  strategy: RolloutGroup['strategy'],
  counts: readonly Count[],
): RolloutGroup {
  const named = sumOf(counts);
  const count = (name: string) => named.get(name) ?? 0;
  const hits = count('hit') + count('stale');
  return {
    group,
    strategy,
    requests: hits + count('miss'),
    hits,
    errors: count('error'),
    hit_ratio: hitRatio(hits, count('miss')),
    latency: latencyOf(bucketsOf(named)),
  };
}

async function stoppedAt(control: D1Database, id: string): Promise<number | null> {
  const at = control.prepare('SELECT rollout_stopped_at FROM sites WHERE id = ?1').bind(id);
  return StoppedAt.parse(await at.first('rollout_stopped_at'));
}
