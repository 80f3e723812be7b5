/** The parts of the screen: which settings each shows, in which order, and what can be tried there. */
import type { TestSubject } from '@dynamic-cache/contracts/findings';
import type { Settings } from '@dynamic-cache/contracts/settings';
import { __ } from '@wordpress/i18n';
import { FIELDS, type Field } from '../../fields/field.ts';
import { NOT_YET } from '../../fields/not-yet.ts';

export type Section = {
  name: string;
  title: () => string;
  intro: () => string;
  paths: readonly string[];
  tests: readonly TestSubject[];
};

const ALL: readonly Section[] = [
  {
    name: 'pages',
    title: () => __('Pages', 'ai-wp-dynamic-cache'),
    intro: () => __('How long stored pages are used, and which addresses share one.', 'ai-wp-dynamic-cache'),
    paths: [
      'ttl.page',
      'ttl.not_found',
      'ttl.browser',
      'query.mode',
      'query.ignore',
      'query.allow',
      'nonce_refresh',
      'early_start',
      'direct_mode',
    ],
    tests: ['loopback', 'ways-in'],
  },
  {
    name: 'not-cached',
    title: () => __('What is not cached', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'WordPress answers these visits itself, and nothing of them is stored. Logins, carts, forms that were sent and searches need no rule: they are never cached.',
        'ai-wp-dynamic-cache',
      ),
    paths: ['exclude.paths', 'exclude.queries', 'exclude.cookies', 'exclude.user_agents'],
    tests: [],
  },
  {
    name: 'variants',
    title: () => __('Variants and hosts', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'Where one address shows different pages to different visitors, each gets a stored page of its own.',
        'ai-wp-dynamic-cache',
      ),
    paths: ['hosts', 'variants.language', 'variants.currency', 'variants.device'],
    tests: [],
  },
  {
    name: 'storage',
    title: () => __('Storage and Redis', 'ai-wp-dynamic-cache'),
    intro: () =>
      __('Where this host keeps its pages, and how much space they may take.', 'ai-wp-dynamic-cache'),
    paths: [
      'disk.max_bytes',
      'redis.host',
      'redis.port',
      'redis.tls',
      'redis.username',
      'redis.password',
      'redis.prefix',
      'redis.cluster',
    ],
    tests: ['redis'],
  },
  {
    name: 'edge',
    title: () => __('Edge', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'A Worker in your Cloudflare account keeps pages near your visitors and answers in place of this host.',
        'ai-wp-dynamic-cache',
      ),
    paths: [
      'edge.enabled',
      'edge.url',
      'strategy',
      'edge.view_max',
      'edge.strict',
      'ttl.grace',
      'edge.zone_id',
      'edge.zone_token',
      'edge.basic_auth',
      'rollout.percent',
      'rollout.strategy',
      'rollout.name',
      'rollout.min_requests',
      'rollout.step_back',
    ],
    tests: ['edge', 'zone'],
  },
  {
    name: 'proof',
    title: () => __('Proof', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'The cache checks itself: some of the pages that visitors got are rendered again and compared. One that is wrong is purged, and kept as evidence.',
        'ai-wp-dynamic-cache',
      ),
    paths: ['proof.sample_rate', 'proof.max_per_hour', 'proof.shadow', 'log.level', 'log.days'],
    tests: [],
  },
  {
    name: 'alerts',
    title: () => __('Alerts', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'Who is told when a stored page turns out to be wrong: what differed, where, and what the page depends on. Nobody’s personal data is in it.',
        'ai-wp-dynamic-cache',
      ),
    paths: ['alerts.email', 'alerts.webhook_url', 'alerts.webhook_secret', 'alerts.max_per_hour'],
    tests: ['alerts'],
  },
];

/** The parts in which something has an effect. */
export const SECTIONS: readonly Section[] = ALL.map((section) => ({
  ...section,
  paths: section.paths.filter((path) => !NOT_YET.has(path)),
})).filter(({ paths }) => paths.length > 0);

/** The part that the address names; the first one for an unknown name. */
export function sectionOf(name: string): Section | undefined {
  return SECTIONS.find((section) => section.name === name) ?? SECTIONS[0];
}

/** The part in which a setting is shown. */
export function sectionWith(path: string): Section | undefined {
  return SECTIONS.find(({ paths }) => paths.includes(path));
}

/** The fields of a part. `settings` with the edits in them: some fields mean nothing beside others. */
export function fieldsOf(section: Section, settings: Settings | null): Field[] {
  return section.paths
    .map((path) => FIELDS.get(path))
    .filter((field) => field !== undefined)
    .filter(({ path }) => !isIdle(path, settings));
}

/** Whether what a setting says is of no consequence beside the others. */
function isIdle(path: string, settings: Settings | null): boolean {
  if (path === 'query.allow') return settings?.query.mode === 'ignore-list';
  return path.startsWith('rollout.') && path !== 'rollout.percent' && settings?.rollout.percent === 0;
}
