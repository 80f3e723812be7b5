/** What the figures mean: the finding, its cause, and what to do. Pure; the same figures say the same. */
import type { Insight, RouteMetrics } from '@dynamic-cache/contracts/cache-api';
import type { Summary } from './summary.ts';

interface Advice {
  cause: string;
  remedy: string;
}

/** For the words that explain most answers without the cache. */
const ADVICE: Readonly<Record<string, Advice>> = {
  'miss:cold': {
    cause:
      'Pages are asked for that no tier holds: few visits per page, a fresh deploy, or many addresses for one page.',
    remedy:
      'Warm the pages that matter (POST /api/cache/warm with warmingIntervalMs), and ignore query parameters that change nothing.',
  },
  'miss:purged': {
    cause: 'Purges take more pages than visits bring back.',
    remedy:
      'Look at what purges: a plugin that saves on every visit, or a purge of everything where a tag would do.',
  },
  'miss:expired': {
    cause: 'Pages live for a shorter time than it takes until the next visit.',
    remedy: 'Raise ttl.page: purges keep pages true, so their life need not.',
  },
  'miss:no-marker': {
    cause: 'WordPress did not allow these pages to be stored.',
    remedy:
      'See the reason of such a page in wp-admin (Pages, Explain): mostly a session cookie or a plugin that forbids caching.',
  },
  'miss:bad-marker': {
    cause:
      'The mark on the pages does not hold: bodies are changed between WordPress and the Worker, or the keys differ.',
    remedy: 'Turn off what rewrites HTML before the Worker; connect the site anew when its key was replaced.',
  },
  'miss:revision': {
    cause: 'WordPress and the Worker hold different settings.',
    remedy: 'Save the settings once more, and look at the outbox for a configuration that did not arrive.',
  },
  'miss:origin-stale': {
    cause: 'WordPress answered with pages older than a purge that it has announced itself.',
    remedy: 'Look for a second cache or a replica that lags behind at the origin.',
  },
  'bypass:cookie': {
    cause:
      'Visitors carry a cookie that makes a page theirs: a login, a cart, or one that a plugin sets for everybody.',
    remedy:
      'If everybody has it, find the plugin that sets it; exclude.cookies should name only cookies that change pages.',
  },
  'bypass:excluded': {
    cause: 'A rule of the settings excludes these pages.',
    remedy: 'Preview the patterns in Settings, Rules: one may match more than it is meant to.',
  },
  'bypass:private-query': {
    cause: 'Addresses carry a parameter that makes the answer private.',
    remedy: 'Ignore tracking parameters in query.ignore; leave the rest alone.',
  },
  'bypass:disabled': {
    cause: 'The cache is off for this site, or its configuration is not understood.',
    remedy: 'Enable it in wp-admin; ask GET /api/cache/diagnostics when it is on there.',
  },
  'bypass:no-view': {
    cause: 'The purge ledger did not answer, so no copy could be trusted.',
    remedy: 'Look at the LEDGER database in the Cloudflare dashboard, and at GET /api/cache/diagnostics.',
  },
};

const UNKNOWN: Advice = {
  cause: 'Requests of this kind are none of the cache’s business, or a rare fault.',
  remedy: 'Look at the reason in docs/cache-api.md; no action is needed when such requests are expected.',
};

/** From this share of all requests on a reason is worth a word. */
const NOTABLE = 0.1;

export function insightsOf({ total, tiers }: Summary, targetHitRate: number): Insight[] {
  if (total.requests === 0) {
    return [
      {
        code: 'no_traffic',
        severity: 'info',
        finding: 'No visit was counted in this time.',
        cause: 'Nobody came, or the site’s traffic does not pass through this Worker.',
        remedy: 'Check the zone route (example.com/*), or visit /edge/cache/ on the Worker’s hostname once.',
      },
    ];
  }
  return [
    ...hitInsights(total, targetHitRate),
    ...reasonInsights(total),
    ...speedInsights(total),
    ...tierInsights(tiers),
  ];
}

function hitInsights({ hit_ratio }: RouteMetrics, target: number): Insight[] {
  if (hit_ratio === null || hit_ratio * 100 >= target) return [];
  return [
    {
      code: 'hit_ratio_below_target',
      severity: hit_ratio * 100 < target / 2 ? 'critical' : 'warning',
      finding: `${percent(hit_ratio)} of the pages that could come from the cache did; the target is ${target} %.`,
      cause: 'The reasons below, most frequent first.',
      remedy: 'Follow the first of them that is not expected.',
    },
  ];
}

function reasonInsights({ reasons, requests }: RouteMetrics): Insight[] {
  return Object.entries(reasons)
    .filter(([why, n]) => /^(miss|bypass):/.test(why) && n / requests >= NOTABLE)
    .map(([why, n]) => ({
      code: `frequent_${why.replaceAll(/[:-]/g, '_')}`,
      severity: 'info' as const,
      finding: `${percent(n / requests)} of all requests: ${why.replace(':', ', reason ')}.`,
      ...(ADVICE[why] ?? UNKNOWN),
    }));
}

function speedInsights({ latency, errors, requests, refresh_failures }: RouteMetrics): Insight[] {
  const insights: Insight[] = [];
  if ((latency.p95_ms ?? 0) > 1000) {
    insights.push({
      code: 'slow_answers',
      severity: 'warning',
      finding: `One answer in twenty took ${latency.p95_ms} ms or more.`,
      cause: 'WordPress is slow to render what is not stored.',
      remedy: 'Warm those pages, and look at slow queries or plugins at the origin.',
    });
  }
  if (errors > 0) {
    insights.push({
      code: 'errors',
      severity: errors / requests > 0.01 ? 'critical' : 'warning',
      finding: `${errors} of ${requests} answers were errors (500 and above).`,
      cause: 'The origin failed or could not be reached, and no copy could stand in.',
      remedy:
        'Look at the origin’s error log at that time; raise ttl.grace so that expired pages may stand in.',
    });
  }
  if (refresh_failures > 0) {
    insights.push({
      code: 'refresh_failures',
      severity: 'warning',
      finding: `${refresh_failures} refreshes behind a stale page failed.`,
      cause: 'The origin did not answer the Worker’s own requests.',
      remedy: 'Check that the origin lets the Worker in (firewall, bot protection, basic authentication).',
    });
  }
  return insights;
}

function tierInsights(tiers: Summary['tiers']): Insight[] {
  return tiers
    .filter(({ hits, misses, faults }) => faults > 0.01 * (hits + misses + faults))
    .map(({ tier, faults }) => ({
      code: 'tier_faults',
      severity: 'warning' as const,
      finding: `The tier ${tier} failed ${faults} times.`,
      cause: 'It timed out, or what lay there could not be read.',
      remedy: 'Nothing was served wrongly. If it lasts, look at the service in the Cloudflare dashboard.',
    }));
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 1000) / 10} %`;
}
