/** `GET /api/cache/diagnostics`: looks at each part that a page depends on; what fails says why, and what to do. */
import type { Check, DiagnosticsAnswer } from '@dynamic-cache/contracts/cache-api';
import type { Context } from 'hono';
import type { Bindings } from '../../bindings.ts';
import { withLoopGuard } from '../../cache/loop-guard.ts';
import type { App } from '../../context.ts';
import { behind } from '../../control/behind.ts';
import { openLedger } from '../../ledger/open.ts';
import { originOf, type Site } from '../../sites/site.ts';
import { unixTime, type World } from '../../world.ts';
import { fine, probe, warning } from './check.ts';
import { durableChecks } from './durable-checks.ts';
import { rolloutCheck } from './rollout-check.ts';
import { NO_STORE, ownSite } from './signed-body.ts';

export async function diagnostics(c: Context<App>): Promise<Response> {
  const { world, sites } = c.get('edge');
  const id = ownSite(c);
  const kept = await sites.byId(id, c.env, behind(c));
  const site = kept.state === 'none' ? null : kept.value.site;
  const checks = [
    ...(await Promise.all([
      probe(
        'control_database',
        world,
        () => c.env.CONTROL.prepare('SELECT count(*) FROM cache_metrics').first(),
        {
          cause:
            'The control database (binding CONTROL) does not answer, or its migrations were not applied.',
          remedy: 'Run `wrangler d1 migrations apply CONTROL`, and look at the status of D1.',
        },
      ),
      probe('purge_ledger', world, () => openLedger(c.env, world).read(id, 0, 1), {
        cause:
          'The ledger (binding LEDGER, or PURGE_LEDGER) does not answer: purges are refused, and pages are shown for a minute more.',
        remedy: 'Look at the status of D1; when the database was replaced, apply its migrations.',
      }),
      probe('origin', world, () => askOrigin(world, site), {
        cause: 'WordPress does not answer the Worker, or answers with an error.',
        remedy: 'Check that the origin is up, and that a firewall or bot protection lets the Worker in.',
      }),
    ])),
    configuration(site, unixTime(world)),
    kill(c.env),
    rolloutCheck(site),
    ...(await durableChecks(c.env, world, site?.config?.strategy ?? null)),
    clock(c.get('signed').timestamp - unixTime(world)),
  ];
  const answer: DiagnosticsAnswer = { ok: checks.every(({ status }) => status !== 'failed'), checks };
  return c.json(answer, 200, NO_STORE);
}

async function askOrigin(world: World, site: Site | null): Promise<void> {
  if (site === null) throw new Error('unknown where it is');
  const headers = withLoopGuard(new Headers());
  const request = new Request(`${originOf(site)}/`, { method: 'HEAD', headers, redirect: 'manual' });
  const response = await world.fetch(request);
  if (response.status >= 500) throw new Error(`answered ${response.status}`);
}

function configuration(site: Site | null, now: number): Check {
  const check = 'configuration';
  const warn = (finding: string, cause: string, remedy: string) => warning(check, finding, { cause, remedy });
  const config = site?.config ?? null;
  if (site === null || config === null) {
    return warn(
      'none is stored',
      'The plugin has not sent one, or it cannot be read.',
      'Save the settings in wp-admin.',
    );
  }
  if (!site.understood) {
    const remedy = 'Update the one that is older; pages pass through until then.';
    return warn('of another contract', 'Plugin and Worker are of different versions.', remedy);
  }
  if (!config.enabled)
    return warn('the cache is off', 'It was turned off in the settings.', 'Enable it in wp-admin.');
  if (config.paused_until > now) {
    const remedy = 'It goes on by itself, or resume it in wp-admin.';
    return warn(`paused for ${config.paused_until - now} s more`, 'Somebody paused the cache.', remedy);
  }
  return fine(check, `revision ${config.revision}, strategy ${config.strategy}`);
}

function kill({ CACHE_ENABLED }: Bindings): Check {
  if (CACHE_ENABLED !== 'false') return fine('switch', 'the edge is on');
  return warning('switch', 'the whole edge passes through', {
    cause: 'CACHE_ENABLED is false.',
    remedy: 'Set it to true and deploy.',
  });
}

/** `skew`: seconds by which the signer is ahead. */
function clock(skew: number): Check {
  if (Math.abs(skew) <= 30) return fine('clock', `${Math.abs(skew)} s apart`);
  return warning('clock', `the signer’s clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}`, {
    cause: 'The server’s clock is not synchronised.',
    remedy: 'Turn on NTP there; past five minutes signed requests are refused.',
  });
}
