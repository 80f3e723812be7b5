/** What the values of a closed list are called. Complete by type: a new value of the contract without words is an error. */
import type { QueryMode } from '@dynamic-cache/contracts/rules';
import type { Settings, Strategy } from '@dynamic-cache/contracts/settings';
import { __, sprintf } from '@wordpress/i18n';
import { spoken } from './units.ts';

const STRATEGIES: Record<Strategy, () => string> = {
  'origin-disk': () =>
    __('On the disk of this host; a connected edge keeps copies for a while', 'ai-wp-dynamic-cache'),
  'object-cache': () => __('In Redis', 'ai-wp-dynamic-cache'),
  'edge-balanced': () =>
    __('On this host, at the edge, and in Cloudflare’s worldwide store (KV)', 'ai-wp-dynamic-cache'),
  'edge-r2': () => __('On this host, at the edge, in KV and in R2', 'ai-wp-dynamic-cache'),
};

const QUERY_MODES: Record<QueryMode, () => string> = {
  'ignore-list': () =>
    __('Every parameter makes a page of its own, except the ignored ones', 'ai-wp-dynamic-cache'),
  'allow-list': () => __('Only the allowed ones are cached', 'ai-wp-dynamic-cache'),
};

const LOG_LEVELS: Record<Settings['log']['level'], () => string> = {
  off: () => __('Nothing', 'ai-wp-dynamic-cache'),
  errors: () => __('Failures', 'ai-wp-dynamic-cache'),
  all: () => __('Every decision', 'ai-wp-dynamic-cache'),
};

const NAMES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  strategy: STRATEGIES,
  'rollout.strategy': STRATEGIES,
  'query.mode': QUERY_MODES,
  'log.level': LOG_LEVELS,
};

/** The words for a value of a setting. Numbers are seconds, but for a share of the visitors. */
export function nameOfChoice(path: string, value: string | number): string {
  if (path === 'rollout.percent') return shareOfVisitors(Number(value));
  if (typeof value === 'number') return spoken(value, 'seconds');
  return NAMES[path]?.[value]?.() ?? value;
}

function shareOfVisitors(percent: number): string {
  if (percent === 0) return __('Nobody', 'ai-wp-dynamic-cache');
  if (percent === 100) return __('Every visitor', 'ai-wp-dynamic-cache');
  /* translators: %d: a number */
  return sprintf(__('%d %% of the visitors', 'ai-wp-dynamic-cache'), percent);
}
