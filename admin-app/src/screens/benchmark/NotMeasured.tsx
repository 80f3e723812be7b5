/** The strategies that a run on this host leaves out, and why. */
import { Strategy } from '@dynamic-cache/contracts/settings';
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { strategyName } from '../../components/strategies.ts';
import { goTo } from '../../navigation.ts';

export function NotMeasured({ strategies }: { strategies: readonly Strategy[] }) {
  const left = Strategy.options.filter((one) => !strategies.includes(one));
  if (left.length === 0) return null;
  return (
    <details>
      <summary>{__('What is not measured here, and why', 'ai-wp-dynamic-cache')}</summary>
      <dl className="dynamic-cache-benchmark__left">
        {left.map((one) => (
          <div key={one}>
            <dt>{strategyName(one)}</dt>
            <dd>
              <Why strategy={one} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Why({ strategy }: { strategy: Strategy }) {
  if (strategy === 'object-cache') {
    return (
      <>
        {__('Redis is not set up, or does not answer.', 'ai-wp-dynamic-cache')}{' '}
        <Button variant="link" onClick={() => goTo('settings', { setting: 'redis.host' })}>
          {__('Set up Redis', 'ai-wp-dynamic-cache')}
        </Button>
      </>
    );
  }
  if (strategy === 'origin-disk') {
    return <>{__('The cache is off, or its folder cannot be written.', 'ai-wp-dynamic-cache')}</>;
  }
  return (
    <>
      {__(
        'The probes of a run stay on this host and do not pass a Worker, so that nothing true could be said of the edge from here. Load tests from outside can: their samples are on the leaderboard.',
        'ai-wp-dynamic-cache',
      )}{' '}
      <Button variant="link" onClick={() => goTo('leaderboard')}>
        {__('Open the leaderboard', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}
