/** With each run of the cron trigger: a rollout that turns out to be worse ends, and everybody has what was there before. */
import { z } from 'zod';
import { audit } from '../control/audit.ts';
import { RegisteredSites } from '../sites/registered-sites.ts';
import type { Site } from '../sites/site.ts';
import type { Isolate } from '../upkeep/isolate.ts';
import { unixTime } from '../world.ts';
import { nameOf, stateOf } from './draw.ts';
import { figuresOf } from './figures.ts';

/** Most sites that one run looks at. */
const MOST = 50;

const Rows = z.array(z.object({ id: z.string() }));

/** The figures of this isolate are written down before. Answers the sites that stepped back. */
export async function stepBackDue(isolate: Isolate): Promise<string[]> {
  const { edge, env, background } = isolate;
  const stepped: string[] = [];
  for (const id of await rollingOut(env.CONTROL)) {
    const kept = await edge.sites.byId(id, env, background);
    const site = kept.state === 'none' ? null : kept.value.site;
    if (site !== null && (await stepBackIfWorse(isolate, site))) stepped.push(id);
  }
  return stepped;
}

async function rollingOut(control: D1Database): Promise<string[]> {
  const { results } = await control
    .prepare(
      `SELECT id FROM sites WHERE CASE WHEN json_valid(config)
       THEN json_extract(config, '$.cache.rollout.salt') END IS NOT NULL ORDER BY random() LIMIT ?1`,
    )
    .bind(MOST)
    .all();
  return Rows.parse(results).map(({ id }) => id);
}

async function stepBackIfWorse({ edge, env, background }: Isolate, site: Site): Promise<boolean> {
  const { config } = site;
  const rollout = config?.cache.rollout;
  if (config === null || rollout === undefined || !rollout.stepBack) return false;
  if (stateOf(site, config, rollout) !== 'running') return false;
  const figures = await figuresOf(env.CONTROL, edge.world, site, []);
  if (figures?.verdict !== 'worse') return false;
  const name = nameOf(config, rollout);
  const at = unixTime(edge.world);
  const detail = { rollout: name, findings: figures.findings };
  const entry = { at, siteId: site.id, kid: null, action: 'site.rollout-stepped-back', detail };
  const stop = env.CONTROL.prepare(
    'UPDATE sites SET rollout_stopped = ?2, rollout_stopped_at = ?3 WHERE id = ?1',
  );
  await env.CONTROL.batch([stop.bind(site.id, name, at), audit(env.CONTROL, entry, 'true')]);
  console.warn('rollout-stepped-back', site.id, name, JSON.stringify(figures.findings));
  const hosts = await new RegisteredSites(env.CONTROL).hostsOf(site.id);
  await edge.sites.changed(site.id, hosts, env, background);
  return true;
}
