/** How far a new strategy is rolled out, as one of the diagnostics. */
import type { Check } from '@dynamic-cache/contracts/cache-api';
import { stateOf } from '../../rollout/draw.ts';
import type { Site } from '../../sites/site.ts';
import { fine, warning } from './check.ts';

const CHECK = 'rollout';

export function rolloutCheck(site: Site | null): Check {
  const config = site?.config ?? null;
  const rollout = config?.cache.rollout;
  if (site === null || config === null || rollout === undefined) return fine(CHECK, 'none');
  const { strategy, percent, salt } = rollout;
  switch (stateOf(site, config, rollout)) {
    case 'running':
      return fine(CHECK, `${salt}: ${percent} % of visitors have ${strategy}, the others ${config.strategy}`);
    case 'idle':
      return warning(CHECK, `${salt}: everybody has ${strategy}`, {
        cause: 'The strategy that is rolled out is the one of the site.',
        remedy: 'Set rollout.percent to 0 in the settings of the site: it has come to its end.',
      });
    case 'stepped-back':
      return warning(CHECK, `${salt}: everybody has ${config.strategy} again`, {
        cause: `Visitors with ${strategy} had more errors, fewer hits or slower answers than the others.`,
        remedy:
          'See rollout.findings in GET /api/cache/metrics; try again under another rollout.name in the settings of the site when the cause is gone.',
      });
  }
}
