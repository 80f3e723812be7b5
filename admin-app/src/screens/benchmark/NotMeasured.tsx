/** The strategies that a run on this host leaves out, and why. */
import type { BenchmarkOverview } from '@dynamic-cache/contracts/site-benchmark';
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { strategyName } from '../../components/strategies.ts';
import { goTo } from '../../navigation.ts';

export function NotMeasured({ left }: { left: BenchmarkOverview['not_measured'] }) {
  if (left.length === 0) return null;
  return (
    <details>
      <summary>{__('What is not measured here, and why', 'ai-wp-dynamic-cache')}</summary>
      <dl className="dynamic-cache-benchmark__left">
        {left.map(({ strategy, means, fix }) => (
          <div key={strategy}>
            <dt>{strategyName(strategy)}</dt>
            <dd>
              {means} {fix}{' '}
              <Button
                variant="link"
                onClick={() =>
                  goTo('settings', { setting: strategy === 'object-cache' ? 'redis.host' : 'edge.url' })
                }
              >
                {strategy === 'object-cache'
                  ? __('Set up Redis', 'ai-wp-dynamic-cache')
                  : __('Connect a Worker', 'ai-wp-dynamic-cache')}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
