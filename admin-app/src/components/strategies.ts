/** Short names of the strategies, for tables and buttons; the settings have the long ones. */
import type { Strategy } from '@dynamic-cache/contracts/settings';
import { __ } from '@wordpress/i18n';

const NAMES: Record<Strategy, () => string> = {
  'origin-disk': () => __('Disk', 'ai-wp-dynamic-cache'),
  'object-cache': () => __('Redis', 'ai-wp-dynamic-cache'),
  'edge-balanced': () => __('Edge', 'ai-wp-dynamic-cache'),
  'edge-r2': () => __('Edge with R2', 'ai-wp-dynamic-cache'),
};

export const strategyName = (strategy: Strategy) => NAMES[strategy]();
